"""Holds last as long as they say, also in the night in which clocks change."""

from __future__ import annotations

from datetime import date, datetime

from tests.city.bookings.essai import book, send
from tests.city.city import City


async def test_a_hold_of_an_hour_is_an_hour_across_a_clock_change(city: City) -> None:
    city.clock.set(datetime.fromisoformat("2027-03-28T01:30+01:00"))
    camille = await city.sign_in("camille")
    receipt = await send(camille, book("c_alice", "sortie", date(2027, 3, 30)))
    assert receipt["lines"][0]["params"] == {"held_until": "2027-03-28T03:30:00+02:00"}
