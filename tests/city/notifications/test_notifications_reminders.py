"""Reminders: the deadline of what a child usually has, and an opening that was asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from city.bookings.models import BookingRow
from city.notifications.reminders import closing_soon
from city.towns import Town
from tests.city.city import City
from tests.city.notifications.bell import bell

PARIS = ZoneInfo("Europe/Paris")
MEAL = "restauration-scolaire"
THURSDAY = date(2026, 12, 3)


def deadline(town: Town, day: date = THURSDAY) -> datetime:
    """The town's own deadline of a meal."""
    found = town.limits(MEAL, day).book_by
    assert found is not None
    return found


async def had(city: City, *days: date, state: str = "booked", child: str = "c_alice") -> None:
    async with city.database.transaction(write=True) as session:
        for day in days:
            session.add(
                BookingRow(
                    id=f"b_{child}_{day}",
                    household_id="h_martin",
                    child_id=child,
                    service=MEAL,
                    day=day,
                    state=state,
                    price_cents=385,
                    counters=(),
                    made_at=city.clock.now(),
                    changed_at=city.clock.now(),
                )
            )


async def reminded(city: City, at: datetime) -> list[dict[str, object]]:
    city.clock.set(at)
    await city.run_jobs("deadlines")
    items = (await bell(await city.sign_in("camille")))["items"]
    return [item for item in items if item["kind"] == "deadline"]


def weeks_before(*numbers: int) -> list[date]:
    return [THURSDAY - timedelta(weeks=number) for number in numbers]


async def test_a_day_before_the_deadline_who_usually_books_is_told_once(city: City) -> None:
    await had(city, *weeks_before(1, 2, 4))
    closes = deadline(city.town)
    assert await reminded(city, closes - timedelta(hours=24, minutes=1)) == []

    [item] = await reminded(city, closes - timedelta(hours=24))
    assert item["to"] == {"page": "day", "id": "2026-12-03"}
    assert item["params"] == {
        "child": "c_alice",
        "child_name": "Alice",
        "service": MEAL,
        "service_name": city.town.services[MEAL].name,
        "date": "2026-12-03",
        "book_by": closes.isoformat(),
    }
    assert len(await reminded(city, closes - timedelta(minutes=1))) == 1
    assert (await bell(await city.sign_in("karim")))["unread"] == 1
    assert (await bell(await city.sign_in("samia")))["unread"] == 0


@pytest.mark.parametrize("weeks", [(1, 2), (1, 2, 5), ()], ids=["twice", "too long ago", "never"])
async def test_what_is_not_usual_is_not_told(city: City, weeks: tuple[int, ...]) -> None:
    await had(city, *weeks_before(*weeks))
    assert await reminded(city, deadline(city.town) - timedelta(hours=1)) == []


@pytest.mark.parametrize("state", ["booked", "waitlisted", "cancelled", "refused"])
async def test_what_was_decided_already_is_not_told(city: City, state: str) -> None:
    await had(city, *weeks_before(1, 2, 3))
    await had(city, THURSDAY, state=state)
    assert await reminded(city, deadline(city.town) - timedelta(hours=1)) == []


async def test_after_the_deadline_nothing_is_told(city: City) -> None:
    await had(city, *weeks_before(1, 2, 3))
    assert await reminded(city, deadline(city.town)) == []


async def test_weeks_without_service_do_not_count(city: City) -> None:
    back = date(2027, 1, 7)
    assert not city.town.served(MEAL, date(2026, 12, 31))
    await had(city, *(date(2026, 12, day) for day in (3, 10, 17)))
    assert [item["to"] for item in await reminded(city, deadline(city.town, back) - timedelta(hours=1))] == [
        {"page": "day", "id": "2027-01-07"}
    ]


def test_what_closes_soon_is_what_the_rules_say(town: Town) -> None:
    now = datetime(2026, 11, 30, 9, 0, tzinfo=PARIS)
    for slot in closing_soon(town, now):
        assert now < slot.book_by <= now + timedelta(hours=24)
        assert town.judge(slot.service, slot.day, slot.book_by - timedelta(seconds=1)).can_book
        assert all(day < slot.day and day.weekday() == slot.day.weekday() for day in slot.before)


def not_open(town: Town, now: datetime) -> tuple[str, list[date], datetime]:
    """Days of one service that open together, later."""
    for service in town.services:
        for number in range(1, 390):
            day = now.date() + timedelta(days=number)
            opens = town.limits(service, day).opens if town.served(service, day) else None
            if opens is not None and opens > now:
                together = [
                    each
                    for each in (day + timedelta(days=more) for more in range(10))
                    if town.served(service, each) and town.limits(service, each).opens == opens
                ]
                return service, together, opens
    raise AssertionError("everything in this town is open")


async def test_an_opening_that_was_asked_for_is_told_when_it_opens(city: City) -> None:
    service, days, opens = not_open(city.town, city.clock.now())
    camille = await city.sign_in("camille")
    for day in days:
        assert (await camille.put(f"/reminders/{service}/{day}")).status_code == 204
    city.clock.set(opens - timedelta(seconds=1))
    await city.run_jobs("openings")
    assert (await bell(camille))["items"] == []

    city.clock.set(opens)
    for _again in range(2):
        await city.run_jobs("openings")
    [item] = (await bell(camille))["items"]
    assert (item["kind"], item["to"]) == ("opening", {"page": "day", "id": days[0].isoformat()})
    assert item["params"]["opens"] == opens.isoformat()
    assert (await bell(await city.sign_in("karim")))["items"] == []


async def test_a_reminder_can_be_taken_back_and_asks_for_a_day_that_exists(city: City) -> None:
    service, days, opens = not_open(city.town, city.clock.now())
    camille = await city.sign_in("camille")
    await camille.put(f"/reminders/{service}/{days[0]}")
    for _again in range(2):
        assert (await camille.delete(f"/reminders/{service}/{days[0]}")).status_code == 204
    city.clock.set(opens)
    await city.run_jobs("openings")
    assert (await bell(camille))["items"] == []

    for path in (f"nulle-part/{days[0]}", f"{MEAL}/2026-11-29", f"{MEAL}/2020-01-07", f"{MEAL}/2031-01-07"):
        assert (await camille.put(f"/reminders/{path}")).status_code == 404
