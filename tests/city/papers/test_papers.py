"""What can be kept: the words that a reader selects in the PDF, and who may have it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader

from tests.city.bank.memory import PAID
from tests.city.city import City
from tests.city.invoices.billing import booked, nov, run
from tests.city.payments.tills import begun, notify


def words(answer: httpx.Response) -> str:
    """The text of a PDF, spaces and hyphens of typography made plain."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


async def test_an_invoice_says_its_lines_and_what_became_of_it(city: City) -> None:
    for day in (2, 3):
        await booked(city, "c_alice", "cantine", nov(day))
    await booked(city, "c_lila", "matin", nov(4), cents=368, surcharge=193)
    await run(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, "2026-000001", cents=1138)
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    answer = await camille.get("/invoices/2026-000001/pdf")
    text = words(answer)
    for said in (
        "Facture n° 2026-000001", "Novembre 2026", "Famille Martin", "Camille Martin", "1er janvier 2027", "Alice, ",
        "2, 3/11", "3,85 €", "7,70 €", "réservation tardive", "11,38 €", "Facture acquittée.", order["reference"],
        "Page 1 sur 1",
    ):  # fmt: skip
        assert said in text, said
    read = PdfReader(BytesIO(answer.content))
    assert read.metadata is not None and read.metadata.title == "Facture n° 2026-000001 – Essai".replace(
        "n° ", "n°\u00a0"
    )
    assert read.trailer["/Root"]["/Lang"] == "fr-FR"
    assert round(float(read.pages[0].mediabox.width)) == 595


async def test_the_same_invoice_is_the_same_paper(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    await run(city)
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    first = await camille.get("/invoices/2026-000001/pdf")
    city.clock.advance(days=2)
    assert (await karim.get("/invoices/2026-000001/pdf")).content == first.content


async def test_a_long_invoice_has_several_pages_and_its_head_on_each(city: City) -> None:
    for number in range(56):
        service = ("cantine", "matin")[number % 2]
        await booked(city, "c_alice", service, nov(1 + number // 2), cents=200 + number)
    await run(city)
    camille = await city.sign_in("camille")
    answer = await camille.get("/invoices/2026-000001/pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) > 1 and "Quantité" in pages[1].extract_text()


async def test_a_receipt_is_had_once_it_is_paid(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    await run(city)
    camille = await city.sign_in("camille")
    order = await begun(camille, "2026-000001", cents=385)
    assert (await camille.get(f"/payments/{order['id']}/receipt")).status_code == 404
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    text = words(await camille.get(f"/payments/{order['id']}/receipt"))
    for said in (order["reference"], "2 décembre 2026 à 09 h 00", "carte bancaire", "2026-000001", "3,85 €"):
        assert said in text, said


async def test_the_tax_statement_counts_the_care_of_young_children_paid_in_the_year(city: City) -> None:
    await booked(city, "c_lila", "matin", nov(2), cents=2000)
    await booked(city, "c_lila", "cantine", nov(2), cents=400)
    await booked(city, "c_alice", "matin", nov(2), cents=1600)
    await run(city)
    camille = await city.sign_in("camille")
    assert (await camille.get("/tax-statements")).json()["items"] == []
    await begun(camille, "2026-000001", cents=4000)
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    (item,) = (await camille.get("/tax-statements")).json()["items"]
    assert item == {
        "year": 2026,
        "children": [{"child_name": "Lila Martin", "cents": 2000}],
        "total_cents": 2000,
        "ready": False,
    }
    assert (await camille.get("/tax-statements/2026/pdf")).status_code == 404
    city.clock.set(datetime.fromisoformat("2027-01-02T09:00+01:00"))
    text = words(await camille.get("/tax-statements/2026/pdf"))
    assert "Attestation fiscale 2026" in text and "Lila Martin" in text and "20,00 €" in text
    assert "Alice" not in text


@pytest.mark.parametrize("path", ["/invoices/2026-000001/pdf", "/tax-statements/2026/pdf", "/payments/{}/receipt"])
async def test_nobody_else_has_a_paper(city: City, path: str) -> None:
    await booked(city, "c_lila", "matin", nov(2), cents=2000)
    await run(city)
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    order = await begun(camille, "2026-000001", cents=2000)
    city.bank.words["op-1"] = PAID
    await notify(city, "op-1")
    city.clock.set(datetime.fromisoformat("2027-01-02T09:00+01:00"))
    address = path.format(order["id"])
    assert (await camille.get(address)).status_code == 200
    assert (await samia.get(address)).status_code == 404
    assert (await city.client.get(address)).status_code == 401


async def submitted(city: City, *lines: tuple[str, str, str]) -> str:
    """The number of a receipt: Camille books these (child, service, day)."""
    camille = await city.sign_in("camille")
    body = {
        "lines": [
            {"op": "book", "child": child, "service": service, "date": day, "price_cents": 385}
            for child, service, day in lines
        ]
    }
    answer = await camille.post("/submissions", json=body, headers={"Idempotency-Key": "k1"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


async def test_a_receipt_says_each_days_fate_and_is_the_households(city: City) -> None:
    wanted = [("c_alice", "cantine", f"2026-12-{day:02d}") for day in (1, 3, 4)]
    number = await submitted(city, *wanted, ("c_alice", "cantine", "2026-12-25"), ("c_nobody", "cantine", "2026-12-01"))
    karim, samia = await city.sign_in("karim"), await city.sign_in("samia")
    answer = await karim.get(f"/submissions/{number}/receipt.pdf")
    text = words(answer)
    for said in (
        f"Reçu n° {number}", "Famille Martin", "Camille Martin", "Alice, ", "1, 3, 4/12", "réservé", "3,85 €",
        "11,55 €", "25/12", "refusé : ", "enfant inconnu",
    ):  # fmt: skip
        assert said in text, said
    city.clock.advance(days=1)
    assert (await karim.get(f"/submissions/{number}/receipt.pdf")).content == answer.content
    assert (await samia.get(f"/submissions/{number}/receipt.pdf")).status_code == 404
    assert (await karim.get("/submissions/2026-999999/receipt.pdf")).status_code == 404
