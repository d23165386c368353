"""Which days and children the pages show: pure steps from choice to choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from views.booking.choice import Choice
from views.booking.planning import Planning, monday_of

#: How far the opening looks for a day on which something can still be booked.
LOOK_AHEAD_WEEKS = 14


def open_on(choice: Choice, planning: Planning, today: date, asked: date | None = None) -> Choice | None:
    """The choice as the page opens; None when nothing can be booked yet in what is loaded.

    The asked day if any, else the next day on which something can still be booked. An only child is chosen.
    """
    known = [child.id for child in planning.household.children]
    children = tuple(child for child in choice.children if child in known)
    if not children and len(known) == 1:
        children = (known[0],)
    day = asked or planning.next_bookable(today, children or None) or planning.next_bookable(today)
    if day is None:
        return None
    return replace(choice, children=children, days=(day,), week=monday_of(day), several_days=False)


def show_day(choice: Choice, day: date) -> Choice:
    """Looks at a day; while days are toggles, adds or takes it (the last one stays)."""
    if not choice.several_days:
        return replace(choice, days=(day,), week=monday_of(day))
    days = set(choice.days) ^ {day}
    return replace(choice, days=tuple(sorted(days or {day})), week=monday_of(day))


def show_week(choice: Choice, monday: date) -> Choice:
    """Turns to a week; a single day follows on the same weekday."""
    if choice.several_days or not choice.days:
        return replace(choice, week=monday)
    return replace(choice, week=monday, days=(monday + timedelta(days=min(choice.days[0].weekday(), 4)),))


def toggle_several(choice: Choice) -> Choice:
    """Enters or leaves « Plusieurs jours »; leaving keeps the last day looked at."""
    if not choice.several_days:
        return replace(choice, several_days=True)
    days = choice.days[-1:]
    return replace(choice, several_days=False, days=days, week=monday_of(days[0]) if days else choice.week)


def toggle_shown(shown: tuple[str, ...], child: str) -> tuple[str, ...]:
    """The children shown with or without this one; none is impossible."""
    if child not in shown:
        return (*shown, child)
    return tuple(known for known in shown if known != child) or shown


def toggle_child(choice: Choice, child: str, order: tuple[str, ...]) -> Choice:
    """Adds or takes a child; the last one chosen stays on. Kept in order of birth."""
    chosen = set(choice.children) ^ {child}
    if not chosen:
        return choice
    return replace(choice, children=tuple(known for known in order if known in chosen))
