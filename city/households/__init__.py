"""Households: guardians, children, who is registered to what."""
