"""Getting in: a wrong password, a forgotten one, and what a parent is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import Visit
from tests.e2e.mails import link_in_mail
from tests.e2e.running_app import MONDAY_MORNING, ROOT, RunningApp, RunningCity, environment
from tests.e2e.screens import DESKTOP, PHONE

KARIM = "karim.martin@exemple.fr"
NEW_PASSWORD = "un nouveau mot de passe, long"


def test_signing_in_by_keyboard_alone(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, DESKTOP)
    parent.until_focused("Adresse e-mail")
    parent.types("Adresse e-mail", device.email)
    parent.press("Tab")
    parent.until_focused("Mot de passe")
    parent.types("Mot de passe", device.password)
    parent.press("Enter")

    parent.reads("Bonjour Camille")


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
    parent.sees("heading", "Mot de passe oublié")
    parent.write("Adresse e-mail", app.email)
    parent.tap("button", "Recevoir le lien")
    parent.reads("Regardez vos e-mails")

    link = link_in_mail(parent, tmp_path, app.email, "mot-de-passe")
    assert link.startswith(app.address)
    parent.page.goto(link)
    parent.reads("Nouveau mot de passe")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Changer de mot de passe")
    parent.reads("Votre mot de passe est changé")
    parent.tap("button", "Se connecter")
    parent.sees("button", "Mot de passe oublié")
    parent.signs_in(app, password=NEW_PASSWORD)


def test_a_link_that_no_longer_serves_says_so(device: RunningApp, visit: Visit) -> None:
    parent = visit(device, PHONE)
    parent.open("/mot-de-passe/jamais-donne")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Changer de mot de passe")

    parent.tap("button", "Revenir à la connexion")
    parent.sees("button", "Se connecter")


def test_the_second_guardian_comes_in_by_an_invitation(device: RunningApp, town: RunningCity, visit: Visit) -> None:
    parent = visit(device, PHONE)
    invite(town.folder, KARIM, device.address)

    parent.page.goto(link_in_mail(parent, town.folder, KARIM, "invitation"))
    parent.reads("Bienvenue")
    parent.write("Nouveau mot de passe", "court")
    parent.tap("button", "Ouvrir mon compte")
    parent.reads("12 caractères")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Ouvrir mon compte")

    parent.reads("Bonjour Karim")


def invite(folder: Path, address: str, public_url: str) -> None:
    """What a clerk types at the town hall."""
    command = ["invite", address, "--public-url", public_url, "--data", str(folder), "--at", MONDAY_MORNING]
    subprocess.run([sys.executable, "-m", "city", *command], cwd=ROOT, env=environment(), check=True, timeout=60)
