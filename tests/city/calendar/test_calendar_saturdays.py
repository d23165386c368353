"""A town with class on Saturday morning."""

from __future__ import annotations

from datetime import date

from tests.city.bookings.essai import slot
from tests.city.bookings.towns import changed_town, town
from tests.city.city import City

__all__ = ["town"]

SATURDAYS = (
    "[sites.centre]",
    '[calendar]\nclass_days = ["monday", "tuesday", "thursday", "friday", "saturday"]\n\n[sites.centre]',
)


@changed_town(SATURDAYS)
async def test_a_public_holiday_on_a_saturday_with_class_is_shown_closed(city: City) -> None:
    camille = await city.sign_in("camille")
    found = await slot(camille, "c_alice", "cantine", date(2027, 5, 1))
    assert (found["state"], found["reason"]["code"]) == ("closed", "PUBLIC_HOLIDAY")
