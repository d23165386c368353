"""School years as a procedure offers them: « 2026-2027 », from 1 September to 31 August."""

from __future__ import annotations

from datetime import date

_RENTREE = (9, 1)
_NEXT_FROM_MONTH = 5


def school_year(day: date) -> int:
    """The year in which the school year of `day` began."""
    return day.year if (day.month, day.day) >= _RENTREE else day.year - 1


def name_of(began: int) -> str:
    """« 2026-2027 »."""
    return f"{began}-{began + 1}"


def period_of(began: int) -> tuple[date, date]:
    """Its first and last day."""
    return date(began, *_RENTREE), date(began + 1, 8, 31)


def offered_years(day: date) -> list[int]:
    """The years one may register for: this one, and from May on the next."""
    began = school_year(day)
    return [began, began + 1] if _NEXT_FROM_MONTH <= day.month < _RENTREE[0] else [began]


def year_named(name: object) -> int | None:
    """The year that `name_of` names; None for anything else."""
    head, _, tail = name.partition("-") if isinstance(name, str) else ("", "", "")
    return int(head) if head.isdecimal() and len(head) == 4 and tail == str(int(head) + 1) else None
