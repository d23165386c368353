"""What becomes of an order, whoever hears of it first."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from city.bookings.models import BookingRow
from city.invoices.settling import credit
from city.notifications.models import NotificationRow
from city.payments.bank import Word
from tests.city.bank.memory import CANCELLED, DEBITED, PAID, REFUSED, UNKNOWN, WAITING
from tests.city.city import City
from tests.city.invoices.billing import DECEMBER, booked, nov, rows, run
from tests.city.payments.tills import NOW, begun, invoice, money, notify, owed, pay, seen


@pytest.mark.parametrize("heard", ["notification", "return", "job", "look"])
async def test_paid_is_heard_one_way_or_another(city: City, heard: str) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    city.bank.words["op-1"] = DEBITED
    city.clock.advance(minutes=1)
    if heard == "notification":
        await notify(city, "op-1")
    elif heard == "return":
        page = await city.client.get(f"/payments/{order['id']}/return", params={"idop": "op-1"})
        assert "Votre paiement est enregistré" in page.text
    elif heard == "job":
        await city.run_jobs("payments")
    found = await seen(camille, order)
    assert (found["state"], found["means"], found["pay_url"]) == ("paid", "debit", None)
    settled = await invoice(camille, number)
    assert (settled["state"], settled["left_cents"], settled["paid_on"]) == ("paid", 0, "2026-11-23")
    assert [(paid["cents"], paid["means"]) for paid in settled["payments"]] == [(8640, "debit")]
    again = await pay(camille, number, cents=0, key="again")
    assert (again.status_code, again.json()["params"]["state"]) == (409, "paid")


async def test_a_notification_twice_or_for_nothing_changes_nothing(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    await begun(camille, number)
    city.bank.words["op-1"] = PAID
    for bank_id in ("op-1", "op-1", "unknown", ""):
        await notify(city, bank_id)
    assert await money(city) == (8640, 0, 8640)
    assert (await invoice(camille, number))["state"] == "paid"


async def test_a_false_notification_is_not_believed(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    await notify(city, "op-1")
    assert (await seen(camille, order))["state"] == "open"
    assert await money(city) == (0, 0, 0)


@pytest.mark.parametrize(("word", "state"), [(REFUSED, "refused"), (CANCELLED, "cancelled")])
async def test_after_a_refusal_or_an_abandonment_either_guardian_may_begin_anew(
    city: City, word: Word, state: str
) -> None:
    number = await owed(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    order = await begun(camille, number)
    city.bank.words["op-1"] = word
    await notify(city, "op-1")
    assert (await seen(camille, order))["state"] == state
    assert (await begun(karim, number))["state"] == "open"


async def test_who_comes_back_before_the_bank_has_decided_is_told_so(city: City) -> None:
    camille = await city.sign_in("camille")
    order = await begun(camille, await owed(city))
    page = await city.client.get(f"/payments/{order['id']}/return")
    assert "en cours de vérification" in page.text and "refresh" in page.text
    assert (await seen(camille, order))["state"] == "checking"
    assert (await city.client.get("/payments/o_unknown/return")).status_code == 404


async def test_an_order_that_nobody_paid_is_over_after_twenty_minutes(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    city.clock.advance(minutes=19)
    await city.run_jobs("payments")
    assert (await invoice(camille, number))["state"] == "paying"
    city.clock.advance(minutes=10)
    await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "expired"
    assert (await invoice(camille, number))["state"] == "due"


async def test_money_that_comes_after_the_order_was_over_is_taken(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    city.clock.advance(minutes=30)
    await city.run_jobs("payments")
    city.bank.words["op-1"] = PAID
    city.clock.advance(minutes=30)
    await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "paid"
    assert (await invoice(camille, number))["state"] == "paid"


async def test_a_silent_bank_is_asked_until_it_answers(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    city.bank.silent = True
    for _ in range(30):
        city.clock.advance(minutes=11)
        await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "open"
    city.bank.silent, city.bank.words["op-1"] = False, PAID
    city.clock.advance(minutes=11)
    await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "paid"


async def test_what_the_bank_forgot_is_over_and_no_longer_asked(city: City) -> None:
    camille = await city.sign_in("camille")
    order = await begun(camille, await owed(city))
    city.bank.words["op-1"] = UNKNOWN
    city.clock.advance(hours=30)
    await city.run_jobs("payments")
    asked = len(city.bank.asked)
    city.clock.advance(hours=1)
    await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "expired"
    assert len(city.bank.asked) == asked


async def test_paid_twice_the_second_is_deducted_from_the_next_invoice(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2), cents=8640)
    await run(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    number = "2026-000001"
    await begun(camille, number)
    city.bank.words["op-1"] = CANCELLED
    await notify(city, "op-1")
    await begun(karim, number)
    city.bank.words |= {"op-1": PAID, "op-2": PAID}
    await notify(city, "op-2")
    await notify(city, "op-1")
    assert await money(city) == (8640, 8640, 17280)
    listed = (await camille.get("/invoices")).json()
    assert (listed["due_cents"], listed["credit_cents"]) == (0, 8640)
    await booked(city, "c_alice", "cantine", nov(2).replace(month=12), cents=10000)
    await run(city, DECEMBER, NOW.replace(year=2027, month=1))
    found = (await rows(city))[-1]
    assert (found.total_cents, found.left_cents) == (1360, 1360)
    assert (await karim.get("/invoices")).json()["credit_cents"] == 0
    lines = (await invoice(camille, "2027-000001"))["lines"]
    assert (lines[-1]["kind"], lines[-1]["total_cents"], lines[-1]["words"]) == ("credit", -8640, "trop-perçu")


async def test_credited_while_it_is_being_paid_nothing_is_lost(city: City) -> None:
    first = await booked(city, "c_alice", "cantine", nov(2), cents=4000, state="booked")
    await booked(city, "c_alice", "cantine", nov(3), cents=4640)
    await run(city)
    camille = await city.sign_in("camille")
    await begun(camille, "2026-000001")
    async with city.database.transaction(write=True) as session:
        await credit(session, city.town, [first], "Grève", NOW)
        await credit(session, city.town, [first], "Grève", NOW)
        assert await session.scalar(select(BookingRow.credit_line_id).where(BookingRow.id == first))
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    assert await money(city) == (4640, 4000, 8640)
    assert (await invoice(camille, "2026-000001"))["state"] == "paid"


async def test_both_guardians_are_told_once(city: City) -> None:
    camille = await city.sign_in("camille")
    order = await begun(camille, await owed(city))
    city.bank.words["op-1"] = PAID
    for _ in range(3):
        await notify(city, "op-1")
    await city.run_jobs()
    await city.run_jobs("mail")
    confirmed = [mail for mail in city.mailbox.mails if "enregistré" in mail.subject]
    assert [mail.recipient for mail in confirmed] == ["camille.martin@exemple.fr"]
    assert "86,40" in confirmed[0].subject and order["reference"] in confirmed[0].text
    async with city.database.transaction() as session:
        told = list(await session.scalars(select(NotificationRow).where(NotificationRow.kind == "payment")))
    assert sorted(row.account_id for row in told) == ["a_camille", "a_karim"]
    assert {(row.params["state"], row.params["total_cents"], row.to_id) for row in told} == {
        ("paid", 8640, order["id"])
    }


async def test_the_other_household_sees_nothing_of_it(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    order = await begun(camille, await owed(city))
    assert (await samia.get(f"/payments/{order['id']}")).status_code == 404
    assert (await samia.get("/payments")).json()["items"] == []
    assert (await city.client.get("/payments")).status_code == 401
    assert [row["id"] for row in (await camille.get("/payments")).json()["items"]] == [order["id"]]


async def test_the_bank_waits_as_long_as_it_wants_within_the_quarter_of_an_hour(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, number)
    city.bank.words["op-1"] = WAITING
    for _ in range(10):
        city.clock.advance(minutes=1)
        await city.run_jobs("payments")
    assert (await seen(camille, order))["state"] == "open"
