"""A tap on a slot: what it does to the choice, what it asks first."""

from __future__ import annotations

from services.models import OnFull, Op, SlotState
from tests.views.booking.build import booked, free, full, key, late, planning, service
from views.booking.choice import Choice, lines, summary
from views.booking.ticking import AskLeave, AskReplace, AskTogether, Locked, held_after, tap, tick_all

EMPTY = Choice()
MIDI = key("alice", "midi")


def chosen(answer: object) -> Choice:
    assert isinstance(answer, Choice)
    return answer


def test_a_free_slot_is_chosen_at_the_price_seen_and_given_back_by_the_same_tap() -> None:
    town = planning(free("alice", "midi"))
    once = chosen(tap(EMPTY, town, MIDI))
    assert [(line.op, line.price_cents, line.on_full) for line in lines(once)] == [(Op.BOOK, 385, OnFull.REFUSE)]
    assert tap(once, town, MIDI) == EMPTY


def test_a_booked_slot_is_marked_to_cancel_and_its_price_leaves_the_total() -> None:
    town = planning(booked("alice", "midi"))
    marked = chosen(tap(EMPTY, town, MIDI))
    assert not held_after(marked, town, MIDI)
    assert (summary(marked).cancellations, summary(marked).cents) == (1, -385)
    assert held_after(chosen(tap(marked, town, MIDI)), town, MIDI)


def test_a_slot_that_cannot_change_tells_its_reason_and_changes_nothing() -> None:
    no_list = full("alice", "midi", waiting_list=False)
    for slot in (late("alice", "midi"), booked("alice", "midi", can_cancel=False), no_list):
        assert tap(EMPTY, planning(slot), MIDI) == Locked(slot)


def test_a_full_slot_takes_a_place_on_the_waiting_list_that_costs_nothing_yet() -> None:
    waiting = chosen(tap(EMPTY, planning(full("alice", "midi")), MIDI))
    assert lines(waiting)[0].on_full is OnFull.WAIT
    sums = summary(waiting)
    assert (sums.bookings, sums.waiting, sums.cents, sums.months) == (1, 1, 0, ())


def test_leaving_the_list_is_asked_first() -> None:
    slot = booked("alice", "midi").model_copy(update={"state": SlotState.WAITLISTED, "position": 3})
    answer = tap(EMPTY, planning(slot), MIDI)
    assert isinstance(answer, AskLeave)
    assert [(line.op, summary(answer.choice).cents) for line in lines(answer.choice)] == [(Op.CANCEL, 0)]


def test_a_swap_is_one_group() -> None:
    services = (service("journee", excludes=("matinee",)), service("matinee"))
    town = planning(booked("alice", "journee", price=1220), free("alice", "matinee", price=740), services=services)
    answer = tap(EMPTY, town, key("alice", "matinee"))
    assert isinstance(answer, AskReplace) and answer.others == ("journee",) and answer.choice
    sent = lines(answer.choice)
    assert {(line.op, line.service) for line in sent} == {(Op.CANCEL, "journee"), (Op.BOOK, "matinee")}
    assert len({line.group for line in sent}) == 1 and sent[0].group
    assert tap(answer.choice, town, key("alice", "matinee")) == EMPTY, "undoing half of a swap undoes it whole"


def test_a_swap_that_would_lose_what_cannot_be_cancelled_is_not_offered() -> None:
    services = (service("journee", excludes=("matinee",)), service("matinee"))
    town = planning(booked("alice", "journee", can_cancel=False), free("alice", "matinee"), services=services)
    answer = tap(EMPTY, town, key("alice", "matinee"))
    assert isinstance(answer, AskReplace) and answer.choice is None


def test_a_pending_choice_in_the_way_is_simply_exchanged() -> None:
    services = (service("journee", excludes=("matinee",)), service("matinee"))
    town = planning(free("alice", "journee"), free("alice", "matinee"), services=services)
    first = chosen(tap(EMPTY, town, key("alice", "journee")))
    answer = tap(first, town, key("alice", "matinee"))
    assert isinstance(answer, AskReplace) and answer.choice
    assert [line.service for line in lines(answer.choice)] == ["matinee"]


def test_linked_services_follow_both_ways() -> None:
    services = (service("midi", linked=("pause",)), service("pause"))
    town = planning(free("alice", "midi"), free("alice", "pause", price=0), services=services)
    both = chosen(tap(EMPTY, town, key("alice", "pause")))
    assert {line.service for line in lines(both)} == {"midi", "pause"}
    assert tap(both, town, MIDI) == EMPTY
    held = planning(booked("alice", "midi"), booked("alice", "pause"), services=services)
    assert {line.op for line in lines(chosen(tap(EMPTY, held, MIDI)))} == {Op.CANCEL}


def test_a_service_that_needs_another_asks_for_both_and_falls_with_it() -> None:
    services = (service("midi"), service("etude", requires=("midi",)))
    town = planning(free("alice", "midi"), free("alice", "etude", price=210), services=services)
    answer = tap(EMPTY, town, key("alice", "etude"))
    assert isinstance(answer, AskTogether) and answer.needed == ("midi",) and answer.choice
    assert {line.service for line in lines(answer.choice)} == {"midi", "etude"}
    assert tap(answer.choice, town, MIDI) == EMPTY


def test_cancelling_what_another_booking_needs_cancels_it_too() -> None:
    services = (service("midi"), service("etude", requires=("midi",)))
    town = planning(booked("alice", "midi"), booked("alice", "etude", price=210), services=services)
    assert summary(chosen(tap(EMPTY, town, MIDI))).cents == -595


def test_the_head_of_a_card_takes_all_who_can_and_gives_them_back() -> None:
    town = planning(free("alice", "midi"), free("noe", "midi"), booked("lila", "midi"), full("zoe", "midi"))
    keys = tuple(key(name, "midi") for name in ("alice", "noe", "lila", "zoe"))
    taken = tick_all(EMPTY, town, keys)
    assert {line.child for line in lines(taken)} == {"alice", "noe"}
    assert tick_all(taken, town, keys) == EMPTY
