"""« Me prévenir » of a slot: before its deadline, and when a place is free where nobody can wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import httpx
import pytest

from city.bookings.models import CounterDayRow
from city.notifications.asked import told_before
from tests.city.city import City
from tests.city.notifications.bell import bell
from tests.city.notifications.test_notifications_reminders import deadline, had, weeks_before

PARIS = ZoneInfo("Europe/Paris")
MEAL, MORNING = "restauration-scolaire", "accueil-matin"
THURSDAY = date(2026, 12, 3)
EVENING = datetime(2026, 12, 1, 18, tzinfo=PARIS)
ALICE = f"/reminders/{MEAL}/{THURSDAY}/c_alice"
SUMMER = datetime(2027, 3, 28, 10, tzinfo=timezone(timedelta(hours=2)))
PLACE = f"/reminders/{MORNING}/{THURSDAY}/c_alice/place"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("book_by", "now", "told"),
    [
        (at(10, 10), at(1, 9), at(9, 18)),
        (at(10, 10), at(9, 18), at(10, 7)),
        (at(10, 0), at(1, 9), at(8, 18)),
        (at(10, 0), at(9, 9), at(9, 21)),
        (at(10, 10), at(10, 7), None),
        (at(10, 10), at(11, 7), None),
        (SUMMER, datetime(2027, 3, 22, 9, tzinfo=PARIS), datetime(2027, 3, 27, 18, tzinfo=PARIS)),
    ],
    ids=[
        "the evening before",
        "hours before",
        "midnight ends the day before",
        "that day's night",
        "too near",
        "over",
        "the evening before the clocks change",
    ],
)
def test_when_a_deadline_is_told(book_by: datetime, now: datetime, told: datetime | None) -> None:
    assert told_before(book_by, now) == told


async def asked_for(client: httpx.AsyncClient) -> list[tuple[str, str, str | None]]:
    items = (await client.get("/reminders")).json()["items"]
    return [(item["about"], item["child"], item["at"]) for item in items]


async def told(client: httpx.AsyncClient, kind: str) -> list[dict[str, object]]:
    return [item for item in (await bell(client))["items"] if item["kind"] == kind]


async def run(city: City, now: datetime) -> None:
    city.clock.set(now)
    for _again in range(2):
        await city.run_jobs("deadlines", "slots")


async def book(client: httpx.AsyncClient, service: str, child: str, price: int, op: str = "book") -> str:
    line = {"op": op, "child": child, "service": service, "date": str(THURSDAY), "price_cents": price}
    key = {"Idempotency-Key": f"{op}-{child}-{service}"}
    answer = await client.post("/submissions", json={"lines": [line]}, headers=key)
    return str(answer.json()["lines"][0]["verdict"])


async def test_a_deadline_is_told_once_the_evening_before_to_who_asked_for_all_children_together(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    for child in ("c_alice", "c_noe"):
        for _again in range(2):
            assert (await camille.put(f"/reminders/{MEAL}/{THURSDAY}/{child}/deadline")).status_code == 204
    assert await asked_for(camille) == [("deadline", child, EVENING.isoformat()) for child in ("c_alice", "c_noe")]
    assert await asked_for(karim) == []

    await run(city, EVENING - timedelta(minutes=1))
    assert await told(camille, "deadline") == []
    await run(city, EVENING)
    [item] = await told(camille, "deadline")
    assert item["to"] == {"page": "day", "id": str(THURSDAY)}
    assert item["params"] == {
        "child": "c_alice",
        "child_name": "Alice et Noé",
        "service": MEAL,
        "service_name": city.town.services[MEAL].name,
        "date": str(THURSDAY),
        "book_by": deadline(city.town).isoformat(),
        "asked": "true",
    }
    await run(city, deadline(city.town) - timedelta(minutes=1))
    assert len(await told(camille, "deadline")) == 1
    assert await asked_for(camille) == []
    assert await told(karim, "deadline") == []
    await city.run_jobs("announce", "mail")
    [mail] = city.mailbox.mails
    assert "Vous avez demandé un rappel" in mail.text


async def test_who_asked_is_not_told_by_itself_too(city: City) -> None:
    await had(city, *weeks_before(1, 2, 3))
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await camille.put(f"{ALICE}/deadline")
    await run(city, deadline(city.town) - timedelta(hours=23))
    assert (len(await told(camille, "deadline")), len(await told(karim, "deadline"))) == (0, 1)
    for now in (EVENING, deadline(city.town) - timedelta(minutes=1)):
        await run(city, now)
        [item] = await told(camille, "deadline")
        assert item["params"]["asked"] == "true"  # type: ignore[index]
        assert len(await told(karim, "deadline")) == 1


@pytest.mark.parametrize("what", ["taken back", "booked", "booked by the other guardian"])
async def test_what_is_settled_is_not_told(city: City, what: str) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await camille.put(f"{ALICE}/deadline")
    if what == "taken back":
        for _again in range(2):
            assert (await camille.delete(f"{ALICE}/deadline")).status_code == 204
    else:
        assert await book(karim if "other" in what else camille, MEAL, "c_alice", 385) == "booked"
    assert await asked_for(camille) == []
    await run(city, EVENING)
    assert await told(camille, "deadline") == []


async def places(city: City, count: int) -> None:
    async with city.database.transaction(write=True) as session:
        row = await session.get(CounterDayRow, (THURSDAY, "matin-jean-jaures"))
        if row is None:
            session.add(CounterDayRow(day=THURSDAY, counter="matin-jean-jaures", taken=0, queued=0, capacity=count))
        else:
            row.capacity = count


async def test_a_place_where_nobody_can_wait_is_told_to_all_who_asked_and_promised_to_none(city: City) -> None:
    camille, karim, samia = [await city.sign_in(who) for who in ("camille", "karim", "samia")]
    await places(city, 1)
    assert (
        await book(samia, MORNING, "c_yanis", city.town.price_cents(MORNING, quotient=1210, day=THURSDAY)) == "booked"
    )
    for client in (camille, karim):
        assert (await client.put(PLACE)).status_code == 204
    assert await asked_for(camille) == [("place", "c_alice", None)]
    await run(city, city.clock.now() + timedelta(hours=1))
    assert await told(camille, "place_to_take") == []

    assert await book(samia, MORNING, "c_yanis", 0, "cancel") == "cancelled"
    await run(city, city.clock.now() + timedelta(minutes=1))
    for client in (camille, karim):
        [item] = await told(client, "place_to_take")
        assert item["to"] == {"page": "day", "id": str(THURSDAY)}
        assert await asked_for(client) == []
    price = city.town.price_cents(MORNING, quotient=742, day=THURSDAY)
    assert await book(karim, MORNING, "c_alice", price) == "booked"

    assert (await camille.put(f"/reminders/{MORNING}/{THURSDAY}/c_noe/place")).status_code == 204
    await run(city, deadline(city.town) + timedelta(minutes=1))
    assert len(await told(camille, "place_to_take")) == 1
    assert await asked_for(camille) == []


async def test_only_what_can_come_is_asked_for(city: City) -> None:
    camille = await city.sign_in("camille")
    for path in ("nulle-part/2026-12-03/c_alice", f"{MEAL}/2026-11-29/c_alice", f"{MEAL}/2020-01-07/c_alice"):
        assert (await camille.put(f"/reminders/{path}/deadline")).status_code == 404
    assert (await camille.put(f"/reminders/{MEAL}/{THURSDAY}/c_yanis/deadline")).status_code == 404
    assert (await camille.put(f"{ALICE}/autre")).status_code == 422
    answer = await camille.put(f"{ALICE}/place")
    assert (answer.status_code, answer.json()["code"]) == (409, "NOTHING_TO_TELL")
    city.clock.set(deadline(city.town) - timedelta(hours=2))
    answer = await camille.put(f"{ALICE}/deadline")
    assert (answer.status_code, answer.json()["code"]) == (409, "NOTHING_TO_TELL")
