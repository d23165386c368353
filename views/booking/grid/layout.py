"""Where each slot of a week stands in the grid: rows per child, one column per day. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from services.models import Child, Service, Slot, SlotKey, SlotState
from views.booking.planning import Planning, week_days
from views.text.deadlines import change_limit

_WEDNESDAY = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A slot in a cell. `named`: its service is not the row's, so its name is written inside."""

    service: Service
    slot: Slot
    named: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A service's row (`service` None: only named places). `places` has one entry per day, None = nothing there."""

    service: Service | None
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class ChildGroup:
    child: Child
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class DayHead:
    """`limit`: the instant common to most slots of that day that can still change; `closed`: why nothing runs.

    Without a limit, `still` says that something can change all the same, `late` that something could before,
    `waits` that something opens later.
    """

    day: date
    limit: datetime | None
    closed: str | None
    still: bool = False
    late: bool = False
    waits: bool = False


def shown_days(planning: Planning, monday: date) -> tuple[date, ...]:
    """Monday to Friday, and a week-end day only when something runs on it."""
    extra = [day for day in week_days(monday, 7)[5:] if any(True for _slot in planning.slots_on(day))]
    return (*week_days(monday), *extra)


def groups_of(
    planning: Planning, days: tuple[date, ...], children: tuple[str, ...], hidden: frozenset[str] = frozenset()
) -> tuple[ChildGroup, ...]:
    """A group per child shown; `hidden` are activities filtered away. A child with nothing that week has no row."""
    return tuple(
        ChildGroup(child, _rows(planning, child, days, hidden))
        for child in planning.household.children
        if child.id in children
    )


def _rows(planning: Planning, child: Child, days: tuple[date, ...], hidden: frozenset[str]) -> tuple[GridRow, ...]:
    """A row per service; services of Wednesday alone go into the Wednesday column of the first rows."""
    services = [s for s in planning.household.services if s.activity not in hidden]
    found = {
        service.id: {day: slot for day in days if (slot := planning.slot(SlotKey(child.id, service.id, day)))}
        for service in services
    }
    running = [service for service in services if found[service.id]]
    alone = [s for s in running if all(day.weekday() == _WEDNESDAY for day in found[s.id])]
    main = [service for service in running if service not in alone]
    if not main:
        main, alone = alone, []
    rows: list[list[Place | None]] = [
        [Place(service, slot) if (slot := found[service.id].get(day)) else None for day in days] for service in main
    ]
    labels: list[Service | None] = list(main)
    for service in alone:
        column = next(number for number, day in enumerate(days) if day in found[service.id])
        row = next((row for row in rows if row[column] is None), None)
        if row is None:
            row = [None] * len(days)
            rows.append(row)
            labels.append(None)
        row[column] = Place(service, found[service.id][days[column]], named=True)
    return tuple(GridRow(label, tuple(row)) for label, row in zip(labels, rows, strict=True))


def heads_of(planning: Planning, days: tuple[date, ...]) -> tuple[DayHead, ...]:
    """One head per day, with the deadline most of its slots share."""
    heads = []
    for day in days:
        known = planning.days.get(day)
        slots = list(planning.slots_on(day))
        limits = Counter(limit for slot in slots if (limit := change_limit(slot)) is not None)
        common = limits.most_common(1)[0][0] if limits else None
        closed = (known.name if known and known.name else "") if planning.is_closed(day) else None
        still = any(slot.can_book or slot.can_cancel for slot in slots)
        waits = any(slot.state is SlotState.NOT_OPEN for slot in slots)
        heads.append(DayHead(day, common, closed, still, late=bool(slots) and not still, waits=waits))
    return tuple(heads)


def places_in_order(groups: tuple[ChildGroup, ...]) -> tuple[tuple[SlotKey | None, ...], ...]:
    """The slots as a table of rows and columns, for the keyboard."""
    return tuple(
        tuple(place.slot.key if place else None for place in row.places) for group in groups for row in group.rows
    )


def same_place(
    before: tuple[tuple[SlotKey | None, ...], ...], at: SlotKey | None, table: tuple[tuple[SlotKey | None, ...], ...]
) -> SlotKey | None:
    """What stands where `at` stood: the same service and weekday, else the same service, row, or the first slot."""
    slots = [slot for row in table for slot in row if slot is not None]
    if at is None:
        return next(iter(slots), None)
    alike = [slot for slot in slots if (slot.child, slot.service) == (at.child, at.service)]
    same = next((slot for slot in alike if slot.day.weekday() == at.day.weekday()), None)
    number = next((number for number, row in enumerate(before) if at in row), len(table))
    in_row = [slot for row in table[number : number + 1] for slot in row if slot is not None]
    return same or next(iter([*alike, *in_row, *slots]), None)


def moved(table: tuple[tuple[SlotKey | None, ...], ...], at: SlotKey | None, key: str) -> SlotKey | None:
    """The slot reached from `at` by an arrow, Home or End, empty places passed over; `at` where there is none."""
    where = next(((r, c) for r, row in enumerate(table) for c, slot in enumerate(row) if slot == at and slot), None)
    if where is None:
        return next((slot for row in table for slot in row if slot is not None), None)
    row, column = where
    paths = {
        "Arrow Right": [table[row][c] for c in range(column + 1, len(table[row]))],
        "Arrow Left": [table[row][c] for c in range(column - 1, -1, -1)],
        "Arrow Down": [table[r][column] for r in range(row + 1, len(table))],
        "Arrow Up": [table[r][column] for r in range(row - 1, -1, -1)],
        "Home": list(table[row]),
        "End": list(reversed(table[row])),
    }
    return next((slot for slot in paths.get(key, []) if slot is not None), at)
