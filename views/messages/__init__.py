"""Messagerie: what the family and the services of the town write to each other."""

from views.messages.page import MessagesPage

__all__ = ["MessagesPage"]
