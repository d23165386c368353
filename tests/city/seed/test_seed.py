"""The demonstration town: believable, the same each time, and never against the rules."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import SEATED
from city.clock import FixedClock
from city.database import Database
from city.households.models import ChildRow
from city.seed import DEMONSTRATION_EMAIL, DEMONSTRATION_PASSWORD
from city.seed.demonstration import is_empty, seed
from city.submissions.models import SubmissionRow
from city.towns import Town
from tests.city.city import SETTINGS, START, City

MOMENTS = [
    "2026-09-01T07:00+02:00",
    "2026-10-21T10:00+02:00",
    "2026-11-23T08:00+01:00",
    "2026-11-29T21:30+01:00",
    "2026-12-24T12:00+01:00",
    "2027-05-06T09:00+02:00",
    "2027-07-20T09:00+02:00",
    "2031-02-03T09:00+01:00",
]


async def seeded(database: Database, town: Town, at: datetime = START) -> City:
    city = City(town, database)
    city.clock.set(at)
    await seed(database, town, city.clock, SETTINGS)
    return city


async def as_camille(city: City) -> dict[str, Any]:
    body = {"email": DEMONSTRATION_EMAIL, "password": DEMONSTRATION_PASSWORD, "device": "d"}
    token = (await city.client.post("/sessions", json=body)).json()["token"]
    city.client.headers["Authorization"] = f"Bearer {token}"
    return dict((await city.client.get("/household")).json())


async def week(city: City, first: str, last: str) -> list[dict[str, Any]]:
    answer = await city.client.get("/calendar", params={"from": first, "to": last})
    return list(answer.json()["slots"])


@pytest.mark.parametrize("at", MOMENTS)
async def test_it_adapts_to_any_day(database: Database, town: Town, at: str) -> None:
    now = datetime.fromisoformat(at)
    city = await seeded(database, town, now)
    household = await as_camille(city)

    assert [child["first_name"] for child in household["children"]] == ["Alice", "Noé", "Lila"]
    assert household["quotient"] == 742
    async with database.transaction() as session:
        latest = await session.scalar(select(func.max(SubmissionRow.received_at)))
        past = set(await session.scalars(select(BookingRow.state).where(BookingRow.day < now.date())))
        refused = await session.scalar(select(func.sum(SubmissionRow.refused_count)))
        places = await taken_and_held(session)
    assert latest is None or latest <= now
    assert past <= {"present", "absent", "absent_justified"}
    assert not refused
    assert places[0] == places[1]
    await city.close()


async def taken_and_held(session: Any) -> tuple[Counter[tuple[date, str]], Counter[tuple[date, str]]]:
    """The places noted as taken, and those that the bookings really take."""
    noted = Counter({(row.day, row.counter): row.taken for row in await session.scalars(select(CounterDayRow))})
    held: Counter[tuple[date, str]] = Counter()
    for row in await session.scalars(select(BookingRow).where(BookingRow.state.in_(sorted(SEATED)))):
        held.update((row.day, counter) for counter in row.counters)
    return +noted, held


async def test_this_week_and_the_next_are_partly_booked(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    alice = (await as_camille(city))["children"][0]["id"]
    slots = {
        (slot["service"], slot["date"]): slot["state"]
        for slot in await week(city, "2026-11-23", "2026-12-04")
        if slot["child"] == alice
    }

    assert slots["restauration-scolaire", "2026-11-23"] == "booked"
    assert slots["mercredi-journee", "2026-11-25"] == "booked"
    assert slots["restauration-scolaire", "2026-11-26"] == "free"
    assert slots["restauration-scolaire", "2026-12-01"] == "booked"
    assert slots["restauration-scolaire", "2026-12-04"] == "free"
    await city.close()


async def test_one_service_is_full_with_a_list_one_without_and_one_has_two_places_left(
    database: Database, town: Town
) -> None:
    city = await seeded(database, town)
    alice = (await as_camille(city))["children"][0]["id"]
    slots = {
        (slot["service"], slot["date"]): slot
        for slot in await week(city, "2026-11-23", "2026-12-09")
        if slot["child"] == alice
    }

    full = slots["etude", "2026-11-26"]
    assert (full["state"], full["can_book"], full["reason"]["code"]) == ("full", True, "FULL")
    assert full["position"] > 1
    morning = slots["accueil-matin", "2026-12-01"]
    assert (morning["state"], morning.get("can_book"), morning["waiting_list"]) == ("full", None, False)
    assert slots["mercredi-journee", "2026-12-09"]["places_left"] == 2
    await city.close()


async def test_the_family_has_receipts_of_both_guardians(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await as_camille(city)
    receipts = (await city.client.get("/submissions")).json()["items"]

    assert len(receipts) > 8
    assert {receipt["by"] for receipt in receipts} == {"Camille Martin", "Karim Martin"}
    await city.close()


async def test_the_same_day_gives_the_same_town(town: Town, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = []
    for _ in range(2):
        database = Database(Database.sqlite_url(tmp_path_factory.mktemp("town") / "ville.sqlite3"))
        await database.create_tables()
        assert await is_empty(database)
        await seed(database, town, FixedClock(START), SETTINGS)
        assert not await is_empty(database)
        async with database.transaction() as session:
            children = (await session.scalars(select(ChildRow.id).order_by(ChildRow.id))).all()
            rows = await session.execute(
                select(BookingRow.child_id, BookingRow.service, BookingRow.day, BookingRow.state).order_by(
                    BookingRow.day, BookingRow.service, BookingRow.child_id
                )
            )
            found.append((children, [tuple(row) for row in rows]))
        await database.close()

    assert found[0] == found[1]


async def test_what_is_left_open_can_really_be_booked(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await as_camille(city)
    first = START.date()
    slots = await week(city, str(first), str(first + timedelta(days=11)))
    free = [slot for slot in slots if slot.get("can_book") and slot["state"] == "free"]
    lines = [
        {"op": "book", **{key: slot[key] for key in ("child", "service", "date", "price_cents")}}
        for slot in free
        if slot["service"] == "restauration-scolaire"
    ]
    answer = await city.client.post("/submissions", json={"lines": lines}, headers={"Idempotency-Key": "k"})

    assert answer.status_code == 201
    assert {line["verdict"] for line in answer.json()["lines"]} == {"booked"}
    await city.close()
