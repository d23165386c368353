"""Inscriptions périscolaires: what each child is registered to, and what is open."""

from views.registrations.page import RegistrationsPage

__all__ = ["RegistrationsPage"]
