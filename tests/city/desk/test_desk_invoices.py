"""Invoicing at the desk: shown, then issued once."""

from __future__ import annotations

import asyncio
import re

import pytest

from city.audit.acts import Act
from city.bookings.states import BookingState
from city.households.models import HouseholdRow
from tests.city.bank.memory import PAID
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import FRIDAY, booked
from tests.city.invoices.billing import rows
from tests.city.payments.tills import begun, notify

PREVIEW = f"/guichet/factures/apercu?du={FRIDAY}&au={FRIDAY}"
EVIL = "<script>alert(1)</script>"


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page's last form."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text[text.rindex("<form") :]))


async def test_a_run_is_shown_then_issued_once(city: City, desk: Desk) -> None:
    async with city.database.transaction(write=True) as session:
        (await session.get_one(HouseholdRow, "h_martin")).name = EVIL
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    await booked(city, "c_zoe", day=FRIDAY, state=BookingState.ABSENT)
    hugo = await desk("hugo")
    shown = await hugo.get(PREVIEW)
    assert "2 factures, 7,70 € en tout" in words_of(shown) and EVIL not in shown.text
    assert await rows(city) == []
    answers = await asyncio.gather(*(hugo.post("/guichet/factures", hidden(shown.text)) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    (invoice,) = await rows(city)
    row = (await audited(city))[-1]
    assert row.act == Act.INVOICES_ISSUED and row.after
    assert (len(row.after["numbers"]), row.after["total_cents"]) == (2, 770)
    assert "Il n'y a rien à facturer" in words_of(await hugo.get(PREVIEW))
    listed = await hugo.get("/guichet/factures?q=petit")
    assert words_of(listed).count("2026-0000") == 1
    number = f"{invoice.year}-{invoice.serial:06d}"
    page = await hugo.get(f"/guichet/factures/{number}")
    assert "Alice Restauration scolaire 1 3,85 € 3,85 €" in words_of(page) and EVIL not in page.text


async def test_what_changed_since_it_was_shown_is_not_issued(city: City, desk: Desk) -> None:
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    hugo = await desk("hugo")
    shown = await hugo.get(PREVIEW)
    await booked(city, "c_lila", day=FRIDAY)
    assert (await hugo.post("/guichet/factures", hidden(shown.text))).status_code == 409
    assert await rows(city) == []


@pytest.mark.parametrize(
    "asked", ["du=2026-11-20&au=2026-11-23", "du=2026-11-21&au=2026-11-20", "du=2024-01-01&au=2026-11-20", "du=x&au=y"]
)
async def test_a_period_that_makes_no_sense_is_refused(city: City, desk: Desk, asked: str) -> None:
    assert (await (await desk("hugo")).get(f"/guichet/factures/apercu?{asked}")).status_code == 422


async def test_money_is_taken_once_for_the_whole_and_listed(city: City, desk: Desk) -> None:
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    hugo, claire = await desk("hugo"), await desk("claire")
    await hugo.post("/guichet/factures", hidden((await hugo.get(PREVIEW)).text))
    (invoice,) = await rows(city)
    number = f"{invoice.year}-{invoice.serial:06d}"
    shown = await hugo.get(f"/guichet/factures/{number}")
    assert "Encaisser 3,85 € au guichet" in words_of(shown)
    fields = {"montant": "385", "moyen": "cash", "reference": "=Q1"}
    for wrong, status in (({"montant": "384"}, 409), ({"moyen": "card"}, 422), ({"reference": " "}, 422)):
        assert (await hugo.post(f"/guichet/caisse/{number}", fields | wrong)).status_code == status
    both = (hugo.post(f"/guichet/caisse/{number}", fields), claire.post(f"/guichet/caisse/{number}", fields))
    assert sorted(answer.status_code for answer in await asyncio.gather(*both)) == [303, 409]
    assert (await rows(city))[0].left_cents == 0
    assert "espèces, =Q1" in words_of(await hugo.get(f"/guichet/factures/{number}"))
    till = words_of(await hugo.get("/guichet/caisse"))
    assert "En tout 3,85 €" in till and number in till
    file = await hugo.get("/guichet/caisse/export.csv")
    assert file.text.splitlines()[1].split(";")[1:] == ["espèces", "'=Q1", "", number, "3,85"]
    assert (await hugo.post("/guichet/caisse/2026-999999", fields)).status_code == 404
    assert (await hugo.get("/guichet/caisse?du=2026-11-20&au=2026-11-19")).status_code == 422


async def test_the_desk_gives_the_papers_that_the_family_gets(city: City, desk: Desk) -> None:
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    hugo, camille = await desk("hugo"), await city.sign_in("camille")
    await hugo.post("/guichet/factures", hidden((await hugo.get(PREVIEW)).text))
    (invoice,) = await rows(city)
    number = f"{invoice.year}-{invoice.serial:06d}"
    order = await begun(camille, number, cents=385)
    early = await hugo.get(f"/guichet/factures/{number}/recus/{order['id']}")
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    page = await hugo.get(f"/guichet/factures/{number}")
    links = re.findall(r'href="(/guichet/factures/[^"]+)"[^>]* download', page.text)
    assert links == [f"/guichet/factures/{number}/pdf", f"/guichet/factures/{number}/recus/{order['id']}"]
    theirs = [f"/invoices/{number}/pdf", f"/payments/{order['id']}/receipt"]
    for ours, own in zip(links, theirs, strict=True):
        paper = await hugo.get(ours)
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.content == (await camille.get(own)).content
    assert early.status_code == 404
    assert (await (await desk("nadia")).get(links[0])).status_code == 403
