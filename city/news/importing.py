"""Menus from a CSV file: read whole, every wrong line said with its reason, applied only when there is none.

One line a course: `jour;plat;nom;mentions`. The days of the file replace those there are; other days stay. The same
file twice changes nothing the second time.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.events import Topic
from city.events.changes import tell_all
from city.households.models import HouseholdRow
from city.news import repository
from city.news.menus import ALLERGENS, COURSES, MARKS, course_name, course_of, mark_name, mark_of
from city.submissions.receipts import plain
from city.text import _

COLUMNS = ("jour", "plat", "nom", "mentions")
MOST_LINES = 3000
_MOST_COURSES = 15
_LONGEST_NAME = 120
_BACK, _AHEAD = timedelta(days=31), timedelta(days=400)
Course = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that cannot be read (from 1), and why, in French."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: courses by day, and what is wrong with it."""

    days: dict[date, list[Course]] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Change:
    """What a file does to a day."""

    day: date
    state: Literal["new", "changed", "same"]
    courses: Sequence[Course]


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or else what French spreadsheets write (Windows-1252)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_menus(text: str, today: date) -> Read:
    """The menus in a CSV text, `;` or `,` between the fields."""
    lines = text.removeprefix("\ufeff").splitlines()
    found = Read()
    head = next((line for line in lines if line.strip()), "")
    separator = ";" if ";" in head else ","
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=separator)
    try:
        names = [plain(name).strip() for name in next(rows, [])]
        if names[: len(COLUMNS)] != list(COLUMNS):
            expected = separator.join(COLUMNS)
            found.wrong.append(Wrong(1, _("la première ligne est « {expected} »").format(expected=expected)))
            return found
        for row in rows:
            if any(cell.strip() for cell in row):
                _add(found, rows.line_num, row, today)
            if rows.line_num > MOST_LINES:
                found.wrong.append(Wrong(rows.line_num, _("il y a trop de lignes dans ce fichier")))
                break
    except csv.Error:
        found.wrong.append(Wrong(rows.line_num, _("cette ligne n'est pas du CSV")))
    if not found.days and not found.wrong:
        found.wrong.append(Wrong(1, _("il n'y a aucun menu dans ce fichier")))
    order = list(COURSES)
    for courses in found.days.values():
        courses.sort(key=lambda course: order.index(course["kind"]))
    return found


async def compared(session: AsyncSession, read: Read) -> list[Change]:
    """What a file that was read changes, by day."""
    days = sorted(read.days)
    if not days:
        return []
    known = {row.day: row.courses for row in await repository.menus(session, days[0], days[-1])}
    return [Change(day, _state(known.get(day), read.days[day]), read.days[day]) for day in days]


async def apply(session: AsyncSession, read: Read, now: datetime) -> list[Change]:
    """Writes what changes; answers it. ValueError when something is wrong with the file."""
    if read.wrong:
        raise ValueError("a wrong file is not applied")
    changes = [change for change in await compared(session, read) if change.state != "same"]
    rows = [{"day": change.day, "courses": list(change.courses), "imported_at": now} for change in changes]
    await repository.put_menus(session, rows)
    if changes:
        await tell_all(session, set(await session.scalars(select(HouseholdRow.id))), Topic.NEWS, now=now)
    return changes


def _state(known: Sequence[Course] | None, wanted: Sequence[Course]) -> Literal["new", "changed", "same"]:
    if known is None:
        return "new"
    return "same" if list(known) == list(wanted) else "changed"


def _add(found: Read, line: int, row: Sequence[str], today: date) -> None:
    cells = [" ".join(cell.split()) for cell in row] + [""] * len(COLUMNS)
    day, kind, name = _day(cells[0]), course_of(cells[1]), cells[2]
    marks = [(word.strip(), mark_of(word)) for word in cells[3].split(",") if word.strip()]
    if (reason := _reason(cells, day, kind, marks, today)) is not None:
        found.wrong.append(Wrong(line, reason))
        return
    assert day is not None and kind is not None
    courses = found.days.setdefault(day, [])
    order = [*MARKS, *ALLERGENS]
    course = {"kind": kind, "name": name, "marks": sorted({key for _word, key in marks if key}, key=order.index)}
    if any((other["kind"], other["name"]) == (kind, name) for other in courses):
        found.wrong.append(Wrong(line, _("ce plat est déjà écrit pour ce jour")))
    elif len(courses) >= _MOST_COURSES:
        found.wrong.append(Wrong(line, _("ce jour a trop de plats")))
    else:
        courses.append(course)


def _reason(
    cells: Sequence[str],
    day: date | None,
    kind: str | None,
    marks: Collection[tuple[str, str | None]],
    today: date,
) -> str | None:
    """What is wrong with a line, None when nothing is."""
    if any(cells[len(COLUMNS) :]):
        return _("il y a plus de colonnes que dans la première ligne")
    if day is None:
        return _("« {value} » n'est pas un jour (26/11/2026 ou 2026-11-26)").format(value=cells[0])
    if not today - _BACK <= day <= today + _AHEAD:
        return _("le {value} est trop loin d'aujourd'hui").format(value=f"{day:%d/%m/%Y}")
    if kind is None:
        known = ", ".join(course_name(key) for key in COURSES)
        return _("« {value} » n'est pas un plat connu ({known})").format(value=cells[1], known=known)
    if not cells[2]:
        return _("le nom du plat manque")
    if len(cells[2]) > _LONGEST_NAME or not cells[2].isprintable():
        return _("le nom du plat est trop long, ou a des signes invisibles")
    for word, key in marks:
        if key is None:
            known = ", ".join(mark_name(one) for one in (*MARKS, *ALLERGENS))
            return _("« {value} » n'est pas une mention connue ({known})").format(value=word, known=known)
    return None


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
