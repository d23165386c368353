"""Registrations: what a child is registered to, until when, and what it may be registered to."""
