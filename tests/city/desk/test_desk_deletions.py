"""Deleting an account at the desk: shown, refused with words, or done and nothing personal left."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from sqlalchemy import func, select

import city.migrations.tables  # noqa: F401 - every table is known
from city.accounts.models import AccountRow
from city.audit.acts import Act
from city.bookings.models import BookingRow
from city.bookings.states import BookingState
from city.database import Base
from city.households.models import LEFT, HouseholdChildRow
from city.leaving.account import OF_ACCOUNT
from city.leaving.deciding import delete_account
from city.leaving.household import OF_HOUSEHOLD
from city.payments.counter import Taken, pay_at_counter
from city.profile.models import DeletionRequestRow
from city.sheets.models import ContactRow
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import TUESDAY, booked
from tests.city.invoices.billing import booked as attended
from tests.city.invoices.billing import nov, rows, run
from tests.city.messages.letters import conversation, write
from tests.city.people import PASSWORD
from tests.city.procedures.essais import send_absence

KEPT = {"invoice", "invoice_line", "payment", "audit", "mail"}
"""Where a name may stay: the accounts, the journal, and the last mail on its way."""


SIGNED = {"submission", "payment_order", "message", "thread"}
"""What an account signed for its household: it stays with the household, and goes with it."""
BY_HAND = {"booking", "contact", "submission", "person", "account"}
ACCOUNTING = {"invoice", "payment", "payment_order", "carried_sum", "refund"}


def referring_to(table: str) -> set[str]:
    return {
        each.name
        for each in Base.metadata.sorted_tables
        if any(key.column.table.name == table for key in each.foreign_keys)
    }


def test_nothing_that_is_of_an_account_or_a_household_is_forgotten() -> None:
    """A new table fails this until it is decided what becomes of it when somebody leaves (city/leaving)."""
    assert referring_to("account") == {table.__tablename__ for table in OF_ACCOUNT} | SIGNED
    assert referring_to("household") == {table.__tablename__ for table in OF_HOUSEHOLD} | BY_HAND | ACCOUNTING


async def ask(client: httpx.AsyncClient) -> None:
    assert (await client.post("/profile/deletion", json={"password": PASSWORD})).status_code == 202


async def naming(city: City, *words: str) -> set[str]:
    """The tables in which any of the words is still written."""
    found = set()
    async with city.database.transaction() as session:
        for table in Base.metadata.sorted_tables:
            content = repr([tuple(row) for row in await session.execute(select(table))])
            if any(word in content for word in words):
                found.add(table.name)
    return found


async def has_contact(client: httpx.AsyncClient, key: str, name: str, *children: str) -> None:
    contact = {"name": name, "link": "tante", "phone": "0611223344", "emergency": True, "pick_up": True}
    answer = await client.put(f"/household/sheet/contacts/{key}", json=contact | {"children": list(children)})
    assert answer.status_code == 204, answer.text


async def seen_contacts(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    return list((await client.get("/household/sheet")).json()["contacts"])


async def test_a_guardian_leaves_and_the_household_goes_on(city: City, desk: Desk) -> None:
    camille, karim = await city.sign_in("camille"), await city.sign_in("karim")
    await camille.patch("/household/sheet/people/p_camille", json={"phones": ["0612345678"]})
    await write(camille)
    key = await booked(city, "c_alice", day=TUESDAY)
    await ask(camille)
    nadia, hugo = await desk("nadia"), await desk("hugo")
    assert "1 compte à supprimer" in words_of(await nadia.get("/guichet"))
    assert "Camille Martin Famille Martin 23/11/2026 à 08:00 rien" in words_of(await nadia.get("/guichet/comptes"))
    shown = words_of(await nadia.get("/guichet/comptes/a_camille"))
    assert "1 réservation à venir" in shown and "il continue avec ses enfants" in shown
    assert (await hugo.post("/guichet/comptes/a_camille/supprimer")).status_code == 403

    answers = await asyncio.gather(*(nadia.post("/guichet/comptes/a_camille/supprimer") for _twice in range(2)))

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert (await camille.get("/profile")).status_code == 401
    signing = {"email": "camille.martin@exemple.fr", "password": PASSWORD, "device": "d"}
    assert (await city.client.post("/sessions", json=signing)).status_code == 401
    household = (await karim.get("/household")).json()
    assert [person["first_name"] for person in household["guardians"]] == ["Karim"]
    assert [child["first_name"] for child in household["children"]] == ["Alice", "Noé", "Lila"]
    assert [row["text"] for row in (await conversation(karim))["items"]] == ["Bonjour"]
    async with city.database.transaction() as session:
        assert (await session.get_one(BookingRow, key)).state == "booked"
    assert await naming(city, "camille.martin@exemple.fr", "0612345678") == {"mail"}
    await city.run_jobs("mail")
    told = [mail.text for mail in city.mailbox.mails if mail.recipient == "camille.martin@exemple.fr"]
    assert len(told) == 1 and "autre représentant" in told[0]
    row = (await audited(city))[-1]
    assert (row.act, row.label, row.after) == (
        Act.ACCOUNT_DELETED,
        "Camille Martin",
        {"household": "h_martin", "household_kept": True},
    )
    lists = [words_of(await nadia.get(f"/guichet/fiches/{name}/list")) for name in ("foyers", "representants")]
    assert "supprimé" not in lists[0].replace("à supprimer", "") and "supprimé" not in lists[1]
    assert (await nadia.get(f"/guichet/foyers/{LEFT}")).status_code == 404
    assert "Personne ne demande" in words_of(await nadia.get("/guichet/comptes"))
    city.clock.advance(days=31)
    await city.run_jobs("forget")
    assert await naming(city, "camille.martin@exemple.fr") == set()


async def test_the_last_guardian_leaves_once_nothing_is_open(city: City, desk: Desk) -> None:
    samia, camille, nadia = await city.sign_in("samia"), await city.sign_in("camille"), await desk("nadia")
    await has_contact(samia, "k_1", "Tata Farida", "c_noe", "c_yanis")
    await has_contact(samia, "k_2", "Tonton Nabil", "c_yanis")
    await samia.patch("/household/sheet/children/c_yanis", json={"allergies": "arachide rare"})
    await write(samia, text="Un mot personnel")
    await attended(city, "c_yanis", "restauration-scolaire", nov(5), household="h_benali")
    await attended(city, "c_noe", "restauration-scolaire", nov(6), household="h_benali", state="cancelled")
    await ask(samia)
    shown = words_of(await nadia.get("/guichet/comptes/a_samia"))
    assert "1 journée passée, pas encore facturée" in shown and "doit d'abord être réglé" in shown
    assert "Supprimer ce compte" not in shown
    refused = await nadia.post("/guichet/comptes/a_samia/supprimer")
    assert refused.status_code == 409 and "ne peut pas encore être supprimé" in words_of(refused)
    assert (await samia.get("/profile")).json()["deletion"] is not None

    await run(city)
    (invoice,) = await rows(city, "h_benali")
    nadia = await desk("nadia")
    assert "reste 3,85 € à payer" in words_of(await nadia.get("/guichet/comptes/a_samia"))
    async with city.database.transaction(write=True) as session:
        await pay_at_counter(session, invoice.id, Taken(385, "cash", "12"), city.clock.now())
    shown = words_of(await nadia.get("/guichet/comptes/a_samia"))
    assert "Rien : pas de facture à payer" in shown and "il disparaît avec ce compte" in shown
    await city.run_jobs("mail")

    assert (await nadia.post("/guichet/comptes/a_samia/supprimer")).status_code == 303

    private = ("samia.benali@", "Samia", "Yanis", "Benali", "Nabil", "arachide rare", "Un mot personnel")
    assert await naming(city, *private) <= KEPT
    async with city.database.transaction() as session:
        left = list(await session.scalars(select(BookingRow).where(BookingRow.household_id == "h_benali")))
        farida = (await session.scalars(select(ContactRow).where(ContactRow.name == "Tata Farida"))).one()
        noe = await session.scalar(
            select(func.count()).where(HouseholdChildRow.child_id == "c_noe", HouseholdChildRow.household_id != LEFT)
        )
    assert [(row.day, row.invoice_line_id is not None) for row in left] == [(nov(5), True)]
    assert (farida.household_id, farida.app_id, farida.emergency) == ("h_martin", farida.id, False)
    assert noe == 1
    contacts = (await camille.get("/household/sheet")).json()["contacts"]
    assert [(each["name"], each["children"]) for each in contacts] == [("Tata Farida", ["c_noe"])]
    assert (await camille.get("/household")).json()["children"][1]["first_name"] == "Noé"
    listed = words_of(await (await desk("hugo")).get("/guichet/factures"))
    assert "Foyer sans compte" in listed
    assert "sans nom" not in words_of(await nadia.get("/guichet/fiches/enfants/list"))


async def test_why_it_cannot_be_done_is_mailed_and_the_account_stays(city: City, desk: Desk) -> None:
    jules, nadia = await city.sign_in("jules"), await desk("nadia")
    await ask(jules)
    await send_absence(jules, child="c_zoe")
    await booked(city, "c_zoe", day=TUESDAY, state=BookingState.WAITLISTED)
    shown = words_of(await nadia.get("/guichet/comptes/a_jules"))
    assert "1 réservation à venir" in shown and "Démarche pas encore décidée" in shown
    assert (await nadia.post("/guichet/comptes/a_jules/garder", {"motif": " "})).status_code == 422
    words = "Une démarche <b>attend</b> encore."
    assert (await nadia.post("/guichet/comptes/a_jules/garder", {"motif": words})).status_code == 303
    assert (await jules.get("/profile")).json()["deletion"] is None
    await city.run_jobs("mail")
    mail = next(mail for mail in city.mailbox.mails if mail.recipient == "jules.petit@exemple.fr")
    assert words in mail.text.replace("\u2019", "'") and words not in (mail.html or "")
    late = await nadia.post("/guichet/comptes/a_jules/supprimer")
    assert late.status_code == 409 and "n'est plus demandée" in words_of(late)


async def test_both_guardians_deleted_at_once_leave_no_household_behind(city: City) -> None:
    now = city.clock.now()
    async with city.database.transaction(write=True) as session:
        of_martin = select(AccountRow.id).where(AccountRow.household_id == "h_martin")
        both = list(await session.scalars(of_martin))
        session.add_all(DeletionRequestRow(account_id=account, asked_at=now) for account in both)

    async def delete(account: str) -> bool:
        async with city.database.transaction(write=True) as session:
            return (await delete_account(session, city.town, account, now)).stays

    assert sorted(await asyncio.gather(*map(delete, both))) == [False, True]
    async with city.database.transaction() as session:
        children = select(HouseholdChildRow.child_id).where(HouseholdChildRow.household_id == "h_martin")
        assert list(await session.scalars(children)) == []


async def test_who_may_pick_up_children_of_two_other_households_stays_with_each(city: City) -> None:
    """Samia leaves: Noé stays with the Martins, Yanis with the Petits. Neither learns of the other's child."""
    now, farida = city.clock.now(), "Tata Farida"
    samia, camille, jules = [await city.sign_in(who) for who in ("samia", "camille", "jules")]
    async with city.database.transaction(write=True) as session:
        session.add(HouseholdChildRow(household_id="h_petit", child_id="c_yanis"))
        session.add(DeletionRequestRow(account_id="a_samia", asked_at=now))
    await has_contact(samia, "k_1", farida, "c_noe", "c_yanis")
    known = {who: await seen_contacts(who) for who in (camille, jules)}
    async with city.database.transaction(write=True) as session:
        await delete_account(session, city.town, "a_samia", now)

    left = [*await seen_contacts(camille), *await seen_contacts(jules)]
    assert [(one["name"], one["children"], one["mine"]) for one in left] == [
        (farida, ["c_noe"], True),
        (farida, ["c_yanis"], True),
    ]
    assert left[0]["id"] == known[camille][0]["id"], "what the app of one of them knows it under still serves"
    assert (await camille.delete(f"/household/sheet/contacts/{left[0]['id']}")).status_code == 204
    assert await seen_contacts(camille) == []
    assert [one["children"] for one in await seen_contacts(jules)] == [["c_yanis"]]
