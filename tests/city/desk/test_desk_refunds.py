"""What the town owes, paid back at the desk: listed, noted once, gone from the family's page, in the till's list."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from city.accounts.models import AccountRow
from city.audit.acts import Act
from city.bookings.states import BookingState
from city.households.models import HouseholdRow, PersonRow
from city.ids import new_id
from city.invoices.issuing import Run, issue
from city.invoices.models import CarriedSumRow
from tests.city.bank.memory import PAID
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import FRIDAY, booked
from tests.city.desk.test_desk_closures import hidden
from tests.city.invoices.billing import rows
from tests.city.payments.test_payments_counter import at_counter
from tests.city.payments.tills import begun, notify, owed

LIST = "/guichet/remboursements"
MARTIN = f"{LIST}/h_martin"
GIVEN = {"moyen": "transfer", "jour": "2026-11-23", "reference": "VIR-12"}


async def waits(city: City, cents: int, *, household: str = "h_martin", days: int = 3) -> None:
    """A sum that waits for the next invoice: below zero the town owes it."""
    async with city.database.transaction(write=True) as session:
        session.add(
            CarriedSumRow(
                id=new_id("s"),
                household_id=household,
                kind="overpayment" if cents < 0 else "small",
                cents=cents,
                made_at=city.clock.now() - timedelta(days=days),
                from_id=None,
                payment_order_id=None,
                into_id=None,
                refund_id=None,
            )
        )


async def credit(city: City, who: str) -> int:
    return int((await (await city.sign_in(who)).get("/invoices")).json()["credit_cents"])


async def test_money_that_came_twice_is_paid_back_once_and_stands_in_the_till(city: City, desk: Desk) -> None:
    number = await owed(city)
    camille, hugo, claire = await city.sign_in("camille"), await desk("hugo"), await desk("claire")
    await begun(camille, number)
    (row,) = await rows(city)
    await at_counter(city, row.id, 8640)
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    assert await credit(city, "camille") == 8640
    assert f'href="{LIST}"' in (await hugo.get("/guichet/caisse")).text
    assert "Famille Martin 23/11/2026 86,40 € 0,00 € Rembourser" in words_of(await hugo.get(LIST))
    shown = await hugo.get(MARTIN)
    text = words_of(shown)
    assert "La ville doit 86,40 €" in text and "23/11/2026 trop-perçu 86,40 €" in text
    fields = hidden(shown.text) | GIVEN
    await claire.get(MARTIN)
    both = await asyncio.gather(*(who.post(MARTIN, fields | {"jeton": who.token}) for who in (hugo, claire)))
    assert sorted(answer.status_code for answer in both) == [303, 409]
    assert any("ne doit plus rien à ce foyer" in words_of(answer) for answer in both)
    assert (await hugo.post(MARTIN, fields)).status_code == 409
    assert await credit(city, "camille") == 0
    items = (await camille.get("/notifications")).json()["items"]
    (told,) = [item for item in items if item["kind"] == "refund"]
    assert (told["params"]["total_cents"], told["to"]) == (8640, None)
    assert "La ville ne doit rien à personne" in words_of(await hugo.get(LIST))
    (done,) = [row for row in await audited(city) if row.act == Act.REFUNDED]
    assert done.after and done.label == "Famille Martin"
    assert (done.after["cents"], done.after["means"], done.after["reference"]) == (8640, "transfer", "VIR-12")
    till = words_of(await hugo.get("/guichet/caisse"))
    assert "trop-perçu, remboursé depuis" in till and "virement VIR-12 remboursement −86,40 €" in till
    assert "En tout 86,40 €" in till
    lines = (await hugo.get("/guichet/caisse/export.csv")).text.splitlines()
    assert "23/11/2026;virement;VIR-12;;remboursement;-86,40" in lines


async def test_all_that_waits_is_settled_at_once_and_no_invoice_takes_it_any_more(city: City, desk: Desk) -> None:
    await waits(city, -1000)
    await waits(city, 60, days=2)
    await waits(city, 50, household="h_petit")
    hugo = await desk("hugo")
    assert "Famille Martin 20/11/2026 9,40 €" in words_of(await hugo.get(LIST))
    assert (await hugo.get(f"{LIST}/h_petit")).status_code == 409
    shown = await hugo.get(MARTIN)
    assert (await hugo.post(MARTIN, hidden(shown.text) | GIVEN)).status_code == 303
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    async with city.database.transaction(write=True) as session:
        now = city.clock.now().astimezone(city.town.time_zone)
        (invoice,) = (await issue(session, city.town, Run(FRIDAY, FRIDAY), now)).invoices
    assert invoice.total_cents == 385


async def test_a_sum_taken_by_an_invoice_or_another_sum_since_is_looked_at_again(city: City, desk: Desk) -> None:
    await waits(city, -200)
    hugo = await desk("hugo")
    fields = hidden((await hugo.get(MARTIN)).text) | GIVEN
    await waits(city, -100)
    changed = await hugo.post(MARTIN, fields)
    assert changed.status_code == 409 and "La somme vient de changer" in words_of(changed)
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    async with city.database.transaction(write=True) as session:
        now = city.clock.now().astimezone(city.town.time_zone)
        assert (await issue(session, city.town, Run(FRIDAY, FRIDAY), now)).invoices
    assert (await hugo.post(MARTIN, fields)).status_code == 409
    assert await credit(city, "camille") == 0
    assert not [row for row in await audited(city) if row.act == Act.REFUNDED]


async def test_who_left_is_known_by_the_invoices_only(city: City, desk: Desk) -> None:
    await owed(city, household="h_petit")
    await waits(city, -500, household="h_petit")
    async with city.database.transaction(write=True) as session:
        await session.execute(delete(AccountRow).where(AccountRow.household_id == "h_petit"))
        await session.execute(delete(PersonRow).where(PersonRow.household_id == "h_petit"))
        await session.execute(update(HouseholdRow).where(HouseholdRow.id == "h_petit").values(name="Foyer sans compte"))
    hugo, nadia = await desk("hugo"), await desk("nadia")
    assert "1 foyer parti à rembourser" in words_of(await hugo.get("/guichet"))
    assert "parti à rembourser" not in words_of(await nadia.get("/guichet"))
    text = words_of(await hugo.get(LIST))
    assert "Famille Martin parti 20/11/2026 5,00 € 86,40 €" in text, text
    shown = await hugo.get(f"{LIST}/h_petit")
    assert "parti : il ne reste que ce que disent ses factures" in words_of(shown)
    assert "/guichet/foyers/h_petit" not in shown.text
    assert (await hugo.post(f"{LIST}/h_petit", hidden(shown.text) | GIVEN)).status_code == 303
    assert "parti à rembourser" not in words_of(await hugo.get("/guichet"))


@pytest.mark.parametrize(
    "wrong", [{"moyen": "card"}, {"jour": str(date(2026, 11, 24))}, {"jour": "2024-11-23"}, {"reference": " "}]
)
async def test_a_refund_that_makes_no_sense_is_refused(city: City, desk: Desk, wrong: dict[str, str]) -> None:
    await waits(city, -500)
    hugo, nadia = await desk("hugo"), await desk("nadia")
    fields = hidden((await hugo.get(MARTIN)).text) | GIVEN
    assert (await hugo.post(MARTIN, fields | wrong)).status_code == 422
    assert (await nadia.get(MARTIN)).status_code == 403
    assert await credit(city, "camille") == 500
