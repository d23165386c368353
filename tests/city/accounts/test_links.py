"""Invitations and forgotten passwords: links that serve once."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from sqlalchemy import select

from city.accounts import repository
from city.accounts.links import invite
from city.accounts.models import SingleUseLinkRow
from city.mail.models import MailRow
from tests.city.city import City
from tests.city.people import PASSWORD

NEW = "girouette-violette-42"
EMAIL = "camille.martin@exemple.fr"
LINK = re.compile(r"https://portail\.exemple\.fr/(?:mot-de-passe|invitation)/([\w-]+)")


async def asked(city: City, email: str = EMAIL) -> httpx.Response:
    answer = await city.client.post("/password-resets", json={"email": email})
    await city.run_jobs("reset_links", "mail")
    return answer


def token_of(city: City) -> str:
    found = LINK.search(city.mailbox.mails[-1].text)
    assert found
    return found[1]


async def sign_in(city: City, password: str) -> int:
    body = {"email": EMAIL, "password": password, "device": "d"}
    return (await city.client.post("/sessions", json=body)).status_code


async def invited(city: City) -> str:
    async with city.database.transaction(write=True) as session:
        account = await repository.by_email(session, EMAIL)
        assert account
        return await invite(
            session, account, town=city.town, public_url="https://portail.exemple.fr", now=city.clock.now()
        )


async def test_a_forgotten_password_is_replaced_by_a_link_sent_by_mail(city: City) -> None:
    await asked(city)
    mail = city.mailbox.mails[0]
    assert (mail.recipient, len(city.mailbox.mails)) == (EMAIL, 1)
    assert "Bonjour Camille," in mail.text
    assert PASSWORD not in mail.text

    answer = await city.client.post(f"/password-resets/{token_of(city)}", json={"password": NEW})

    assert answer.status_code == 204
    assert await sign_in(city, NEW) == 201
    assert await sign_in(city, PASSWORD) == 401


async def test_an_unknown_address_gets_the_same_answer_and_no_mail(city: City) -> None:
    known, unknown = await asked(city), await asked(city, "nobody@exemple.fr")

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    assert len(city.mailbox.mails) == 1


async def test_the_link_serves_once(city: City) -> None:
    await asked(city)
    path = f"/password-resets/{token_of(city)}"
    both = await asyncio.gather(*(city.client.post(path, json={"password": f"{NEW}-{n}"}) for n in range(2)))

    assert sorted(answer.status_code for answer in both) == [204, 410]
    assert (await city.client.post(path, json={"password": NEW})).json()["code"] == "LINK_EXPIRED"


async def test_the_link_is_good_for_thirty_minutes(city: City) -> None:
    await asked(city)
    city.clock.advance(minutes=30)
    answer = await city.client.post(f"/password-resets/{token_of(city)}", json={"password": NEW})

    assert (answer.status_code, answer.json()["code"]) == (410, "LINK_EXPIRED")
    assert await sign_in(city, PASSWORD) == 201


async def test_asking_again_makes_the_earlier_link_useless(city: City) -> None:
    await asked(city)
    first = token_of(city)
    city.clock.advance(minutes=2)
    await asked(city)

    assert (await city.client.post(f"/password-resets/{first}", json={"password": NEW})).status_code == 410
    assert (await city.client.post(f"/password-resets/{token_of(city)}", json={"password": NEW})).status_code == 204


async def test_asking_many_times_sends_one_mail_a_minute(city: City) -> None:
    for _ in range(5):
        await asked(city)

    assert len(city.mailbox.mails) == 1


async def test_who_asks_for_hours_fills_no_mailbox_and_leaves_time_to_open_the_link(city: City) -> None:
    for minutes in [1] * 20 + [5] * 8:
        before = len(city.mailbox.mails)
        await asked(city)
        city.clock.advance(minutes=minutes)
    sent = len(city.mailbox.mails)
    assert 10 < sent < 20
    assert sent == before, "one every quarter of an hour by now"
    city.clock.advance(minutes=15)
    for minutes in (7, 7):
        await asked(city)
        city.clock.advance(minutes=minutes)
    assert len(city.mailbox.mails) == sent + 1
    opened = await city.client.post(f"/password-resets/{token_of(city)}", json={"password": NEW})
    assert opened.status_code == 204, "the last one sent is still good"
    await asked(city)
    assert len(city.mailbox.mails) == sent + 2, "and its owner begins anew"


async def test_a_new_password_ends_every_session(city: City) -> None:
    camille = await city.sign_in("camille")
    await asked(city)
    await city.client.post(f"/password-resets/{token_of(city)}", json={"password": NEW})

    assert (await camille.get("/household")).status_code == 401


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("court", "short"),
        ("motdepasse123", "common"),
        ("aaaaaaaaaaaaaaa", "common"),
        ("Azerty 123456", "common"),
        ("camille.martin", "personal"),
        ("CamilleMartin1", "personal"),
    ],
)
async def test_a_weak_password_is_refused_and_the_link_stays_good(city: City, password: str, reason: str) -> None:
    await asked(city)
    path = f"/password-resets/{token_of(city)}"
    answer = await city.client.post(path, json={"password": password})

    assert (answer.status_code, answer.json()["code"], answer.json()["params"]) == (
        422,
        "WEAK_PASSWORD",
        {"reason": reason},
    )
    assert (await city.client.post(path, json={"password": NEW})).status_code == 204


async def test_an_invitation_opens_the_first_session(city: City) -> None:
    token = await invited(city)
    shown = (await city.client.get(f"/invitations/{token}")).json()
    answer = await city.client.post(f"/invitations/{token}", json={"password": NEW, "device": "telephone"})

    assert shown == {"email": EMAIL, "first_name": "Camille", "town_name": "Villiers-sur-Marne"}
    assert answer.status_code == 201
    bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert (await city.client.get("/household", headers=bearer)).status_code == 200
    assert (await city.client.get(f"/invitations/{token}")).status_code == 410


async def test_an_invitation_is_good_for_fourteen_days_and_resets_nothing(city: City) -> None:
    token = await invited(city)

    assert (await city.client.post(f"/password-resets/{token}", json={"password": NEW})).status_code == 410
    city.clock.advance(days=14)
    assert (await city.client.get(f"/invitations/{token}")).json()["code"] == "LINK_EXPIRED"


@pytest.mark.parametrize("token", ["unknown", "x" * 150])
async def test_an_unknown_link_is_expired(city: City, token: str) -> None:
    assert (await city.client.get(f"/invitations/{token}")).status_code == 410
    assert (await city.client.post(f"/password-resets/{token}", json={"password": NEW})).status_code == 410


async def test_no_link_is_kept_in_clear_once_its_mail_has_left(city: City) -> None:
    await asked(city)
    token = token_of(city)
    async with city.database.transaction() as session:
        texts = (await session.scalars(select(MailRow.text))).all()
        hashes = (await session.scalars(select(SingleUseLinkRow.token_hash))).all()

    assert texts == [""]
    assert token not in hashes
