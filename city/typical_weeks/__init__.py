"""Typical weeks: named patterns of a child, and the difference they would make."""
