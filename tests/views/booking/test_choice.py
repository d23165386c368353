"""The choice: sums, lines, what is kept on the device, who is told of a change."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.portal import fake_portal
from tests.views.booking.build import FRIDAY, LIMIT, THURSDAY, booked, free, full, key, planning, service
from views.booking.choice import Choice, from_json, lines, summary, to_json
from views.booking.store import ChoiceStore, store_of
from views.booking.ticking import tap


def picked(*slots: object) -> Choice:
    choice = Choice(days=(THURSDAY,), children=("alice",))
    town = planning(*slots)  # type: ignore[arg-type]
    for slot in town.slots.values():
        answer = tap(choice, town, slot.key)
        assert isinstance(answer, Choice)
        choice = answer
    return choice


def test_the_bar_counts_bookings_cancels_and_places_apart() -> None:
    choice = picked(
        free("alice", "midi"), free("noe", "matin", price=140), booked("noe", "midi"), full("alice", "soir")
    )
    sums = summary(choice)
    assert (sums.bookings, sums.cancellations, sums.waiting, sums.cents) == (3, 1, 1, 140)
    assert sums.months == (date(2026, 11, 1),) and sums.send_before == LIMIT


def test_what_the_city_validates_is_not_billed_yet() -> None:
    town = planning(free("alice", "sortie"), services=(service("sortie", validation=True),))
    choice = tap(Choice(), town, key("alice", "sortie"))
    assert isinstance(choice, Choice)
    assert (summary(choice).validations, summary(choice).cents) == (1, 0)


def test_lines_go_day_by_day() -> None:
    choice = picked(free("alice", "midi", FRIDAY), free("alice", "matin", THURSDAY))
    assert [line.day for line in lines(choice)] == [THURSDAY, FRIDAY]


def test_the_kept_choice_comes_back_whole_and_a_broken_one_as_none() -> None:
    choice = picked(free("alice", "midi"), booked("noe", "midi"), full("alice", "soir"))
    again = from_json(to_json(choice))
    assert again.picks == choice.picks and again.children == ("alice",)
    for broken in (None, "", "{", "[]", '{"picks": [{}], "children": []}', '{"picks": 3}'):
        assert from_json(broken) == Choice()


class Notes:
    """Notes that hold a write until told, and can fail."""

    def __init__(self, kept: str | None = None) -> None:
        self.kept = kept
        self.writes: list[str | None] = []

    async def recall(self, name: str) -> str | None:
        return self.kept

    async def remember(self, name: str, value: str | None) -> None:
        self.kept = value
        self.writes.append(value)


class Later:
    """Background work that runs when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], Awaitable[None]]] = []

    def __call__(self, job: Callable[[], Awaitable[None]]) -> None:
        self.jobs.append(job)

    async def run(self) -> None:
        while self.jobs:
            await self.jobs.pop(0)()


async def test_only_the_entry_that_changed_and_the_sums_are_told() -> None:
    town = planning(free("alice", "midi"), free("noe", "midi"))
    store = ChoiceStore(Notes(), Later())
    told: list[object] = []
    listeners = [lambda sender, _field: told.append(sender)]
    store.entry(key("alice", "midi")).subscribe(listeners[0])
    store.entry(key("noe", "midi")).subscribe(listeners[0])
    store.summary.subscribe(listeners[0])
    store.pages.subscribe(listeners[0])
    answer = tap(store.choice, town, key("alice", "midi"))
    assert isinstance(answer, Choice)
    store.replace(answer)
    assert told == [store.entry(key("alice", "midi"))], "the cell is drawn before the sums"
    await asyncio.sleep(0)
    assert told == [store.entry(key("alice", "midi")), store.summary]


async def test_quick_ticks_are_kept_by_one_writer_and_the_last_wins() -> None:
    notes, later = Notes(), Later()
    store = ChoiceStore(notes, later)
    first = picked(free("alice", "midi"))
    store.replace(first)
    store.replace(picked(free("alice", "midi"), free("noe", "midi")))
    assert len(later.jobs) == 1
    await later.run()
    assert len(notes.writes) == 1 and from_json(notes.kept).picks == store.choice.picks


async def test_the_choice_of_yesterday_is_taken_up_unless_the_parent_already_began() -> None:
    kept = to_json(picked(free("alice", "midi")))
    store = ChoiceStore(Notes(kept), Later())
    await store.load()
    assert len(store.choice.picks) == 1
    busy = ChoiceStore(Notes(kept), Later())
    busy.replace(picked(free("noe", "matin")))
    await busy.load()
    assert set(busy.choice.picks) == {key("noe", "matin")}


async def test_after_sending_what_was_ticked_meanwhile_stays() -> None:
    store = ChoiceStore(Notes(), Later())
    sent = picked(free("alice", "midi"), free("noe", "midi"))
    store.replace(sent)
    more = picked(free("lila", "midi"))
    changed = replace(sent.picks[key("noe", "midi")], price_cents=400)
    store.replace(sent.with_picks({**more.picks, key("noe", "midi"): changed}))
    store.sent(sent)
    assert set(store.choice.picks) == {key("lila", "midi"), key("noe", "midi")}


@pytest.mark.parametrize("count", [1, 3])
def test_lines_and_picks_agree(count: int) -> None:
    choice = picked(*(free(f"c{n}", "midi") for n in range(count)))
    assert len(lines(choice)) == summary(choice).count == count


async def test_a_choice_never_goes_to_the_account_signed_in_next() -> None:
    kit = fake_portal()
    await kit.sign_in()
    later = Later()
    first = store_of(kit.portal, later)
    first.replace(picked(free("alice", "midi")))
    await kit.portal.sign_out()
    await later.run()
    assert await kit.portal.recall("choice") is None
    await kit.sign_in()
    again = store_of(kit.portal, later)
    assert again is not first or not again.choice.pending
