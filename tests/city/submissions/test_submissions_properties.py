"""Whatever is submitted in whatever order: never too many, never two, never half a link, and totals that add up."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from city.bookings.states import BookingState
from city.submissions.schemas import LineIn
from city.towns import Town
from tests.city.bookings.essai import MON, WED
from tests.city.submissions.world import HOUSEHOLDS, World

AT = datetime.fromisoformat("2026-11-23T08:00+01:00")
PAID = (BookingState.BOOKED, BookingState.HELD)
PLACES = {
    MON: ("cantine", "cantine", "navette", "gouter", "etude", "matin"),
    WED: ("journee", "demi-journee"),
}
"""Where the places are few, the waiting lists work."""


def line_of(household: str, day: date) -> st.SearchStrategy[LineIn]:
    return st.builds(
        LineIn,
        op=st.sampled_from(("book", "book", "cancel")),
        child=st.sampled_from(HOUSEHOLDS[household]),
        service=st.sampled_from(PLACES[day]),
        date=st.just(day.isoformat()),
        price_cents=st.sampled_from((5000,) * 9 + (100,)),
        on_full=st.sampled_from(("wait", "wait", "wait", "refuse")),
        group=st.sampled_from((None,) * 6 + ("g",)),
    )


def lines_of(household: str, day: date) -> st.SearchStrategy[tuple[str, list[LineIn]]]:
    lines = st.lists(line_of(household, day), min_size=1, max_size=6, unique_by=lambda line: (line.child, line.service))
    return lines.map(lambda found: (household, found))


def submissions(day: date) -> st.SearchStrategy[list[tuple[str, list[LineIn]]]]:
    one = st.sampled_from(sorted(HOUSEHOLDS)).flatmap(lambda household: lines_of(household, day))
    return st.lists(one, min_size=5, max_size=25)


@settings(max_examples=60, deadline=None)
@given(sent=st.sampled_from(sorted(PLACES)).flatmap(submissions))
def test_no_order_of_submissions_breaks_the_town(town: Town, sent: list[tuple[str, list[LineIn]]]) -> None:
    world = World(town, AT)
    for household, lines in sent:
        before = paid(world, household)
        expected = world.decide(household, lines, keep=False)
        answers = world.decide(household, lines, keep=True)
        assert [told(answer) for answer in answers] == [told(answer) for answer in expected]
        assert sum(answer.counted_cents for answer in answers) <= paid(world, household) - before
        for group in {line.group for line in lines} - {None}:
            fates = {
                answer.stands
                for line, answer in zip(lines, answers, strict=True)
                if line.group == group
                if answer.verdict != "unchanged"
            }
            assert len(fates) <= 1
        assert_sound(world)


def told(answer: object) -> tuple[object, ...]:
    return tuple(getattr(answer, name) for name in ("verdict", "code", "price_cents", "params", "position"))


def paid(world: World, household: str) -> int:
    return sum(b.price_cents for b in world.bookings if b.household_id == household and b.state in PAID)


def assert_sound(world: World) -> None:
    slots = Counter((b.child_id, b.service, b.day) for b in world.bookings)
    assert max(slots.values(), default=0) <= 1
    for (day, counter), places in world.places.items():
        seated = [b for b in world.bookings if b.day == day and b.seated and counter in b.counters]
        assert places.taken == len(seated) <= world.town.counters[counter].places
    assert world.could_be_given() == []
    for booking in world.bookings:
        held = world.held(booking.child_id, booking.day)
        assert not world.bonds.excluded_by(booking.service) & held.keys()
        for needed in world.bonds.needs(booking.service):
            assert needed in held
            if booking.seated:
                assert held[needed] is not BookingState.WAITLISTED
