"""Getting in: a wrong password, a forgotten one, and what a parent is told."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP, PHONE
from tests.e2e.waiting import until_there

NEW_PASSWORD = "un nouveau mot de passe, long"


def test_a_wrong_password_is_told_on_its_field_then_slowed_down(app: RunningApp, visit: Visit) -> None:
    parent = visit(app, PHONE)
    parent.write("Adresse e-mail", app.email)
    parent.write("Mot de passe", "pas le bon mot de passe")
    parent.tap("button", "Se connecter")
    parent.reads("E-mail ou mot de passe incorrect.")

    for _attempt in range(12):
        parent.tap("button", "Se connecter")
        if parent.reads_one_of("Trop d’essais", "E-mail ou mot de passe incorrect") == "Trop d’essais":
            break

    parent.reads("Trop d’essais. Réessayez dans")
    parent.reads("ou changez de mot de passe")


def test_an_unknown_address_gets_the_same_sentence(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, DESKTOP)
    parent.write("Adresse e-mail", "personne@exemple.fr")
    parent.write("Mot de passe", device.password)
    parent.tap("button", "Se connecter")

    parent.reads("E-mail ou mot de passe incorrect.")
    parent.sees("textbox", "Mot de passe")


def test_a_forgotten_password_is_changed_by_the_link_in_the_mail(app: RunningApp, visit: Visit, tmp_path: Path) -> None:
    parent = visit(app, PHONE)
    parent.tap("button", "Mot de passe oublié")
    parent.write("Adresse e-mail", app.email)
    parent.tap("button", "Recevoir le lien")
    parent.reads("Regardez vos e-mails")

    parent.page.goto(link_in_mail(parent, tmp_path, app))
    parent.reads("Nouveau mot de passe")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Changer de mot de passe")
    parent.reads("Votre mot de passe est changé")
    parent.tap("button", "Se connecter")
    parent.signs_in(app, password=NEW_PASSWORD)


def test_a_link_that_no_longer_serves_says_so(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, PHONE, route="/mot-de-passe/jamais-donne")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Changer de mot de passe")

    parent.tap("button", "Revenir à la connexion")
    parent.sees("button", "Se connecter")


def link_in_mail(parent: Parent, folder: Path, app: RunningApp) -> str:
    """The address in the newest mail of the city."""
    file = until_there(parent.page, lambda: sorted(folder.rglob("*.eml")))[-1]
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"http\S+", body.get_content())
    assert found is not None, body.get_content()
    assert found[0].startswith(app.address), found[0]
    return found[0]
