"""What the city does to bookings is told, and a receipt is mailed."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
from sqlalchemy import select, update

from city.bookings.closing import close
from city.bookings.judging import Closure
from city.bookings.models import CounterDayRow
from city.events.models import ChangeRow
from city.households.models import HouseholdRow
from tests.city.city import City
from tests.city.notifications.bell import bell

MEAL, DAY = "restauration-scolaire", "2026-12-03"


async def book(client: httpx.AsyncClient, key: str, child: str = "c_alice", **more: Any) -> dict[str, Any]:
    line = {"op": "book", "child": child, "service": MEAL, "date": DAY, "price_cents": 2000} | more
    answer = await client.post("/submissions", json={"lines": [line]}, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def test_a_closure_is_told_to_both_guardians_with_the_citys_words_and_the_receipt(city: City) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    receipt = await book(camille, "k1")
    async with city.database.transaction(write=True) as session:
        await close(
            session, city.town, Closure(date.fromisoformat(DAY), date.fromisoformat(DAY), None, None, "Grève"),
            now=city.clock.now(),
        )  # fmt: skip

    for client in (camille, karim):
        [item] = (await bell(client))["items"]
        assert item["kind"] == "booking_ended"
        assert item["to"] == {"page": "receipt", "id": receipt["number"]}
        assert item["params"] == {
            "child": "c_alice",
            "child_name": "Alice",
            "service": MEAL,
            "service_name": city.town.services[MEAL].name,
            "date": DAY,
            "code": "CANCELLED_BY_CITY",
            "reason": "Grève",
        }
    assert (await bell(await city.sign_in("samia")))["items"] == []
    await city.run_jobs("announce", "mail")
    assert {mail.subject for mail in city.mailbox.mails} == {
        "Annulé par la ville\u00a0: Restauration scolaire, jeudi 3\u00a0décembre"
    }


async def test_what_a_parent_does_rings_no_bell_but_is_mailed_to_who_did_it(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await book(camille, "k1")
    await city.run_jobs("receipts", "mail")
    await city.run_jobs("receipts", "mail")

    assert (await bell(camille))["items"] == []
    [mail] = city.mailbox.mails
    assert (mail.recipient, mail.subject) == ("camille.martin@exemple.fr", f"Reçu n°\u00a0{receipt['number']}")
    assert f"https://portail.exemple.fr/recus/{receipt['number']}" in mail.text
    assert "Alice, Restauration scolaire, jeudi 3\u00a0décembre" in mail.text
    [line] = receipt["lines"]
    cents = f"{line['price_cents'] // 100},{line['price_cents'] % 100:02}"
    assert mail.text.count(cents) == 2, "the line and the total"


async def test_who_wants_no_receipt_by_mail_gets_none(city: City) -> None:
    camille = await city.sign_in("camille")
    off = {"kinds": {"receipt": {"app": True, "mail": False}}, "quiet": None}
    answer = await camille.put("/notifications/settings", json=off)
    assert answer.json()["kinds"]["receipt"] == {"app": False, "mail": False}
    await book(camille, "k1")
    await city.run_jobs("receipts", "mail")
    assert city.mailbox.mails == []


async def one_place(city: City) -> None:
    """The meal of that day has one place."""
    async with city.database.transaction(write=True) as session:
        counters = city.town.counters_of(
            MEAL, school_id="jean-jaures", age_group="elementaire", day=date.fromisoformat(DAY)
        )
        for counter in counters:
            session.add(CounterDayRow(day=date.fromisoformat(DAY), counter=counter.id, capacity=1))


async def told_to(client: httpx.AsyncClient) -> list[tuple[str, str | None, str]]:
    """Kind, code and child of what was told."""
    items = (await bell(client))["items"]
    return [(item["kind"], item["params"].get("code"), item["params"]["child_name"]) for item in items]


async def test_a_place_that_frees_is_told_to_who_waited_and_only_to_them(city: City) -> None:
    await one_place(city)
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await book(camille, "k1")
    waiting = await book(jules, "k2", "c_zoe", on_full="wait")
    assert waiting["lines"][0]["verdict"] == "waitlisted"
    await book(camille, "k3", op="cancel")

    assert await told_to(jules) == [("place_freed", None, "Zoé")]
    [item] = (await bell(jules))["items"]
    assert item["to"] == {"page": "receipt", "id": waiting["number"]}
    assert await told_to(camille) == []
    async with city.database.transaction() as session:
        changes = (await session.execute(select(ChangeRow.household_id, ChangeRow.topics))).all()
    assert {tuple(row) for row in changes} == {("h_martin", "bookings"), ("h_petit", "bookings")}


async def test_a_shared_childs_other_household_is_woken_and_not_notified(city: City) -> None:
    await book(await city.sign_in("camille"), "k1", "c_noe")
    async with city.database.transaction() as session:
        woken = set((await session.scalars(select(ChangeRow.household_id))).all())
    assert woken == {"h_martin", "h_benali"}
    assert await told_to(await city.sign_in("samia")) == []


async def test_a_closure_is_told_to_the_other_household_without_the_receipt(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    receipt = await book(camille, "k1", "c_noe")
    day = date.fromisoformat(DAY)
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, Closure(day, day, None, None, "Grève"), now=city.clock.now())

    assert await told_to(samia) == await told_to(camille) == [("booking_ended", "CANCELLED_BY_CITY", "Noé")]
    answer = await samia.get("/notifications")
    assert answer.json()["items"][0]["to"] == {"page": "day", "id": DAY}
    assert receipt["number"] not in answer.text
    assert (await bell(camille))["items"][0]["to"] == {"page": "receipt", "id": receipt["number"]}
    assert await told_to(await city.sign_in("jules")) == []


async def test_a_list_that_closes_is_told_once(city: City) -> None:
    await one_place(city)
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    await book(camille, "k1")
    await book(jules, "k2", "c_zoe", on_full="wait")
    closes = city.town.waiting_list_closes(MEAL, date.fromisoformat(DAY))
    assert closes is not None
    city.clock.set(closes)
    for _again in range(2):
        await city.run_jobs("waiting_lists")
    assert await told_to(jules) == [("booking_ended", "WAITING_LIST_CLOSED", "Zoé")]
    assert await told_to(camille) == []


async def test_a_new_quotient_is_told_with_both_sums(city: City) -> None:
    camille = await city.sign_in("camille")
    receipt = await book(camille, "k1")
    async with city.database.transaction(write=True) as session:
        await session.execute(update(HouseholdRow).where(HouseholdRow.id == "h_martin").values(quotient=100))
    for _again in range(2):
        await city.run_jobs("prices")
    [item] = (await bell(camille))["items"]
    assert item["kind"] == "repriced"
    assert item["params"]["from_cents"] == receipt["lines"][0]["price_cents"]
    assert item["params"]["to_cents"] < item["params"]["from_cents"]
