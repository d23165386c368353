"""Beginning to pay: one order, one sum, nothing left behind when the bank fails."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace

import pytest

from city.accounts.models import AccountRow
from city.database import Database
from city.towns import Till, Town
from tests.city.city import City
from tests.city.payments.tills import begun, invoice, owed, pay, seen
from tests.city.people import settle


async def test_several_invoices_are_one_order_with_one_reference_and_one_sum(city: City) -> None:
    first, second = await owed(city), await owed(city, 2425)
    camille = await city.sign_in("camille")
    order = await begun(camille, first, second, cents=11065)
    assert (order["state"], order["total_cents"], order["invoices"]) == ("open", 11065, [first, second])
    assert order["pay_url"] == "https://banque.exemple.fr/payer?idop=op-1"
    (wanted,) = city.bank.wanted
    assert (wanted.reference, wanted.cents, wanted.email) == (order["reference"], 11065, "camille.martin@exemple.fr")
    assert wanted.reference.isalnum() and len(wanted.reference) <= 30
    assert wanted.notify_url.endswith("/api/v1/payments/notifications")


async def test_the_same_key_gives_the_same_order_and_another_wish_is_refused(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    again = await pay(camille, number, cents=8640)
    assert (again.status_code, again.json()["id"]) == (200, order["id"])
    other = await pay(camille, number, cents=8641)
    assert (other.status_code, other.json()["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")
    assert len(city.bank.wanted) == 1


async def test_the_second_guardian_is_told_who_pays(city: City) -> None:
    number = await owed(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    order = await begun(camille, number)
    refused = await pay(karim, number, cents=8640)
    assert (refused.status_code, refused.json()["code"]) == (409, "ALREADY_PAYING")
    assert (refused.json()["params"]["by"], refused.json()["params"]["id"]) == ("Camille Martin", order["id"])
    listed = (await karim.get("/invoices")).json()
    assert (listed["paying"]["by"], listed["paying"]["invoices"]) == ("Camille Martin", [number])
    assert listed["items"][0]["state"] == "paying"


async def test_an_address_that_is_too_long_for_the_bank_is_another_of_the_household_or_refused(city: City) -> None:
    number, endless = await owed(city), f"{'a' * 70}@exemple.fr"
    camille = await city.sign_in("camille")
    async with city.database.transaction(write=True) as session:
        (await session.get_one(AccountRow, "a_camille")).email = endless
        (await session.get_one(AccountRow, "a_karim")).email = f"b{endless}"
    refused = await pay(camille, number, cents=8640)
    assert (refused.status_code, refused.json()["code"], refused.json()["params"]) == (
        409,
        "EMAIL_TOO_LONG",
        {"max": 80},
    )
    assert city.bank.wanted == [] and (await camille.get("/invoices")).json()["paying"] is None
    async with city.database.transaction(write=True) as session:
        (await session.get_one(AccountRow, "a_karim")).email = "karim@exemple.fr"
    assert (await pay(camille, number, cents=8640)).status_code == 201
    assert [wanted.email for wanted in city.bank.wanted] == ["karim@exemple.fr"]


async def test_both_guardians_at_once_make_one_order(city: City) -> None:
    number = await owed(city)
    parents = [await city.sign_in(name) for name in ("camille", "karim")]
    answers = await asyncio.gather(*(pay(parent, number, cents=8640) for parent in parents))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert len(city.bank.wanted) == 1


async def test_the_same_key_many_times_at_once_begins_once(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    answers = await asyncio.gather(*(pay(camille, number, cents=8640) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1 == len(city.bank.wanted)


async def test_what_cannot_be_paid_is_said(city: City) -> None:
    number = await owed(city)
    small = await owed(city, 60)
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    changed = await pay(camille, number, cents=8639)
    assert (changed.status_code, changed.json()["params"]) == (409, {"total_cents": 8640})
    little = await pay(camille, small, cents=60)
    assert (little.status_code, little.json()["code"]) == (422, "TOO_LITTLE")
    assert (await pay(samia, number, cents=8640)).status_code == 404
    assert (await pay(camille, "2026-009999", cents=8640)).status_code == 404
    assert (await pay(city.client, number, cents=8640)).status_code == 401
    without_key = await camille.post("/payments", json={"invoices": [number], "total_cents": 8640})
    assert without_key.json()["code"] == "KEY_REQUIRED"
    assert city.bank.wanted == []


async def test_a_bank_that_is_down_leaves_nothing_behind(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    city.bank.silent = True
    down = await pay(camille, number, cents=8640)
    assert (down.status_code, down.json()["code"]) == (503, "BANK_DOWN")
    assert (await invoice(camille, number))["state"] == "due"
    city.bank.silent = False
    assert (await pay(camille, number, cents=8640)).status_code == 201


async def test_a_slow_bank_keeps_nobody_else_waiting(city: City) -> None:
    number, other = await owed(city), await owed(city, 520, household="h_petit")
    camille, jules = await city.sign_in("camille"), await city.sign_in("jules")
    city.bank.gate = asyncio.Event()
    slow = asyncio.create_task(pay(camille, number, cents=8640))
    await city.bank.reached.wait()
    assert (await jules.get("/invoices", params={"group": "due"})).json()["items"][0]["number"] == other
    sent = await jules.post("/submissions", json={"lines": [LINE]}, headers={"Idempotency-Key": "x"})
    assert sent.status_code == 201
    city.bank.gate.set()
    assert (await slow).status_code == 201


LINE = {"op": "book", "child": "c_zoe", "service": "cantine", "date": "2026-12-03", "price_cents": 520}


async def test_killed_at_the_bank_the_invoice_is_free_again_two_minutes_later(city: City) -> None:
    number = await owed(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    city.bank.gate = asyncio.Event()
    killed = asyncio.create_task(pay(camille, number, cents=8640))
    await city.bank.reached.wait()
    killed.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await killed
    city.bank.gate = None
    assert (await pay(karim, number, cents=8640)).json()["code"] == "ALREADY_PAYING"
    await city.run_jobs("payments")
    assert (await pay(karim, number, cents=8640)).json()["code"] == "ALREADY_PAYING"
    city.clock.advance(minutes=2)
    await city.run_jobs("payments")
    assert (await pay(karim, number, cents=8640)).status_code == 201


@pytest.mark.parametrize("till", [Till("000000", one_at_a_time=True), Till(None), Till("000000", max_cents=9000)])
async def test_the_till_s_own_rules(town: Town, database: Database, till: Till) -> None:
    async with database.transaction(write=True) as session:
        await settle(session, town)
    city = City(replace(town, till=till), database)
    first, second = await owed(city), await owed(city, 2425)
    camille = await city.sign_in("camille")
    refused = await pay(camille, first, second, cents=11065)
    expected = "NO_TILL" if till.numcli is None else "ONE_AT_A_TIME" if till.one_at_a_time else "TOO_MUCH"
    assert refused.json()["code"] == expected
    await city.close()


async def test_the_address_of_the_bank_is_given_for_a_quarter_of_an_hour(city: City) -> None:
    camille = await city.sign_in("camille")
    order = await begun(camille, await owed(city))
    city.clock.advance(minutes=14)
    assert (await seen(camille, order))["pay_url"]
    city.clock.advance(minutes=1)
    assert (await seen(camille, order))["pay_url"] is None
