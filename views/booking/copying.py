"""Copying a day or a week of what is held to other children, days and weeks. Copying only adds to the choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from services.models import SlotKey, SlotState
from views.booking.choice import Choice
from views.booking.planning import Planning, monday_of
from views.booking.ticking import AskTogether, Locked, held_after, tap


@dataclass(frozen=True, slots=True)
class Copied:
    """`choice` with the copies; `added` slots were taken, `refused` could not be, `held` were there already.

    `refused` maps a reason code (or "CONFLICT", "FULL") to how many slots it kept away.
    """

    choice: Choice
    added: int
    held: int
    refused: dict[str, int]

    @property
    def impossible(self) -> int:
        return sum(self.refused.values())


def services_held(choice: Choice, planning: Planning, child: str, day: date) -> tuple[str, ...]:
    """Services that the child will have on that day after « Soumettre », in the order of the day."""
    return tuple(
        service.id
        for service in planning.household.services
        if held_after(choice, planning, SlotKey(child, service.id, day))
    )


def copy_day(
    choice: Choice,
    planning: Planning,
    source: date,
    source_children: Iterable[str],
    to_children: Iterable[str],
    to_days: Iterable[date],
) -> Copied:
    """Lays the source day over other children and days.

    A child among the sources keeps their own pattern; another one gets all services of the sources.
    """
    own = {child: services_held(choice, planning, child, source) for child in source_children}
    everything = tuple(
        service.id for service in planning.household.services if any(service.id in held for held in own.values())
    )
    wanted = [
        SlotKey(child, service, day)
        for day in to_days
        for child in to_children
        for service in own.get(child, everything)
        if not (day == source and child in own)
    ]
    return _lay(choice, planning, wanted)


def copy_week(
    choice: Choice,
    planning: Planning,
    monday: date,
    source_child: str,
    to_children: Iterable[str],
    to_mondays: Iterable[date],
) -> Copied:
    """Lays a child's week over other children and weeks, weekday by weekday."""
    days = [monday + timedelta(days=offset) for offset in range(7)]
    pattern = [services_held(choice, planning, source_child, day) for day in days]
    wanted = [
        SlotKey(child, service, monday_of(target) + timedelta(days=offset))
        for target in to_mondays
        for child in to_children
        if not (monday_of(target) == monday and child == source_child)
        for offset, held in enumerate(pattern)
        for service in held
    ]
    return _lay(choice, planning, wanted)


def _lay(choice: Choice, planning: Planning, wanted: Iterable[SlotKey]) -> Copied:
    added = held = 0
    refused: dict[str, int] = {}
    for key in dict.fromkeys(wanted):
        slot = planning.slot(key)
        if slot is None:
            continue
        if held_after(choice, planning, key):
            held += 1
            continue
        if key in choice.picks or slot.state is SlotState.FULL:
            code = "FULL" if slot.state is SlotState.FULL else "CONFLICT"
            refused[code] = refused.get(code, 0) + 1
            continue
        answer = tap(choice, planning, key)
        if isinstance(answer, AskTogether) and answer.choice is not None:
            answer = answer.choice
        if isinstance(answer, Choice):
            choice, added = answer, added + 1
        else:
            code = slot.reason.code if isinstance(answer, Locked) else "CONFLICT"
            refused[code] = refused.get(code, 0) + 1
    return Copied(choice, added, held, refused)
