"""Reading a list: bytes to text, text to lines. Nothing is asked of the database here."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from city.imports.cells import Cells
from city.imports.columns import REQUIRED, Column, column_of
from city.imports.lines import Fault, Line, Read
from city.text import _
from city.towns import Town

MOST_BYTES = 3 * 1024 * 1024
MOST_LINES = 12_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, or why it has none."""

    text: str = ""
    refused: str | None = None


def decoded(data: bytes) -> Decoded:
    """UTF-8, or else what French spreadsheets write (Windows-1252). It takes a moment: call it in a thread."""
    if not data.strip():
        return Decoded(refused=_("ce fichier est vide"))
    if len(data) > MOST_BYTES:
        return Decoded(refused=_("ce fichier est trop lourd (3 Mo au plus) : coupez-le en plusieurs"))
    if b"\0" in data or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return Decoded(refused=_("ce n'est pas un fichier CSV : enregistrez-le en « CSV » depuis votre tableur"))
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            return Decoded(data.decode("cp1252"))
        except UnicodeDecodeError:
            return Decoded(refused=_("ses lettres ne se lisent ni en UTF-8 ni en Windows-1252"))


def read_list(text: str, town: Town, today: date) -> Read:
    """The lines of a list, `;`, `,` or a tabulation between the cells."""
    lines = text.removeprefix("\ufeff")
    head = next((line for line in lines.splitlines() if line.strip()), "")
    separator = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=False)
    try:
        heads = next((row for row in rows if any(cell.strip() for cell in row)), [])
        columns = [column_of(cell) for cell in heads]
        if (refused := _wrong_head(columns)) is not None:
            return Read(refused=refused)
        return _lines(rows, columns, heads, town, today)
    except csv.Error:
        return Read(refused=_("la ligne {line} n'est pas du CSV").format(line=rows.line_num))


def _lines(rows: Any, columns: Sequence[Column | None], heads: Sequence[str], town: Town, today: date) -> Read:
    ignored = [head.strip() for head, column in zip(heads, columns, strict=True) if column is None and head.strip()]
    found: list[Line] = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(found) >= MOST_LINES:
            return Read(refused=_("il y a plus de {most} lignes : coupez ce fichier").format(most=MOST_LINES))
        found.append(_line(rows.line_num, row, columns, town, today))
    return Read(found, None if found else _("il n'y a aucune ligne sous la première"), ignored)


def _wrong_head(columns: Sequence[Column | None]) -> str | None:
    missing = [column.value for column in REQUIRED if column not in columns]
    if missing:
        return _("la première ligne doit nommer les colonnes ; il manque : {columns}").format(
            columns=", ".join(missing)
        )
    double = sorted({column.value for column in columns if column is not None and columns.count(column) > 1})
    return _("deux colonnes ont le même nom : {columns}").format(columns=", ".join(double)) if double else None


def _line(number: int, row: Sequence[str], columns: Sequence[Column | None], town: Town, today: date) -> Line:
    values: Mapping[Column, str] = {
        column: " ".join(cell.split()) for column, cell in zip(columns, row, strict=False) if column is not None
    }
    cells = Cells(values, town, today)
    if any(cell.strip() for cell in row[len(columns) :]):
        cells.faults.append(Fault(None, _("il y a plus de cases que dans la première ligne")))
    household = cells.number(Column.HOUSEHOLD)
    return Line(
        line=number,
        household=household,
        household_name=cells.name(Column.HOUSEHOLD_NAME, required=False),
        guardians=cells.guardians(),
        child=cells.child(),
        shown=cells.shown(),
        faults=tuple(cells.faults),
    )
