"""« Mes données personnelles » in a real browser: another address by the link in the mail, a file of everything."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import Visit
from tests.e2e.mails import link_in_mail
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP, PHONE

NEW_EMAIL = "camille.nouvelle@exemple.fr"


def test_the_address_changes_by_the_link_in_the_mail(app: RunningApp, visit: Visit, tmp_path: Path) -> None:
    parent = visit(app, PHONE)
    parent.signs_in(app)
    parent.scrolls_to("button", "Ouvrir mes données personnelles")
    parent.tap("button", "Ouvrir mes données personnelles")
    parent.tap("button", "Modifier l’adresse e-mail")
    parent.reads("Un lien y sera envoyé")
    parent.write("Adresse e-mail", NEW_EMAIL)
    parent.write("Votre mot de passe", app.password)
    parent.tap("button", "Envoyer le lien")
    parent.reads("Un lien part à la nouvelle adresse")
    parent.tap("button", "Terminé")
    parent.reads("attend votre confirmation")

    parent.page.goto(link_in_mail(parent, tmp_path, NEW_EMAIL, "adresse"))
    parent.tap("button", "Confirmer cette adresse")
    parent.reads("Votre adresse est changée")

    parent.open("/mes-donnees")
    parent.reads(NEW_EMAIL)
    parent.does_not_see("button", "Terminé")


def test_everything_the_city_holds_is_downloaded_as_a_file(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route="/mes-donnees")
    with parent.page.expect_download() as downloading:
        parent.tap("button", "Télécharger mes données")
    copy = json.loads(Path(downloading.value.path()).read_bytes())

    assert downloading.value.suggested_filename == "portail-famille.json"
    assert {child["first_name"] for child in copy["child"]} == {"Alice", "Noé", "Lila"}
    assert copy["booking"] and "password_hash" not in json.dumps(copy)
