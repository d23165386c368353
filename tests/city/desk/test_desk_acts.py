"""Every act of the desk, once: it leaves exactly one row in the audit."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

import pytest

from city.accounts.models import AccountRow
from city.audit.acts import Act
from city.bookings.closing import close
from city.bookings.judging import Closure
from city.bookings.states import BookingState
from city.invoices.issuing import Run, issue
from city.invoices.numbers import number_of
from city.payments.refunds import fingerprint_of, owed_to
from city.profile.models import DeletionRequestRow
from tests.city.city import City
from tests.city.desk.browser import audited
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import FRIDAY, MEALS, MONDAY, TUESDAY, booked
from tests.city.desk.test_desk_pages import OPEN, routes
from tests.city.desk.test_desk_refunds import waits
from tests.city.imports.lists import family, kept, shown
from tests.city.messages.letters import thread_row, write
from tests.city.news.gazette import publish as published
from tests.city.procedures.essais import row_of, send_absence
from tests.city.school_years.classes import a_turn

Prepared = tuple[dict[str, str], dict[str, str]]
"""What stands in the address, and the fields of the form."""


async def nothing(_city: City) -> Prepared:
    return {}, {}


async def a_new_agent(_city: City) -> Prepared:
    return {}, {"prenom": "Ana", "nom": "Petit", "email": "ana@exemple.fr", "role": "agent"}


async def an_agent(_city: City) -> Prepared:
    return {"agent_id": "g_hugo"}, {"role": "agent"}


async def a_sheet(city: City) -> Prepared:
    key = await booked(city)
    fields = {"jour": MONDAY.isoformat(), "prestation": MEALS, "lieu": "jean-jaures"}
    return {}, fields | {f"vu-{key}": "booked", f"etat-{key}": "present"}


async def a_booking_to_decide(city: City) -> Prepared:
    key = await booked(city, day=TUESDAY, state=BookingState.AWAITING_VALIDATION)
    return {"booking_id": key}, {"motif": "complet"}


async def other_places(_city: City) -> Prepared:
    day = TUESDAY.isoformat()
    shown = hashlib.sha256(repr(([(TUESDAY, None)], [])).encode()).hexdigest()
    return {}, {"du": day, "au": day, "compteur": "repas-jean-jaures", "places": "3", "empreinte": shown}


async def days_to_close(_city: City) -> Prepared:
    nobody = hashlib.sha256(b"").hexdigest()
    return {}, {"du": TUESDAY.isoformat(), "au": TUESDAY.isoformat(), "motif": "pluie", "empreinte": nobody}


async def a_guardian(city: City) -> Prepared:
    async with city.database.transaction(write=True) as session:
        (await session.get_one(AccountRow, "a_karim")).password_hash = None
    return {"household_id": "h_martin", "person_id": "p_karim"}, {}


async def a_procedure(city: City) -> Prepared:
    await send_absence(await city.sign_in("camille"))
    row = await row_of(city, "h_martin", "absence")
    return {"procedure_id": row.id}, {"revision": str(row.revision), "decision": "validated", "mots": "Merci"}


async def a_message(city: City) -> Prepared:
    assert (await write(await city.sign_in("camille"))).status_code == 201
    thread = await thread_row(city)
    return {"thread_id": thread.id}, {"texte": "Bonjour", "lu": str(thread.last_place)}


async def a_family(_city: City) -> Prepared:
    return {"household_id": "h_petit"}, {"fil": "t_1", "service": "regie", "objet": "Bonjour", "texte": "Bonjour"}


async def something_to_invoice(city: City) -> Prepared:
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    shown = hashlib.sha256(repr([("h_martin", 385)]).encode()).hexdigest()
    return {}, {"du": FRIDAY.isoformat(), "au": FRIDAY.isoformat(), "empreinte": shown}


async def an_invoice(city: City) -> Prepared:
    await booked(city, day=FRIDAY, state=BookingState.PRESENT)
    async with city.database.transaction(write=True) as session:
        now = city.clock.now().astimezone(city.town.time_zone)
        (invoice,) = (await issue(session, city.town, Run(FRIDAY, FRIDAY), now)).invoices
    number = number_of(invoice.year, invoice.serial)
    return {"number": number}, {"montant": "385", "moyen": "cheque", "reference": "0012"}


async def something_to_publish(city: City) -> Prepared:
    return {}, {"titre": "Kermesse", "texte": "Samedi.", "source": city.town.name, "icone": "event"}


async def something_published(city: City) -> Prepared:
    row = await published(city)
    _places, fields = await something_to_publish(city)
    return {"news_id": row.id}, fields


async def a_file_of_menus(_city: City) -> Prepared:
    return {}, {"contenu": "jour;plat;nom;mentions\n26/11/2026;dessert;Pomme;bio"}


async def a_list(_city: City) -> Prepared:
    return {}, {"contenu": family()}


async def a_list_that_was_shown(city: City) -> Prepared:
    import_id = await kept(city, family())
    return {"import_id": import_id}, {"empreinte": await shown(city, import_id), "inviter": "oui"}


async def a_class_of_last_year(city: City) -> Prepared:
    wanted = await a_turn(city, {"c_alice": 2025})
    (only,) = wanted.classes
    fields = {"annee": "2026", f"vers-{only.key}": "jean-jaures", f"classe-{only.key}": "CM2"}
    return {}, fields | {"empreinte": wanted.fingerprint}


async def a_closure(city: City) -> Prepared:
    async with city.database.transaction(write=True) as session:
        rain = Closure(TUESDAY, TUESDAY, None, None, "pluie")
        return {"closure_id": (await close(session, city.town, rain, now=city.clock.now())).closure_id}, {}


async def a_deletion(city: City) -> Prepared:
    async with city.database.transaction(write=True) as session:
        session.add(DeletionRequestRow(account_id="a_jules", asked_at=city.clock.now()))
    return {"account_id": "a_jules"}, {"motif": "Une facture reste à payer."}


async def money_owed(city: City) -> Prepared:
    await waits(city, -500)
    async with city.database.transaction() as session:
        shown = fingerprint_of((await owed_to(session, "h_martin"))[1])
    fields = {"moyen": "transfer", "jour": MONDAY.isoformat(), "reference": "V1", "empreinte": shown}
    return {"household_id": "h_martin"}, fields


async def a_registration(_city: City) -> Prepared:
    shown = hashlib.sha256(repr((TUESDAY, [], [])).encode()).hexdigest()
    fields = {"du": TUESDAY.isoformat(), "empreinte": shown}
    return {"child_id": "c_alice", "registration_id": "r_c_alice_restauration"}, fields


ACTS: dict[str, tuple[Callable[[City], Awaitable[Prepared]], Act]] = {
    "/comptes/{account_id}/supprimer": (a_deletion, Act.ACCOUNT_DELETED),
    "/comptes/{account_id}/garder": (a_deletion, Act.DELETION_REFUSED),
    "/deconnexion": (nothing, Act.SIGNED_OUT),
    "/presences/feuille": (a_sheet, Act.ATTENDANCE_NOTED),
    "/reservations/{booking_id}/accepter": (a_booking_to_decide, Act.BOOKING_VALIDATED),
    "/reservations/{booking_id}/refuser": (a_booking_to_decide, Act.BOOKING_REFUSED),
    "/places": (other_places, Act.CAPACITY_CHANGED),
    "/fermetures/{closure_id}/rouvrir": (a_closure, Act.DAYS_REOPENED),
    "/fermetures": (days_to_close, Act.DAYS_CLOSED),
    "/enfants/{child_id}/inscriptions/{registration_id}/fin": (a_registration, Act.REGISTRATION_ENDED),
    "/foyers/{household_id}/representants/{person_id}/inviter": (a_guardian, Act.GUARDIAN_INVITED),
    "/demarches/{procedure_id}/decision": (a_procedure, Act.PROCEDURE_VALIDATED),
    "/demarches/{procedure_id}/complement": (a_procedure, Act.PROCEDURE_SENT_BACK),
    "/messages/nouveau/{household_id}": (a_family, Act.MESSAGE_WRITTEN),
    "/messages/{thread_id}/reponse": (a_message, Act.MESSAGE_ANSWERED),
    "/messages/{thread_id}/classer": (a_message, Act.THREAD_CLOSED),
    "/actualites": (something_to_publish, Act.NEWS_PUBLISHED),
    "/actualites/{news_id}": (something_published, Act.NEWS_CHANGED),
    "/actualites/{news_id}/retirer": (something_published, Act.NEWS_WITHDRAWN),
    "/menus/essai": (a_file_of_menus, Act.MENUS_TRIED),
    "/menus": (a_file_of_menus, Act.MENUS_IMPORTED),
    "/listes": (a_list, Act.LIST_TRIED),
    "/listes/{import_id}": (a_list_that_was_shown, Act.LIST_APPLIED),
    "/rentree": (a_class_of_last_year, Act.CLASSES_TURNED),
    "/factures": (something_to_invoice, Act.INVOICES_ISSUED),
    "/caisse/{number}": (an_invoice, Act.PAYMENT_TAKEN),
    "/remboursements/{household_id}": (money_owed, Act.REFUNDED),
    "/agents": (a_new_agent, Act.AGENT_ADDED),
    "/agents/{agent_id}/lien": (an_agent, Act.AGENT_LINKED),
    "/agents/{agent_id}/role": (an_agent, Act.ROLE_CHANGED),
    "/agents/{agent_id}/depart": (an_agent, Act.AGENT_LEFT),
}


def test_every_act_is_in_the_table() -> None:
    assert routes("POST") - OPEN == ACTS.keys()


@pytest.mark.parametrize("path", ACTS)
async def test_an_act_leaves_exactly_one_row(city: City, desk: Desk, path: str) -> None:
    prepare, act = ACTS[path]
    places, fields = await prepare(city)
    browser = await desk("claire")
    before = len(await audited(city))
    answer = await browser.post("/guichet" + path.format(**places), fields)
    assert answer.status_code in (200, 303), answer.text
    rows = (await audited(city))[before:]
    assert [(row.act, row.agent_id, row.by) for row in rows] == [(act.value, "g_claire", "Claire Dumas")]
    assert rows[0].at == city.clock.now()


@pytest.mark.parametrize("path", ACTS)
async def test_an_act_without_its_token_changes_nothing(city: City, desk: Desk, path: str) -> None:
    prepare, _act = ACTS[path]
    places, fields = await prepare(city)
    browser = await desk("claire")
    before = len(await audited(city))
    answer = await browser.post("/guichet" + path.format(**places), fields | {"jeton": "0" * 64})
    assert answer.status_code == 403
    assert len(await audited(city)) == before
