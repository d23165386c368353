"""Tables as CSV files for a French spreadsheet: semicolons, a mark that says UTF-8, and no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from starlette.responses import Response

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_SUM = re.compile(r"-\d+,\d\d")


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """A download named `name`. What a spreadsheet would take for a formula gets an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\ufeff" + text.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def sum_cell(cents: int) -> str:
    """A sum that a spreadsheet reads as a number: « -3,85 »."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) and not _SUM.fullmatch(cell) else cell
