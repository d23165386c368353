"""The calendar of a household: who may read it, what is in it, and what it costs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from icalendar import Calendar
from sqlalchemy import select, update

from city.bookings.models import BookingRow
from city.feeds.models import CalendarFeedRow
from city.feeds.service import MOST_AN_HOUR, period
from tests.city.city import City
from tests.city.invoices.billing import booked

PARIS = ZoneInfo("Europe/Paris")
THURSDAY = date(2026, 11, 26)


async def address(client: httpx.AsyncClient) -> str:
    """A fresh address of that guardian, below the API."""
    made = await client.post("/calendar-feed")
    assert made.status_code == 201, made.text
    return str(made.json()["path"]).removeprefix("/api/v1")


async def read(city: City, path: str, **headers: str) -> httpx.Response:
    """As a calendar program reads it: signed in to nothing."""
    return await city.client.get(path, headers=headers)


def events(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


async def end(city: City, day: date, state: str) -> None:
    async with city.database.transaction(write=True) as session:
        await session.execute(
            update(BookingRow).where(BookingRow.day == day).values(state=state, changed_at=city.clock.now())
        )


async def test_bookings_stand_at_the_hours_of_their_service_and_are_the_households(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    assert (await camille.get("/calendar-feed")).json()["made_at"] is None
    mine, other = await address(camille), await address(samia)
    assert (await camille.get("/calendar-feed")).json()["made_at"] == city.clock.now().astimezone(PARIS).isoformat()
    await booked(city, "c_alice", "cantine", THURSDAY)
    await booked(city, "c_noe", "cantine", date(2027, 3, 30))

    first, second = events(await read(city, mine))
    service = city.town.services["cantine"]
    assert str(first["summary"]).replace("\u00a0", " ") == f"Alice : {service.name}"
    assert first["dtstart"].dt == datetime.combine(THURSDAY, service.starts, PARIS)
    assert first["dtend"].dt == datetime.combine(THURSDAY, service.ends, PARIS)
    assert second["dtstart"].dt.utcoffset() == timedelta(hours=2), "summer time"
    assert str(first["uid"]) != str(second["uid"])
    assert events(await read(city, other)) == []


async def test_what_is_cancelled_closed_or_waiting_vanishes_and_a_held_place_is_tentative(city: City) -> None:
    path = await address(await city.sign_in("camille"))
    await booked(city, "c_alice", "cantine", THURSDAY)
    for state, statuses in (
        ("held", ["TENTATIVE"]),
        ("booked", ["CONFIRMED"]),
        ("present", ["CONFIRMED"]),
        ("waitlisted", []),
        ("absent_justified", []),
        ("cancelled", []),
    ):
        await end(city, THURSDAY, state)
        assert [str(one["status"]) for one in events(await read(city, path))] == statuses, state


async def test_an_unchanged_calendar_is_not_sent_again_and_a_changed_one_is(city: City) -> None:
    path = await address(await city.sign_in("camille"))
    await booked(city, "c_alice", "cantine", THURSDAY)
    first = await read(city, path)
    city.clock.advance(days=1)
    again = await read(city, path, **{"If-None-Match": f'W/{first.headers["etag"]}, "other"'})
    assert (again.status_code, again.content) == (304, b"")
    assert (await read(city, path)).content == first.content
    await end(city, THURSDAY, "cancelled")
    changed = await read(city, path, **{"If-None-Match": first.headers["etag"]})
    assert events(changed) == [] and changed.headers["etag"] != first.headers["etag"]


async def test_an_address_answers_until_it_is_replaced_or_ended(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    old, his = await address(camille), await address(karim)
    new = await address(camille)
    assert [(await read(city, path)).status_code for path in (old, new, his)] == [404, 200, 200]
    for _again in range(2):
        assert (await camille.delete("/calendar-feed")).status_code == 204
    assert [(await read(city, path)).status_code for path in (new, his)] == [404, 200]
    assert (await camille.get("/calendar-feed")).json()["made_at"] is None
    async with city.database.transaction() as session:
        kept = (await session.scalars(select(CalendarFeedRow.secret_hash))).all()
    assert len(kept) == 1 and kept[0] not in his, "the secret itself is kept nowhere"


async def test_whoever_asks_too_often_waits_but_not_for_what_has_not_changed(city: City) -> None:
    path = await address(await city.sign_in("camille"))
    for _hour in range(2):
        for _time in range(MOST_AN_HOUR):
            answer = await read(city, path)
            assert answer.status_code == 200
        refused = await read(city, path)
        assert (refused.status_code, refused.json()["code"]) == (429, "SLOW_DOWN")
        assert 0 < int(refused.headers["retry-after"]) <= 3600
        assert (await read(city, path, **{"If-None-Match": answer.headers["etag"]})).status_code == 304
        city.clock.advance(hours=1)


def test_the_period_ends_with_the_school_year() -> None:
    assert period(date(2026, 11, 23)) == (date(2026, 10, 23), date(2027, 8, 31))
    assert period(date(2027, 8, 31))[1] == date(2027, 8, 31)
    assert period(date(2027, 9, 1))[1] == date(2028, 8, 31)
