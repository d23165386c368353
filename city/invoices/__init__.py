"""Invoices: what was booked and attended becomes lines and a number; what was issued never changes."""
