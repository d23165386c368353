"""Sessions: ended by the city, by the parent, and what the next account sees."""

from __future__ import annotations

from tests.e2e.city_facts import CityFacts
from tests.e2e.conftest import Visit
from tests.e2e.mails import link_in_mail
from tests.e2e.running_app import RunningApp, RunningCity
from tests.e2e.screens import BOOKING, PHONE
from tests.e2e.test_sign_in import NEW_PASSWORD, invite
from tests.e2e.waiting import until_there

SAMIA = "samia.benali@exemple.fr"


def test_a_session_ended_by_the_city_asks_for_the_password_over_the_page(family: RunningApp, visit: Visit) -> None:
    facts = CityFacts(family)
    wanted = facts.slot(state="free")
    known = {receipt["number"] for receipt in facts.receipts()}
    parent = visit(family, PHONE, route=BOOKING)
    parent.goes_to(wanted.day)
    parent.tap("button", wanted.child)
    parent.tap("checkbox", wanted.service)
    parent.is_ticked(wanted.service)

    assert facts.revoke_others() >= 1
    parent.reads("Vous reprendrez où vous en étiez")
    parent.write("Mot de passe", family.password)
    parent.tap("button", "Se connecter")
    parent.is_ticked(wanted.service)
    parent.tap("button", "Soumettre")

    number = until_there(parent.page, lambda: {one["number"] for one in facts.receipts()} - known).pop()
    parent.reads(number)
    assert facts.state_of(wanted) == "booked"


def test_the_next_account_sees_nothing_of_the_first(device: RunningApp, town: RunningCity, visit: Visit) -> None:
    wanted = CityFacts(device).slot(state="free")
    parent = visit(device, PHONE)
    parent.signs_in(device)
    parent.tap("button", "Réservations")
    parent.goes_to(wanted.day)
    parent.tap("button", wanted.child)
    parent.tap("checkbox", wanted.service)
    parent.reads("1 réservation")

    parent.open("/")
    if parent.reads_one_of("Garder votre choix", "Bonjour Camille") == "Garder votre choix":
        parent.tap("button", "Garder")
    parent.tap("button", "Mon compte")
    parent.tap("button", "Se déconnecter")
    parent.sees("button", "Se connecter")
    assert not parent.shows(device.email)

    invite(town.folder, SAMIA, device.address)
    parent.page.goto(link_in_mail(parent, town.folder, SAMIA, "invitation"))
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Ouvrir mon compte")
    parent.reads("Bonjour Samia")
    parent.tap("button", "Réserver")

    parent.sees("button", "Yanis")
    for name in ("Alice", "Noé", "Lila", "Soumettre"):
        parent.does_not_see("button", name)
