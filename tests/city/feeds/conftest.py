"""These tests live in the town of tests/city/bookings/essai.toml."""

from tests.city.bookings.essai import town

__all__ = ["town"]
