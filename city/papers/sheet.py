"""A paper of the town, A4; its text can be selected and read aloud.

What makes it (fpdf2 with its fonts) takes a while to load: it is loaded for the first paper, not when the city starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from city.towns import Town

Row = Sequence[str]


class Sheet:
    """`title` names the document; `at` is the instant it was made, so that the same paper is the same bytes."""

    def __init__(self, town: Town, title: str, at: datetime) -> None:
        from city.papers.a4 import A4

        self._a4 = A4(town, title, at)

    def to(self, names: str) -> None:
        """Whom it is addressed to, a name a line."""
        self._a4.to(names)

    def facts(self, *pairs: tuple[str, str]) -> None:
        """Names and values, one below the other."""
        self._a4.facts(*pairs)

    def table_of(self, heads: Row, rows: Sequence[Row], widths: tuple[int, ...], *, numbers_from: int) -> None:
        """A table whose columns from `numbers_from` on stand to the right; its head is repeated on every page."""
        self._a4.table_of(heads, rows, widths, numbers_from=numbers_from)

    def total(self, name: str, value: str) -> None:
        """The sum at the end."""
        self._a4.total(name, value)

    def heading(self, text: str) -> None:
        """The title of what follows."""
        self._a4.heading(text)

    def paragraph(self, text: str) -> None:
        """Some sentences."""
        self._a4.paragraph(text)

    def record(self, text: str) -> None:
        """One of many rows, in small letters."""
        self._a4.record(text)

    def bytes(self) -> bytes:
        """The document."""
        return bytes(self._a4.output())
