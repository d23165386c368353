"""eopayment's own PayFiP code against the test bank, over HTTP on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from city.database import Database
from city.payments.bank import BankSilent, Outcome, Wanted
from city.payments.payfip import PayFip
from city.payments.tills import bank_of
from city.towns import Till, Town
from tests.city.bank.loopback import Loopback, loopback
from tests.city.city import City
from tests.city.payments.tills import begun, invoice, owed, seen
from tests.city.people import settle

WANTED = Wanted("PF0123456789ABCD", 8640, "camille.martin@exemple.fr", "Facture 2026-000001", 2026, "", "")


@pytest.fixture
async def live(town: Town, database: Database) -> AsyncIterator[Loopback]:
    """A city on loopback whose Martins owe 86,40 €."""
    async with database.transaction(write=True) as session:
        await settle(session, town)
    city = City(town, database)
    await owed(city)
    await city.close()
    async with loopback(town, database) as served:
        yield served


@pytest.mark.parametrize(
    ("result", "state", "means"),
    [("P", "paid", "card"), ("V", "paid", "debit"), ("R", "refused", None), ("Z", "refused", None)],
)
async def test_what_is_chosen_on_the_page_is_what_the_parent_sees(
    live: Loopback, result: str, state: str, means: str | None
) -> None:
    order = await begun(live.parent, "2026-000001")
    landed = await live.choose(order["pay_url"], result, "never")
    assert landed.status_code == 200 and landed.url.path.endswith("/return")
    found = await seen(live.parent, order)
    assert (found["state"], found["means"]) == (state, means)


async def test_abandoned_nothing_was_taken(live: Loopback) -> None:
    order = await begun(live.parent, "2026-000001")
    landed = await live.choose(order["pay_url"], "A")
    assert "Rien n’a été débité" in landed.text
    assert (await seen(live.parent, order))["state"] == "cancelled"
    assert (await invoice(live.parent, "2026-000001"))["left_cents"] == 8640


async def test_notified_twice_it_is_counted_once(live: Loopback) -> None:
    order = await begun(live.parent, "2026-000001")
    await live.browser.post(order["pay_url"], data={"resultat": "P", "avis": "twice"})
    assert await live.bank_notifies() == 1
    live.clock.advance(seconds=10)
    assert (await live.bank_notifies(), await live.bank_notifies()) == (1, 0)
    found = await invoice(live.parent, "2026-000001")
    assert (found["state"], [paid["cents"] for paid in found["payments"]]) == ("paid", [8640])


async def test_notified_late_or_never_the_city_finds_out_by_itself(live: Loopback) -> None:
    order = await begun(live.parent, "2026-000001")
    await live.browser.post(order["pay_url"], data={"resultat": "P", "avis": "late"})
    assert await live.bank_notifies() == 0
    live.clock.advance(seconds=40)
    assert await live.city_asks() == 1
    assert (await invoice(live.parent, "2026-000001"))["state"] == "paid"
    live.clock.advance(minutes=2)
    assert await live.bank_notifies() == 1
    assert len((await invoice(live.parent, "2026-000001"))["payments"]) == 1


async def test_faults_p5_and_p1_as_payfip_says_them(live: Loopback) -> None:
    order = await begun(live.parent, "2026-000001")
    idop = order["pay_url"].partition("idop=")[2]
    bank = bank_of(live.town, live.settings)
    assert (await bank.ask(idop)).outcome is Outcome.WAITING
    assert (await bank.ask("unknown")).outcome is Outcome.UNKNOWN
    live.clock.advance(hours=25)
    assert (await bank.ask(idop)).outcome is Outcome.UNKNOWN


async def test_the_page_is_over_after_a_quarter_of_an_hour_and_after_a_payment(live: Loopback) -> None:
    order = await begun(live.parent, "2026-000001")
    assert (await live.browser.get(order["pay_url"])).status_code == 200
    await live.choose(order["pay_url"], "P")
    assert (await live.browser.get(order["pay_url"])).status_code == 410
    assert (await live.browser.get(order["pay_url"] + "x")).status_code == 410


async def test_what_payfip_would_not_take_is_refused_by_the_bank_too(live: Loopback) -> None:
    bank = bank_of(live.town, live.settings)
    with pytest.raises(BankSilent):
        await bank.open(WANTED.__class__(WANTED.reference, 99, WANTED.email, "", 2026, "", ""))
    with pytest.raises(BankSilent):
        await bank.open(WANTED.__class__(WANTED.reference, 8640, "x@y", "", 2026, "", ""))


async def test_the_soap_service_answers_who_the_till_is(live: Loopback) -> None:
    bank = bank_of(live.town, live.settings)
    assert isinstance(bank, PayFip)
    answer = await bank._in_thread(lambda: bank._client().get_info_client("000000"))
    assert (answer["numcli"], answer["libelleN1"]) == ("000000", "Villiers-sur-Marne")


async def test_a_proxy_of_the_machine_is_not_between_the_city_and_its_test_bank(
    live: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert (await bank_of(live.town, live.settings).ask("unknown")).outcome is Outcome.UNKNOWN


async def test_an_address_where_no_bank_is_is_silence() -> None:
    nowhere = PayFip(Till("000000"), service_url="http://127.0.0.1:9/tpa")
    with pytest.raises(BankSilent):
        await nowhere.ask("x")
    with pytest.raises(BankSilent):
        await nowhere.open(WANTED)


async def test_rubbish_sent_to_the_bank_is_a_fault_not_a_crash(live: Loopback) -> None:
    service = f"{live.settings.own_url}/banque-de-test/tpa/services/securite"
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for body in (
        "",
        "<a/>",
        bomb,
        "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body/></S:Envelope>",
    ):
        answer = await live.browser.post(service, content=body)
        assert (answer.status_code, "Fault" in answer.text) == (500, True)


async def test_html_in_what_is_shown_stays_text(live: Loopback) -> None:
    bank = bank_of(live.town, live.settings)
    opened = await bank.open(
        WANTED.__class__(WANTED.reference, 8640, "<b>@exemple.fr", "x", 2026, "http://a", "http://a")
    )
    page = await live.browser.get(opened.pay_url)
    assert "<b>@" not in page.text and "&lt;b&gt;@" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
