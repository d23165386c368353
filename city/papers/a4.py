"""An A4 sheet of the town: its name and contact on top, the page's number at the foot. See `sheet.py`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from city.text import _
from city.towns import Town

_FONTS = Path(__file__).parent / "fonts"
_FAMILY = "Onest"
_MARGIN = 18
_LINE = 5.6
_SMALL, _SMALL_LINE = 8.5, 4.2
_GREY = (90, 90, 90)
Row = Sequence[str]


class A4(FPDF):
    """`title` names the document; `at` is the instant it was made, so that the same paper is the same bytes."""

    def __init__(self, town: Town, title: str, at: datetime) -> None:
        super().__init__(format="A4")
        self._widths: dict[str, float] = {}
        self._town = town
        self.set_title(f"{title} – {town.name}")
        self.set_author(town.name)
        self.set_creator("Portail Famille")
        self.set_lang("fr-FR")
        self.set_creation_date(at)
        self.set_display_mode("fullwidth")
        self.add_font(_FAMILY, "", _FONTS / "Onest-Regular.ttf")
        self.add_font(_FAMILY, "B", _FONTS / "Onest-SemiBold.ttf")
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(True, margin=22)
        self.alias_nb_pages()
        self.add_page()
        self._title(title)

    def header(self) -> None:
        """The town and how to reach it."""
        contact = self._town.contact
        self.set_font(_FAMILY, "B", 12)
        self._line(self._town.name)
        self.set_font(_FAMILY, "", 9)
        self.set_text_color(*_GREY)
        self._line(contact.service_name)
        self._line(" · ".join((contact.address, contact.phone, contact.email)))
        if self._town.demonstration:
            self._line(_("Démonstration : règles, tarifs et personnes inventés"))
        self.set_text_color(0)
        self.ln(6)

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-15)
        self.set_font(_FAMILY, "", 8)
        self.set_text_color(*_GREY)
        self.cell(0, 5, _("Page {page} sur {pages}").format(page=self.page_no(), pages="{nb}"), align="R")
        self.set_text_color(0)

    def to(self, names: str) -> None:
        """Whom it is addressed to, a name a line."""
        self.set_font(_FAMILY, "", 10.5)
        for name in names.splitlines():
            self._line(name, align="R")
        self.ln(4)

    def facts(self, *pairs: tuple[str, str]) -> None:
        """Names and values, one below the other."""
        for name, value in pairs:
            self.set_font(_FAMILY, "", 10.5)
            self.cell(58, _LINE, name)
            self.set_font(_FAMILY, "B", 10.5)
            self._line(value)
        self.ln(4)

    def table_of(self, heads: Row, rows: Sequence[Row], widths: tuple[int, ...], *, numbers_from: int) -> None:
        """A table whose columns from `numbers_from` on stand to the right; its head is repeated on every page."""
        self.set_font(_FAMILY, "", 9.5)
        aligned = tuple("LEFT" if place < numbers_from else "RIGHT" for place in range(len(heads)))
        style = FontFace(emphasis="BOLD", fill_color=(236, 241, 242))
        with self.table(
            col_widths=widths,
            text_align=aligned,
            headings_style=style,
            borders_layout="HORIZONTAL_LINES",
            line_height=_LINE,
            padding=0.8,
        ) as table:
            for row in (heads, *rows):
                table.row(list(row))
        self.ln(3)

    def total(self, name: str, value: str) -> None:
        """The sum at the end."""
        self.set_font(_FAMILY, "B", 13)
        self._line(f"{name}   {value}", align="R", height=8)
        self.ln(2)

    def heading(self, text: str) -> None:
        """The title of what follows, never alone at the foot of a page."""
        if self.will_page_break(_LINE * 5):
            self.add_page()
        self.ln(3)
        self.set_font(_FAMILY, "B", 12.5)
        self._line(text, height=8)

    def paragraph(self, text: str) -> None:
        """Some sentences."""
        self.set_font(_FAMILY, "", 10)
        self.multi_cell(0, _LINE, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1.5)

    def record(self, text: str) -> None:
        """One of many rows, small. Its lines are broken here by words: fpdf measures a line again at every letter."""
        self.set_font(_FAMILY, "", _SMALL)
        for paragraph in text.splitlines():
            for line in self._lines(paragraph):
                self._line(line, height=_SMALL_LINE)
        self.ln(1)

    def _lines(self, text: str) -> Iterator[str]:
        line, width, space = "", 0.0, self._width(" ")
        for word in text.split(" "):
            for part in self._parts(word):
                here = self._width(part)
                if line and width + space + here > self.epw:
                    yield line
                    line, width = part, here
                else:
                    line, width = (f"{line} {part}", width + space + here) if line else (part, here)
        yield line

    def _parts(self, word: str) -> Iterator[str]:
        """The word, cut where it is wider than a line."""
        while self._width(word) > self.epw:
            cut = max(1, int(len(word) * self.epw / self._width(word)) - 1)
            yield word[:cut]
            word = word[cut:]
        yield word

    def _width(self, word: str) -> float:
        """In millimetres, in the small letters."""
        if word not in self._widths:
            self._widths[word] = self.get_string_width(word)
        return self._widths[word]

    def _title(self, text: str) -> None:
        self.set_font(_FAMILY, "B", 18)
        self._line(text, height=10)
        self.ln(3)

    def _line(self, text: str, *, align: str = "L", height: float = _LINE) -> None:
        self.cell(0, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
