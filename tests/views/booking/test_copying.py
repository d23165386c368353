"""Copying a day or a week: adds what can be taken, counts what cannot, cancels nothing, sends nothing."""

from __future__ import annotations

from datetime import date

from tests.views.booking.build import FRIDAY, THURSDAY, booked, free, full, key, late, planning
from views.booking.choice import Choice, lines
from views.booking.copying import copy_day, copy_week
from views.booking.ticking import tap

MONDAY = date(2026, 11, 23)
NEXT = date(2026, 11, 30)


def test_a_day_goes_to_another_child_and_another_day() -> None:
    town = planning(
        booked("alice", "midi"),
        free("alice", "soir"),
        free("noe", "midi"),
        free("noe", "soir"),
        free("alice", "midi", FRIDAY),
        free("alice", "soir", FRIDAY),
        late("noe", "midi", FRIDAY),
    )
    start = tap(Choice(), town, key("alice", "soir"))
    assert isinstance(start, Choice)
    copied = copy_day(start, town, THURSDAY, ["alice"], ["alice", "noe"], [THURSDAY, FRIDAY])
    assert (copied.added, copied.refused) == (4, {"DEADLINE_PASSED": 1})
    assert set(copied.choice.picks) - set(start.picks) == {
        key("noe", "midi"),
        key("noe", "soir"),
        key("alice", "midi", FRIDAY),
        key("alice", "soir", FRIDAY),
    }


def test_what_is_held_is_left_and_full_is_told_not_waited_for() -> None:
    town = planning(booked("alice", "midi"), booked("noe", "midi"), full("lila", "midi"))
    copied = copy_day(Choice(), town, THURSDAY, ["alice"], ["noe", "lila"], [THURSDAY])
    assert (copied.added, copied.held, copied.refused) == (0, 1, {"FULL": 1})
    assert not lines(copied.choice)


def test_a_week_goes_to_the_next_one_weekday_by_weekday() -> None:
    town = planning(
        booked("alice", "midi", THURSDAY),
        booked("alice", "matin", FRIDAY),
        free("alice", "midi", date(2026, 12, 3)),
        free("alice", "matin", date(2026, 12, 4)),
        free("alice", "midi", date(2026, 12, 4)),
    )
    copied = copy_week(Choice(), town, MONDAY, "alice", ["alice"], [MONDAY, NEXT])
    assert {(line.service, line.day) for line in lines(copied.choice)} == {
        ("midi", date(2026, 12, 3)),
        ("matin", date(2026, 12, 4)),
    }


def test_a_slot_marked_to_cancel_is_not_silently_taken_back() -> None:
    town = planning(booked("alice", "midi"), booked("noe", "midi"))
    marked = tap(Choice(), town, key("noe", "midi"))
    assert isinstance(marked, Choice)
    copied = copy_day(marked, town, THURSDAY, ["alice"], ["noe"], [THURSDAY])
    assert copied.choice == marked and copied.impossible == 1
