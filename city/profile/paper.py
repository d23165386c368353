"""A household's copy on paper: the same rows as the JSON, in French, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from city.papers.sheet import Sheet
from city.papers.words import day, euros
from city.profile.words import CODES, COLUMNS, MACHINERY, TABLES
from city.text import _, french
from city.towns import Town

Document = Mapping[str, Any]
_CODED: Final = frozenset(("state", "means", "ended_by", "verdict", "op", "on_full", "kind", "about", "what"))
#: A section's rows follow each other in time.
_WHEN: Final = ("day", "at", "received_at", "issued_at", "opened_at", "sent_at", "created_at", "first_day", "made_at")
#: What other rows call by its title.
_TITLED: Final = {
    "child": "first_name",
    "person": "first_name",
    "invoice": "title",
    "procedure": "title",
    "thread": "subject",
}
#: Sums that say nothing when there is none.
_SELDOM: Final = frozenset(("surcharge_cents", "carried_cents", "credited_cents"))
#: What a reminder `asked` for says of itself; of a procedure, the same name lists what the city asks for.
_BY_THE_PARENT: Final = "true"
_DAY: Final = len("2026-11-23")


def copy_paper(town: Town, document: Document, names: str, now: datetime) -> bytes:
    """The PDF of what `export.gather` made. `names`: whom it is addressed to, a name a line."""
    sheet = Sheet(town, _("Vos données personnelles"), now)
    sheet.to(names)
    sheet.paragraph(
        _(
            "Tout ce que la ville de {town} garde sur votre foyer et que votre compte peut voir, le {day}. Les mêmes "
            "données, avec les numéros internes de la ville, se téléchargent aussi en JSON ; les fichiers que vous "
            "avez envoyés se téléchargent depuis leur page."
        ).format(town=town.name, day=day(now.date()))
    )
    writer = _Writer(town, document)
    for table, title in TABLES.items():
        rows = [said for said in map(writer.row, sorted(document.get(table, ()), key=_when)) if said]
        if rows:
            sheet.heading(f"{_(title)} ({len(rows)})")
            for row in rows:
                sheet.record(row)
    return sheet.bytes()


def _when(row: Mapping[str, Any]) -> str:
    return next((str(row[name]) for name in _WHEN if row.get(name)), "")


class _Writer:
    """Rows in words: children and services by their names, sums in euros, days in French."""

    def __init__(self, town: Town, document: Document) -> None:
        self._names: dict[str, str] = {
            row["id"]: row[title] for table, title in _TITLED.items() for row in document.get(table, ())
        }
        for known in (town.services, town.schools, town.activities):
            self._names.update({key: thing.name for key, thing in known.items()})

    def row(self, row: Mapping[str, Any]) -> str:
        """« Prénom : Alice · Classe : CM1 »; what is empty is left out, a list of rows goes line by line."""
        parts = [self._pair(name, value) for name, value in row.items() if name not in MACHINERY]
        return " · ".join(part for part in parts if part)

    def _pair(self, name: str, value: Any) -> str:
        said = "" if name == "asked" and value == _BY_THE_PARENT else self._said(name, value)
        return french(f"{_(COLUMNS.get(name) or CODES.get(name, name))} : {said}") if said else ""

    def _said(self, name: str, value: Any) -> str:
        if value in (None, "", [], {}) or (name in _SELDOM and value == 0):
            return ""
        if isinstance(value, bool):
            return _("oui") if value else _("non")
        if isinstance(value, Mapping):
            return self.row(value)
        if isinstance(value, list):
            rows = all(isinstance(inner, Mapping) for inner in value)
            return "".join(f"\n– {self.row(inner)}" for inner in value) if rows else self._listed(name, value)
        if isinstance(value, int) and name.endswith("cents"):
            return euros(value)
        return self._word(name, str(value))

    def _listed(self, name: str, values: list[Any]) -> str:
        return ", ".join(self._said(name, value) for value in values)

    def _word(self, name: str, value: str) -> str:
        if name == "code" and value.lower() in CODES:
            return ""
        if name in _CODED and value in CODES:
            return _(CODES[value])
        if name != "text":
            value = value.replace("\n", ", ")
        return self._names.get(value) or _instant(value) or value


def _instant(value: str) -> str | None:
    """« 23/11/2026 », with the hour where there is one; None for what is neither."""
    try:
        if len(value) == _DAY:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        if "T" not in value[_DAY : _DAY + 1]:
            return None
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return f"{at:%d/%m/%Y}, {at.hour} h {at.minute:02d}"
