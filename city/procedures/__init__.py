"""Démarches: what a family asks of the town hall, from the catalogue to the decision and what it changes."""
