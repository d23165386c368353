"""The ribbon of the week, as data: for each child and day, what is booked. Pure functions of household and calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.models import Calendar, Child, Household, Moment, Service, Slot, SlotState
from views.text import _, typeset
from views.text.dates import day_name

HELD_STATES = frozenset({SlotState.BOOKED, SlotState.HELD, SlotState.PRESENT, SlotState.AWAITING_VALIDATION})
CLOSED_CODES = frozenset(
    {"PUBLIC_HOLIDAY", "SCHOOL_HOLIDAY", "WEEKEND", "NOT_SERVED", "CITY_CLOSED", "UNKNOWN_CALENDAR"}
)
SQUARES = (Moment.MORNING, Moment.NOON, Moment.EVENING)
SCHOOL_WEEK_DAYS = 5


class CellKind(StrEnum):
    SQUARES = "squares"
    BAR = "bar"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Cell:
    """`filled`: morning, noon, evening for squares; one value for the bar; none when closed. `name` is read aloud."""

    day: date
    kind: CellKind
    filled: tuple[bool, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    child: Child
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Friday. `empty`: nothing is booked by anyone."""

    days: tuple[date, ...]
    today: date
    rows: tuple[Row, ...]

    @property
    def empty(self) -> bool:
        return not any(any(cell.filled) for row in self.rows for cell in row.cells)


def shown_monday(today: date) -> date:
    """Monday of this week, or of the next one on Saturday and Sunday."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7) if today.weekday() >= SCHOOL_WEEK_DAYS else monday


def week_of(household: Household, calendar: Calendar, today: date) -> Week:
    monday = shown_monday(today)
    days = tuple(monday + timedelta(days=number) for number in range(SCHOOL_WEEK_DAYS))
    services = {service.id: service for service in household.services}
    slots: dict[tuple[str, date], list[Slot]] = {}
    for slot in calendar.slots:
        slots.setdefault((slot.child, slot.day), []).append(slot)
    rows = tuple(
        Row(child, tuple(_cell(child, day, slots.get((child.id, day), []), services) for day in days))
        for child in household.children
    )
    return Week(days, today, rows)


def _cell(child: Child, day: date, slots: list[Slot], services: dict[str, Service]) -> Cell:
    known = [(slot, services[slot.service]) for slot in slots if slot.service in services]
    held = [service for slot, service in known if slot.state in HELD_STATES]
    if not held and all(slot.reason.code in CLOSED_CODES for slot, _service in known):
        return Cell(day, CellKind.CLOSED, (), _name(child, day, _("fermé") if known else _("aucun accueil")))
    name = _name(child, day, ", ".join(service.name.lower() for service in held) or _("rien de réservé"))
    if any(service.moment is Moment.DAY for _slot, service in known):
        return Cell(day, CellKind.BAR, (bool(held),), name)
    return Cell(day, CellKind.SQUARES, tuple(any(s.moment is moment for s in held) for moment in SQUARES), name)


def _name(child: Child, day: date, said: str) -> str:
    return typeset(_("{child}, {day} : {said}").format(child=child.first_name, day=day_name(day), said=said))
