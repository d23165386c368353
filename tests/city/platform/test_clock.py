"""Clocks, ids and French."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from city.clock import FixedClock, ShiftedClock, SystemClock, after
from city.ids import new_id, new_token, token_hash
from city.text import french, ngettext

PARIS = ZoneInfo("Europe/Paris")


def test_the_systems_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_shifted_clock_starts_where_it_is_told_and_runs_on() -> None:
    start = datetime(2026, 11, 23, 8, tzinfo=PARIS)
    clock = ShiftedClock(start)
    first, second = clock.now(), clock.now()

    assert start <= first <= second < start + timedelta(seconds=30)


def test_a_fixed_clock_moves_by_elapsed_time() -> None:
    clock = FixedClock(datetime(2027, 3, 28, 1, 30, tzinfo=PARIS))
    clock.advance(hours=1)

    assert clock.now() == datetime(2027, 3, 28, 3, 30, tzinfo=PARIS)


def test_after_counts_elapsed_time_across_a_clock_change() -> None:
    at = datetime(2026, 10, 25, 2, 45, tzinfo=PARIS)

    assert after(at, timedelta(minutes=30)) - at.astimezone(UTC) == timedelta(minutes=30)


@pytest.mark.parametrize("make", [FixedClock, ShiftedClock])
def test_a_clock_needs_a_time_zone(make: type[FixedClock] | type[ShiftedClock]) -> None:
    with pytest.raises(ValueError, match="time zone"):
        make(datetime(2026, 11, 23))  # noqa: DTZ001


def test_ids_are_random_but_for_the_seed() -> None:
    assert new_id("c") != new_id("c")
    assert new_id("c", Random(1)) == new_id("c", Random(1))
    assert new_id("c").startswith("c_")


def test_a_token_is_long_and_its_hash_is_another() -> None:
    token = new_token()

    assert len(token) >= 43
    assert token not in token_hash(token)
    assert token_hash(token) == token_hash(token)


@pytest.mark.parametrize(
    ("plain", "set_right"),
    [
        ("L'étude est pleine !", "L’étude est pleine\u202f!"),
        ("« midi » : 3,85 €", "«\u00a0midi\u00a0»\u00a0: 3,85\u00a0€"),
        ("Reçu n° 4 ; 50 %", "Reçu n°\u00a04\u202f; 50\u00a0%"),
        ("https://ville.fr:8000/a?b", "https://ville.fr:8000/a?b"),
    ],
)
def test_french_typography(plain: str, set_right: str) -> None:
    assert french(plain) == set_right
    assert french(set_right) == set_right


def test_zero_and_one_are_singular() -> None:
    assert [ngettext("place", "places", count) for count in (0, 1, 2)] == ["place", "place", "places"]
