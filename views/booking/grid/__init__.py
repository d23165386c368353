"""The week grid of tablet and desktop."""
