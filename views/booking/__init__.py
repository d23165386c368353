"""Réservations: the phone page and the week grid, over one choice."""

from views.booking.page import BookingPage

__all__ = ["BookingPage"]
