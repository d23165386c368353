"""GET /calendar: what the household holds or what stands in the way, and why."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from city.bookings.models import BookingRow, ClosureRow, CounterDayRow
from tests.city.bookings.essai import MON, TUE, WED, book, cancel, outcome, send, slot, slots
from tests.city.bookings.facts import mark_invoiced
from tests.city.city import City


async def test_a_free_slot_says_all_and_leaves_out_the_commonest(city: City) -> None:
    camille = await city.sign_in("camille")
    assert await slot(camille, "c_alice", "cantine") == {
        "child": "c_alice",
        "service": "cantine",
        "date": "2026-11-30",
        "state": "free",
        "can_book": True,
        "book_by": "2026-11-29T10:00:00+01:00",
        "cancel_by": "2026-11-29T10:00:00+01:00",
        "price_cents": 385,
        "places_left": 2,
        "reason": {"code": "OPEN", "params": {}},
    }


async def test_the_period_has_every_day_and_says_what_it_is(city: City) -> None:
    camille = await city.sign_in("camille")
    found = (await camille.get("/calendar", params={"from": "2026-11-07", "to": "2026-11-12"})).json()
    assert (found["now"], found["from"], found["to"]) == ("2026-11-23T08:00:00+01:00", "2026-11-07", "2026-11-12")
    assert found["days"] == [
        {"date": "2026-11-07", "kind": "weekend"},
        {"date": "2026-11-08", "kind": "weekend"},
        {"date": "2026-11-09", "kind": "school"},
        {"date": "2026-11-10", "kind": "school"},
        {"date": "2026-11-11", "kind": "public_holiday", "name": "Armistice 1918"},
        {"date": "2026-11-12", "kind": "school"},
    ]


async def test_a_public_holiday_closes_only_what_would_have_run(city: City) -> None:
    camille = await city.sign_in("camille")
    wednesday = await slots(camille, date(2026, 11, 11))
    assert {key[1] for key in wednesday} == {"journee", "demi-journee"}
    assert {(one["state"], one["reason"]["code"]) for one in wednesday.values()} == {("closed", "PUBLIC_HOLIDAY")}
    easter_monday = await slots(camille, date(2027, 3, 29))
    assert {key[1] for key in easter_monday} >= {"cantine", "matin"}
    assert await slots(camille, date(2027, 5, 1)) == {}


async def test_plain_days_without_service_have_no_slots(city: City) -> None:
    camille = await city.sign_in("camille")
    for day in (date(2026, 11, 28), date(2026, 12, 22), date(2027, 9, 6), date(2029, 1, 9)):
        assert await slots(camille, day) == {}, day


@pytest.mark.parametrize(
    ("service", "day", "state", "reason", "can_book"),
    [
        ("cantine", date(2026, 11, 20), "closed", "PAST", False),
        ("cantine", date(2026, 11, 23), "closed", "DEADLINE_PASSED", False),
        ("journee", date(2027, 1, 13), "not_open", "NOT_OPEN", False),
        ("matin", date(2026, 11, 24), "free", "OPEN", True),
        ("chorale", MON, "free", "OPEN", True),
    ],
)
async def test_what_stands_in_the_way(
    city: City, service: str, day: date, state: str, reason: str, can_book: bool
) -> None:
    camille = await city.sign_in("camille")
    found = await slot(camille, "c_alice", service, day)
    assert (found["state"], found["reason"]["code"], found.get("can_book", False)) == (state, reason, can_book)


async def test_a_slot_still_open_says_until_when_it_is_late_but_no_surcharge_yet(city: City) -> None:
    found = await slot(await city.sign_in("camille"), "c_alice", "matin")
    assert found["reason"] == {"code": "OPEN", "params": {}}
    assert found["late_until"] == "2026-11-30T07:00:00+01:00"
    assert (found["price_cents"], found.get("surcharge_cents", 0)) == (175, 0)


async def test_a_late_slot_says_its_surcharge(city: City) -> None:
    camille = await city.sign_in("camille")
    city.clock.set(datetime.fromisoformat("2026-11-29T12:00+01:00"))
    found = await slot(camille, "c_alice", "matin")
    assert (found["state"], found["reason"]["code"], found["can_book"]) == ("free", "LATE", True)
    assert (found["price_cents"], found["surcharge_cents"]) == (263, 88)
    assert found["late_until"] == "2026-11-30T07:00:00+01:00"


async def test_a_full_slot_says_the_rank_one_would_get_or_that_there_is_no_list(city: City) -> None:
    camille, samia, jules = [await city.sign_in(name) for name in ("camille", "samia", "jules")]
    await send(camille, book("c_alice", "cantine"), book("c_noe", "cantine"), book("c_alice", "atelier"))
    await send(jules, book("c_zoe", "cantine", price=520, wait=True))
    full = await slot(samia, "c_yanis", "cantine")
    assert (full["state"], full["can_book"], full["places_left"], full["position"]) == ("full", True, 0, 2)
    assert full["reason"]["code"] == "FULL"
    no_list = await slot(samia, "c_yanis", "atelier")
    assert (no_list["state"], no_list["waiting_list"], "can_book" in no_list) == ("full", False, False)
    assert no_list["reason"]["code"] == "NO_WAITING_LIST"


async def test_a_booked_slot_keeps_its_price_and_says_whether_it_can_be_cancelled(city: City) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"), book("c_alice", "sortie"), book("c_alice", "chorale"))
    booked = await slot(camille, "c_alice", "cantine")
    assert (booked["state"], booked["can_cancel"], booked["price_cents"]) == ("booked", True, 385)
    held = await slot(camille, "c_alice", "sortie")
    assert (held["state"], held["reason"]["code"], "can_cancel" in held) == ("held", "NEVER_CANCELLABLE", False)
    awaiting = await slot(camille, "c_alice", "chorale")
    assert (awaiting["state"], awaiting["can_cancel"]) == ("awaiting_validation", True)
    city.clock.set(datetime.fromisoformat("2026-11-29T10:00+01:00"))
    locked = await slot(camille, "c_alice", "cantine")
    assert (locked["reason"]["code"], "can_cancel" in locked) == ("CANCEL_DEADLINE_PASSED", False)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"state": "present"}, "ATTENDED"), ({"state": "absent_justified"}, "ATTENDED"), ({}, "INVOICED")],
)
async def test_what_is_attended_or_invoiced_is_locked(city: City, change: dict[str, Any], code: str) -> None:
    camille = await city.sign_in("camille")
    await send(camille, book("c_alice", "cantine"))
    async with city.database.transaction(write=True) as session:
        await session.execute(update(BookingRow).values(**change or {"price_cents": 385}))
    if not change:
        await mark_invoiced(city)
    found = await slot(camille, "c_alice", "cantine")
    assert (found["reason"]["code"], "can_cancel" in found) == (code, False)
    assert await outcome(camille, cancel("c_alice", "cantine")) == [code]


async def test_the_desk_s_capacity_wins_over_the_town_file_s(city: City) -> None:
    camille = await city.sign_in("camille")
    async with city.database.transaction(write=True) as session:
        session.add(CounterDayRow(day=MON, counter="cantine-jaures", taken=0, queued=0, capacity=0))
    assert (await slot(camille, "c_alice", "cantine"))["state"] == "full"
    assert await outcome(camille, book("c_alice", "cantine"), book("c_lila", "cantine")) == ["FULL", "BOOKED"]


async def test_the_desk_s_closure_is_told_and_refuses(city: City) -> None:
    camille = await city.sign_in("camille")
    async with city.database.transaction(write=True) as session:
        session.add(
            ClosureRow(
                id="x",
                first_day=MON,
                last_day=TUE,
                service="cantine",
                school_id="jean-jaures",
                reason="grève",
                made_at=city.clock.now(),
            )
        )
    found = await slot(camille, "c_alice", "cantine")
    assert (found["state"], found["reason"]) == ("closed", {"code": "CITY_CLOSED", "params": {"name": "grève"}})
    assert await outcome(camille, book("c_alice", "cantine"), book("c_lila", "cantine")) == ["CITY_CLOSED", "BOOKED"]


@pytest.mark.parametrize(
    ("first", "last"), [("2026-11-30", "2026-11-29"), ("2026-01-01", "2027-02-05"), ("2026-11-30", "3026-11-30")]
)
async def test_a_period_is_at_most_400_days(city: City, first: str, last: str) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/calendar", params={"from": first, "to": last})
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_PERIOD")


async def test_400_days_are_answered(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/calendar", params={"from": "2026-09-01", "to": "2027-10-05"})
    assert answer.status_code == 200
    assert len(answer.json()["days"]) == 400


@pytest.mark.parametrize("query", [{}, {"from": "2026-11-30"}, {"from": "demain", "to": "2026-12-01"}])
async def test_a_period_that_cannot_be_read(city: City, query: dict[str, str]) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/calendar", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "INVALID")


async def test_children_and_services_can_be_chosen(city: City) -> None:
    camille = await city.sign_in("camille")
    query = {"from": "2026-11-30", "to": "2026-12-01", "child": ["c_lila"], "service": ["cantine", "matin"]}
    found = (await camille.get("/calendar", params=query)).json()["slots"]
    assert {(one["child"], one["service"]) for one in found} == {("c_lila", "cantine"), ("c_lila", "matin")}


async def test_a_month_is_light(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.get("/calendar", params={"from": "2026-12-01", "to": "2026-12-31"})
    assert len(answer.json()["slots"]) > 250
    assert len(gzip.compress(answer.content)) < 15_000


async def test_what_can_be_booked_is_what_a_submission_accepts(city: City) -> None:
    camille, samia, jules = [await city.sign_in(name) for name in ("camille", "samia", "jules")]
    await send(jules, book("c_zoe", "cantine", price=520), book("c_zoe", "atelier"), book("c_zoe", "sortie"))
    await send(samia, book("c_noe", "cantine", price=520), book("c_yanis", "cantine", price=520))
    alone = {"matin", "cantine", "atelier", "chorale", "sortie", "journee"}
    found = await slots(camille, date(2026, 11, 20), date(2026, 12, 2))
    asked = [one for key, one in found.items() if key[1] in alone]
    lines = [
        book(one["child"], one["service"], date.fromisoformat(one["date"]), price=one["price_cents"], wait=True)
        for one in asked
    ]
    for line, one in zip(lines, asked, strict=True):
        answer = (await camille.post("/submissions/preview", json={"lines": [line]})).json()["lines"][0]
        assert (answer["verdict"] != "refused") == one.get("can_book", False), (one, answer)
        if one["state"] == "full" and one.get("can_book"):
            assert (answer["verdict"], answer["position"]) == ("waitlisted", one["position"])


async def test_a_wednesday_takes_both_halves(city: City) -> None:
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await send(camille, book("c_alice", "journee", WED))
    assert (await slot(jules, "c_zoe", "journee", WED))["state"] == "full"
    assert (await slot(jules, "c_zoe", "demi-journee", WED))["places_left"] == 1
