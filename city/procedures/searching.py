"""What of a procedure can be searched."""

from __future__ import annotations

from collections.abc import Mapping

from city.procedures.models import ProcedureRow
from city.submissions.receipts import plain


def search_text(row: ProcedureRow, names: Mapping[str, str]) -> str:
    """Its title, number, child, household and the city's last words, plain; `names` by id."""
    people = (names.get(row.child_id or ""), names.get(row.household_id))
    return plain("\n".join(part for part in (row.title, row.number, *people, row.words) if part))
