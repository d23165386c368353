"""Bookings: who holds which slot, the places of counters, the waiting list."""
