"""« Nous contacter »: the town's school service, by phone, by mail, or by a message to the right service."""

from views.contact.page import ContactPage

__all__ = ["ContactPage"]
