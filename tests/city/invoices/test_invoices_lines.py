"""Properties of lines: their sum is what was booked, and every billed booking is in exactly one of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from city.bookings.states import BookingState
from city.invoices.billing import BILLED, Billable, lines_of

_PAST = sorted({*BILLED, BookingState.ABSENT_JUSTIFIED})
BOOKINGS = st.lists(
    st.builds(
        lambda number, child, service, day, state, base, surcharge: Billable(
            f"b_{number}",
            f"c_{child}",
            f"Enfant {child}",
            service,
            service,
            date(2026, 11, 1) + timedelta(days=day),
            state,
            base + surcharge,
            surcharge,
            (child, len(service)),
        ),
        st.integers(0, 10_000),
        st.integers(0, 3),
        st.sampled_from(["midi", "matin", "soir"]),
        st.integers(0, 29),
        st.sampled_from(_PAST),
        st.sampled_from([0, 1, 175, 385, 1220]),
        st.sampled_from([0, 0, 193, 500]),
    ),
    max_size=40,
    unique_by=lambda item: item.id,
)


@given(BOOKINGS)
def test_the_sum_of_lines_is_what_the_billed_bookings_cost(bookings: list[Billable]) -> None:
    cost = sum(item.price_cents for item in bookings if item.state in BILLED)
    assert sum(line.total_cents for line in lines_of(bookings)) == cost


@given(BOOKINGS)
def test_every_billed_booking_is_in_exactly_one_line_and_nothing_else_is(bookings: list[Billable]) -> None:
    linked = Counter(identity for line in lines_of(bookings) for identity in line.bookings)
    assert linked == Counter(item.id for item in bookings if item.state in BILLED)


@given(BOOKINGS)
def test_no_two_lines_say_the_same_thing(bookings: list[Billable]) -> None:
    lines = lines_of(bookings)
    keys = [(line.child_id, line.service, line.kind, line.unit_cents) for line in lines]
    assert len(keys) == len(set(keys))
    assert all(line.quantity == len(line.days) for line in lines)


@given(BOOKINGS, st.randoms(use_true_random=False))
def test_the_order_in_which_bookings_are_read_does_not_matter(bookings: list[Billable], chance: object) -> None:
    turned = list(bookings)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert lines_of(turned) == lines_of(bookings)
