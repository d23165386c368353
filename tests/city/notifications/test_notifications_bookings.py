"""What the city does to bookings is told, and a receipt is mailed."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx

from city.bookings.closing import close
from city.bookings.judging import Closure
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
