"""Payments: orders at the bank, what the bank says of them, and money that reached the town."""
