"""What the régisseur does: money at the counter, and the list of what came in."""

from __future__ import annotations

from datetime import date

import pytest

from city.errors import Refusal
from city.payments.counter import Taken, pay_at_counter
from city.payments.reconciliation import entries
from tests.city.bank.memory import CANCELLED, PAID
from tests.city.city import City
from tests.city.invoices.billing import rows
from tests.city.payments.tills import begun, invoice, notify, owed, pay


async def at_counter(city: City, invoice_id: str, cents: int) -> None:
    async with city.database.transaction(write=True) as session:
        now = city.clock.now().astimezone(city.town.time_zone)
        await pay_at_counter(session, invoice_id, Taken(cents, "cheque", "1234567"), now)


async def test_a_cheque_pays_an_invoice_whole_and_once(city: City) -> None:
    number = await owed(city)
    (row,) = await rows(city)
    with pytest.raises(Refusal) as refused:
        await at_counter(city, row.id, 8000)
    assert refused.value.code == "TOTAL_CHANGED"
    await at_counter(city, row.id, 8640)
    with pytest.raises(Refusal) as refused:
        await at_counter(city, row.id, 8640)
    assert refused.value.code == "NOT_PAYABLE"
    camille = await city.sign_in("camille")
    found = await invoice(camille, number)
    assert (found["state"], found["payments"][0]["means"], found["payments"][0]["reference"]) == (
        "paid",
        "cheque",
        "1234567",
    )
    assert (await pay(camille, number, cents=8640)).json()["code"] == "NOT_PAYABLE"
    with pytest.raises(Refusal):
        await at_counter(city, "n_unknown", 1)


async def test_the_list_of_what_came_in_has_everything_once(city: City) -> None:
    number = await owed(city)
    camille = await city.sign_in("camille")
    first = await begun(camille, number)
    city.bank.words["op-1"] = CANCELLED
    await notify(city, "op-1")
    (row,) = await rows(city)
    await at_counter(city, row.id, 8640)
    city.bank.words["op-1"] = PAID
    city.clock.advance(minutes=1)
    await notify(city, "op-1")
    async with city.database.transaction() as session:
        found = await entries(session, city.town, date(2026, 11, 23), date(2026, 11, 23))
        assert await entries(session, city.town, date(2026, 11, 24), date(2026, 11, 24)) == []
    assert [(entry.means, entry.reference, entry.number, entry.cents) for entry in found] == [
        ("cheque", "1234567", number, 8640),
        ("card", first["reference"], None, 8640),
    ]
    assert found[1].bank_number == "A1"
