"""« Mes données personnelles » in a real browser: a new address by its link, a file of everything, how it looks."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.e2e.conftest import Visit
from tests.e2e.mails import link_in_mail
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP, PHONE
from tests.e2e.waiting import until_there

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
        parent.tap("button", "Télécharger mes données en JSON")
    copy = json.loads(Path(downloading.value.path()).read_bytes())

    assert downloading.value.suggested_filename == "portail-famille.json"
    assert {child["first_name"] for child in copy["child"]} == {"Alice", "Noé", "Lila"}
    assert copy["booking"] and "password_hash" not in json.dumps(copy)


def test_a_theme_and_a_size_are_worn_at_once_leave_fields_their_keyboard_and_hold(
    family: RunningApp, visit: Visit
) -> None:
    parent = visit(family, PHONE, route="/mes-donnees")
    parent.scrolls_to("button", "Très grand")
    assert not dark(parent)
    parent.tap("button", "Sombre")
    until_there(parent.page, lambda: dark(parent))
    parent.tap("button", "Messagerie")
    parent.write("Chercher un message", "cantine")

    parent.open("/mes-donnees")
    parent.scrolls_to("button", "Très grand")
    parent.tap("button", "Très grand")
    parent.tap("button", "Messagerie")
    parent.write("Chercher un message", "cantine")
    assert dark(parent)
    parent.open("/mes-donnees")
    parent.scrolls_to("button", "Très grand")
    button = parent.sees("button", "Très grand").bounding_box()
    assert button is not None and button["width"] > 300, "in large text the choices are below each other"


def dark(parent: Parent) -> bool:
    """Whether the page's corner is."""
    corner = Image.open(BytesIO(parent.page.screenshot(clip={"x": 2, "y": 2, "width": 1, "height": 1}))).convert("L")
    return corner.getpixel((0, 0)) < 64
