"""Réservations: the phone page and the week grid, over one choice."""
