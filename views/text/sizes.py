"""Sizes of files in words."""

from __future__ import annotations

from views.text.typography import typeset


def size_said(count: int) -> str:
    """Bytes as « 840 ko », « 1,4 Mo », « 10 Mo »."""
    if count < 1_000_000:
        return typeset(f"{max(1, round(count / 1000))} ko")
    millions = f"{count / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")
    return typeset(f"{millions} Mo")
