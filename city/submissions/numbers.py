"""The numbers of receipts."""

from __future__ import annotations


def number_of(year: int, serial: int) -> str:
    """The number of a receipt as people read it: "2026-001482"."""
    return f"{year}-{serial:06d}"
