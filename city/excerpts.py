"""The beginning of a text, for lists."""

from __future__ import annotations

LONGEST = 160


def excerpt_of(text: str) -> str:
    """The beginning of a text on one line, at most `LONGEST` characters, ended between two words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
