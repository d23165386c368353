"""« Mes données personnelles »: another address, another password, devices, a copy of everything, leaving."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from io import BytesIO
from typing import get_args

import httpx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

import city.migrations.tables  # noqa: F401 - every table is known
from city.database import Base
from city.households.sharing import Shared
from city.mail.models import MailRow
from city.notifications.asked import About
from city.notifications.kinds import PARAMS, Kind
from city.payments.refunds import Means
from city.profile.holdings import HOLDINGS, NOT_PERSONAL, Holding
from city.profile.paper import copy_paper
from city.profile.words import CODES, COLUMNS, MACHINERY, TABLES
from city.towns import Town
from tests.city.city import City
from tests.city.papers.test_papers import words
from tests.city.people import PASSWORD

EMAIL, NEW_EMAIL = "camille.martin@exemple.fr", "camille.nouvelle@exemple.fr"
LEAVING = "Suppression d’un compte du Portail Famille"
NEW_PASSWORD = "girouette-violette-42"
LINK = re.compile(r"https://portail\.exemple\.fr/adresse/([\w-]+)")


async def written_to_the_service(city: City) -> list[str]:
    """What waits in the outbox for the town's service (a demonstration delivers none of it)."""
    async with city.database.transaction() as session:
        rows = await session.scalars(select(MailRow.subject).where(MailRow.recipient == city.town.contact.email))
        return list(rows)


async def signed_in(city: City, email: str, password: str = PASSWORD) -> int:
    body = {"email": email, "password": password, "device": "d"}
    return (await city.client.post("/sessions", json=body)).status_code


async def asked(city: City, camille: httpx.AsyncClient, email: str = NEW_EMAIL) -> str:
    """The token of the link that went to the new address."""
    answer = await camille.post("/profile/email", json={"email": email, "password": PASSWORD})
    assert (answer.status_code, answer.content) == (202, b"")
    await city.run_jobs("mail")
    found = LINK.search(next(mail.text for mail in reversed(city.mailbox.mails) if mail.recipient == email))
    assert found
    return found[1]


async def test_the_new_address_holds_once_its_link_was_opened(city: City) -> None:
    camille = await city.sign_in("camille")
    token = await asked(city, camille)
    pending = (await camille.get("/profile")).json()
    assert (pending["email"], pending["pending_email"]) == (EMAIL, NEW_EMAIL)
    assert await signed_in(city, EMAIL) == 201

    answer = await city.client.post(f"/email-changes/{token}")

    assert answer.status_code == 204
    profile = (await camille.get("/profile")).json()
    assert (profile["email"], profile["pending_email"]) == (NEW_EMAIL, None)
    assert (await signed_in(city, NEW_EMAIL), await signed_in(city, EMAIL)) == (201, 401)


async def test_the_former_address_is_told_twice_and_gets_no_link(city: City) -> None:
    camille = await city.sign_in("camille")
    token = await asked(city, camille)
    await city.client.post(f"/email-changes/{token}")
    await city.run_jobs("mail")

    told = [mail.text for mail in city.mailbox.mails if mail.recipient == EMAIL]
    assert len(told) == 2
    assert not any(token in text or PASSWORD in text for text in told)


async def test_a_link_serves_once_and_a_day(city: City) -> None:
    camille = await city.sign_in("camille")
    token = await asked(city, camille)
    both = await asyncio.gather(*(city.client.post(f"/email-changes/{token}") for _twice in range(2)))
    assert sorted(answer.status_code for answer in both) == [204, 410]

    late = await asked(city, camille, "camille.tard@exemple.fr")
    city.clock.advance(days=1)
    assert (await city.client.post(f"/email-changes/{late}")).json()["code"] == "LINK_EXPIRED"


async def test_asking_again_ends_the_earlier_link_and_ones_own_address_gives_up(city: City) -> None:
    camille = await city.sign_in("camille")
    first = await asked(city, camille)
    second = await asked(city, camille, "camille.autre@exemple.fr")
    assert (await city.client.post(f"/email-changes/{first}")).status_code == 410

    await camille.post("/profile/email", json={"email": EMAIL.upper(), "password": PASSWORD})

    assert (await camille.get("/profile")).json()["pending_email"] is None
    assert (await city.client.post(f"/email-changes/{second}")).status_code == 410


async def test_mails_to_addresses_that_are_only_said_to_be_ones_own_are_slowed_down(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    bodies = [{"email": f"inconnue-{turn}@exemple.fr", "password": PASSWORD} for turn in range(7)]
    answers = [await camille.post("/profile/email", json=body) for body in bodies]
    assert [answer.is_success for answer in answers] == [True] * 6 + [False]
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "SLOW_DOWN")
    assert (await samia.post("/profile/email", json=bodies[-1])).is_success
    city.clock.advance(days=1)
    assert (await camille.post("/profile/email", json=bodies[-1])).is_success


async def test_an_address_of_somebody_else_is_refused_at_once_or_when_the_link_is_opened(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    used = await camille.post("/profile/email", json={"email": "Samia.Benali@exemple.fr", "password": PASSWORD})
    assert (used.status_code, used.json()["code"]) == (409, "EMAIL_USED")

    mine, theirs = await asked(city, camille), await asked(city, samia)
    answers = [await city.client.post(f"/email-changes/{token}") for token in (theirs, mine)]
    assert [answer.status_code for answer in answers] == [204, 409]


@pytest.mark.parametrize("path", ["/profile/email", "/profile/password", "/profile/deletion"])
async def test_nothing_changes_without_the_password_and_guessing_it_is_slowed_down(city: City, path: str) -> None:
    camille = await city.sign_in("camille")
    body = {"email": NEW_EMAIL, "new_password": NEW_PASSWORD, "password": "wrong"}
    answers = [await camille.post(path, json=body) for _attempt in range(7)]

    assert [answer.status_code for answer in answers] == [401] * 6 + [429]
    assert answers[0].json()["code"] == "INVALID_CREDENTIALS"
    assert (await camille.get("/profile")).json()["pending_email"] is None
    assert await signed_in(city, EMAIL) == 201, "a stolen session does not slow the owner's sign-in down"


async def test_a_new_password_ends_the_other_devices_when_asked(city: City) -> None:
    here, elsewhere = await city.sign_in("camille"), await city.sign_in("camille")
    karim = await city.sign_in("karim")
    body = {"password": PASSWORD, "new_password": NEW_PASSWORD, "sign_out_others": True}

    assert (await here.post("/profile/password", json=body)).status_code == 204

    assert [(await client.get("/profile")).status_code for client in (here, elsewhere, karim)] == [200, 401, 200]
    assert (await signed_in(city, EMAIL, NEW_PASSWORD), await signed_in(city, EMAIL)) == (201, 401)
    await city.run_jobs("mail")
    assert any("mot de passe" in mail.text and mail.recipient == EMAIL for mail in city.mailbox.mails)


async def test_other_devices_stay_when_not_asked(city: City) -> None:
    here, elsewhere = await city.sign_in("camille"), await city.sign_in("camille")
    await here.post("/profile/password", json={"password": PASSWORD, "new_password": NEW_PASSWORD})

    assert (await elsewhere.get("/profile")).status_code == 200


async def test_a_weak_password_is_refused_with_its_reason(city: City) -> None:
    camille = await city.sign_in("camille")
    answer = await camille.post("/profile/password", json={"password": PASSWORD, "new_password": "camille.martin"})

    assert (answer.status_code, answer.json()["code"]) == (422, "WEAK_PASSWORD")
    assert await signed_in(city, EMAIL) == 201


async def test_a_deletion_is_asked_once_and_can_be_taken_back(city: City) -> None:
    camille = await city.sign_in("camille")
    for _twice in range(2):
        assert (await camille.post("/profile/deletion", json={"password": PASSWORD})).status_code == 202
    assert (await camille.get("/profile")).json()["deletion"]["asked_at"] == "2026-11-23T08:00:00+01:00"
    assert (await (await city.sign_in("karim")).get("/profile")).json()["deletion"] is None

    assert await written_to_the_service(city) == [LEAVING]
    assert (await camille.delete("/profile/deletion")).status_code == 204
    assert await written_to_the_service(city) == [LEAVING] * 2
    assert (await camille.get("/profile")).json()["deletion"] is None


async def test_nobody_has_no_profile(city: City) -> None:
    answers = [
        await city.client.get("/profile"),
        await city.client.get("/profile/export"),
        await city.client.get("/profile/export/pdf"),
        await city.client.post("/profile/email", json={"email": NEW_EMAIL, "password": PASSWORD}),
        await city.client.post("/profile/password", json={"password": PASSWORD, "new_password": NEW_PASSWORD}),
        await city.client.post("/profile/deletion", json={"password": PASSWORD}),
        await city.client.delete("/profile/deletion"),
    ]
    assert {answer.status_code for answer in answers} == {401}


async def book(client: httpx.AsyncClient, child: str, day: str) -> None:
    line = {"op": "book", "child": child, "service": "restauration-scolaire", "date": day, "price_cents": 99_999}
    answer = await client.post("/submissions", json={"lines": [line]}, headers={"Idempotency-Key": f"{child}{day}"})
    assert answer.json()["lines"][0]["verdict"] == "booked", answer.text


async def test_the_copy_holds_the_household_and_nothing_of_the_childs_other_one(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await book(camille, "c_alice", "2026-12-10")
    await book(samia, "c_noe", "2026-12-11")

    answer = await camille.get("/profile/export")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="portail-famille-2026-11-23.json"'
    copy = answer.json()
    assert [row["email"] for row in copy["account"]] == [EMAIL]
    assert {row["first_name"] for row in copy["child"]} == {"Alice", "Noé", "Lila"}
    assert [(row["child_id"], row["day"]) for row in copy["booking"]] == [("c_alice", "2026-12-10")]
    assert copy["submission"][0]["body"]["lines"][0]["verdict"] == "booked"
    assert "Benali" not in answer.text and "password_hash" not in answer.text and "token_hash" not in answer.text


async def test_the_paper_says_the_same_in_words_and_nothing_of_the_other_household(city: City) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    await book(camille, "c_alice", "2026-12-10")
    await book(samia, "c_noe", "2026-12-11")

    answer = await camille.get("/profile/export/pdf")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="portail-famille-2026-11-23.pdf"'
    said = words(answer)
    assert said.startswith("Villiers-sur-Marne ") and "Page 1 sur" in said
    for one in (
        EMAIL,
        "Prénom : Alice",
        "Prestation : Restauration scolaire · Jour : 10/12/2026 · État : réservé",
        "Réservations (1)",
    ):
        assert one in said, one
    copy = (await camille.get("/profile/export")).json()
    for hidden in ("Benali", "11/12/2026", "samia", copy["account"][0]["id"], "hash"):
        assert hidden not in said, hidden


def test_a_long_word_and_lines_of_a_message_are_on_the_paper(town: Town) -> None:
    rows = {
        "message": [{"id": "m", "text": "Bonjour,\n" + "a" * 400, "author": "Camille", "at": "2026-11-23T08:00:00"}]
    }
    sheet = copy_paper(town, rows, "Famille Martin", datetime(2026, 11, 23, 8, tzinfo=UTC))
    text = PdfReader(BytesIO(sheet)).pages[0].extract_text()
    assert "Bonjour," in text and text.replace("\n", "").count("a" * 400) == 1


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.table)
def test_every_column_given_has_its_word_on_paper_or_is_the_citys_own(holding: Holding) -> None:
    columns = {column.name for column in Base.metadata.tables[holding.table].columns} - holding.kept_back
    assert holding.table in TABLES
    assert columns - set(COLUMNS) - MACHINERY == set()


def test_what_a_parent_is_told_and_asks_to_be_told_has_its_words_on_paper(town: Town) -> None:
    assert {*Kind, *About, *Shared, *get_args(Means)} - set(CODES) == set()
    assert frozenset().union(*PARAMS.values()) - set(COLUMNS) - MACHINERY == set()
    rows = {
        "notification": [{"kind": Kind.DEADLINE.value, "params": {"asked": "true", "child_name": "Alice"}}],
        "slot_reminder": [{"about": About.PLACE.value}],
        "procedure": [{"id": "d", "title": "Absence", "asked": ["true"]}],
        "refund": [{"means": "transfer", "paid_on": "2026-11-23"}],
    }
    sheet = copy_paper(town, rows, "Famille Martin", datetime(2026, 11, 23, 8, tzinfo=UTC))
    text = PdfReader(BytesIO(sheet)).pages[0].extract_text()
    for said in ("délai proche", "place libre", "virement · Date du paiement : 23/11/2026"):
        assert said in " ".join(text.split()), said
    assert text.count("Demandé par la ville") == 1, "a reminder was asked for by the parent"


def test_every_table_is_given_or_said_not_to_be_personal() -> None:
    given = {holding.table for holding in HOLDINGS}
    assert not given & set(NOT_PERSONAL)
    assert given | set(NOT_PERSONAL) == set(Base.metadata.tables)


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.table)
def test_what_is_kept_back_exists_and_no_secret_is_given(holding: Holding) -> None:
    columns = {column.name for column in Base.metadata.tables[holding.table].columns}
    assert holding.kept_back <= columns
    assert not any("hash" in name or "token" in name for name in columns - holding.kept_back)
