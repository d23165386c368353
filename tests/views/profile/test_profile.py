"""« Mes données personnelles »: what it shows, what it asks for, and what became of it."""

from __future__ import annotations

import flet as ft
import pytest

from services.errors import ErrorKind
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import field, labels, opened, press

ROUTE = "/mes-donnees"
NEW_EMAIL, NEW_PASSWORD = "camille.nouvelle@exemple.fr", "girouette-violette-42"


async def write(lab: Lab, label: str, typed: str) -> None:
    await lab.fire(field(lab, label), "change", typed, value=typed)


def sheets(lab: Lab) -> list[ft.BottomSheet]:
    return [sheet for sheet in lab.all(ft.BottomSheet) if sheet.open]


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_the_page_says_how_one_comes_in_and_from_where(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route=ROUTE) as lab:
        shown = labels(lab)
        for said in ("camille.martin@exemple.fr", "android (application)", "Cet appareil", "ios (navigateur)"):
            assert said in shown
        assert "Vu vendredi 20 novembre à 8 h" in shown
        assert "Déconnecter ios (navigateur)" in shown
        assert "Déconnecter android (application)" not in shown


async def test_the_dashboards_block_leads_there(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert "2 appareils connectés" in labels(lab)
        await press(lab, "Ouvrir mes données personnelles")
        assert lab.page.route == ROUTE


async def test_another_device_is_signed_out(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Déconnecter ios (navigateur)")
        assert "ios (navigateur)" not in labels(lab)
        assert [device.id for device in kit.city.profile_value.devices] == ["s_phone"]


async def test_a_new_address_waits_for_its_link(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier l’adresse e-mail")
        await write(lab, "Adresse e-mail", NEW_EMAIL)
        await write(lab, "Votre mot de passe", builders.PASSWORD)
        await press(lab, "Envoyer le lien")
        assert any(said.startswith("Un lien part à la nouvelle adresse") for said in labels(lab))
        await press(lab, "Terminé")
        assert not sheets(lab)
        assert any(said.startswith(f"{NEW_EMAIL} attend votre confirmation") for said in labels(lab))


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("camille", builders.PASSWORD, "Vérifiez cette adresse : elle ressemble à nom@exemple.fr."),
        (
            "samia.benali@exemple.fr",
            builders.PASSWORD,
            "Cette adresse sert déjà à un autre compte. Choisissez-en une autre.",
        ),
        (NEW_EMAIL, "pas le bon", "Ce n’est pas votre mot de passe."),
    ],
)
async def test_what_is_wrong_is_said_on_its_field(kit: PortalKit, email: str, password: str, said: str) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier l’adresse e-mail")
        await write(lab, "Adresse e-mail", email)
        await write(lab, "Votre mot de passe", password)
        await press(lab, "Envoyer le lien")
        assert said in labels(lab)
        assert kit.city.profile_value.pending_email is None
        assert field(lab, "Adresse e-mail").value == email


async def test_the_password_changes_and_the_other_devices_go(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Modifier le mot de passe")
        await write(lab, "Mot de passe actuel", builders.PASSWORD)
        await write(lab, "Nouveau mot de passe", "court")
        await press(lab, "Changer de mot de passe")
        assert any("12 caractères au moins" in said for said in labels(lab))
        assert "change_password" not in kit.city.calls

        await write(lab, "Nouveau mot de passe", NEW_PASSWORD)
        await press(lab, "Changer de mot de passe")
        assert "Votre mot de passe est changé." in labels(lab)
        assert (builders.EMAIL, NEW_PASSWORD) in kit.city.accounts
        assert [device.id for device in kit.city.profile_value.devices] == ["s_phone"]


async def test_a_deletion_is_asked_with_the_password_and_taken_back(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Demander la suppression de mon compte")
        await write(lab, "Votre mot de passe", builders.PASSWORD)
        await press(lab, "Demander la suppression")
        assert not sheets(lab)
        assert "Suppression demandée le lundi 23 novembre 2026. La ville vous écrira quand ce sera fait." in labels(lab)
        await press(lab, "Garder mon compte")
        assert "Demander la suppression de mon compte" in labels(lab)


async def test_a_city_that_is_down_says_so_and_keeps_what_was_typed(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        kit.city.fail_with(ErrorKind.CITY_DOWN, "ask_email_change")
        await press(lab, "Modifier l’adresse e-mail")
        await write(lab, "Adresse e-mail", NEW_EMAIL)
        await write(lab, "Votre mot de passe", builders.PASSWORD)
        await press(lab, "Envoyer le lien")
        assert any(said.startswith("La ville ne répond pas.") for said in labels(lab))
        assert field(lab, "Adresse e-mail").value == NEW_EMAIL


async def test_nothing_known_and_the_city_down_is_a_sentence_and_a_way_on(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "profile")
    async with opened(kit, route=ROUTE) as lab:
        assert "camille.martin@exemple.fr" not in labels(lab)
        kit.city.fail_with(None, "profile")
        await press(lab, "Réessayer")
        assert "camille.martin@exemple.fr" in labels(lab)


async def test_the_file_of_everything_is_handed_to_the_device(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Télécharger mes données en JSON")
        name, given = lab.connection.invoked[-1][1:]
        assert name == "save_file"
        assert (given["file_name"], given["src_bytes"]) == ("portail-famille.json", kit.city.export_value)


async def test_the_same_on_paper_is_saved_under_the_citys_name(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Télécharger mes données en PDF")
        name, given = lab.connection.invoked[-1][1:]
        paper = kit.city.paper_value
        assert (name, given["file_name"], given["src_bytes"]) == ("save_file", paper.name, paper.content)


@pytest.mark.parametrize("signed_in", [True, False])
async def test_the_link_of_the_mail_is_confirmed_by_a_tap(signed_in: bool) -> None:
    kit = fake_portal()
    if signed_in:
        await kit.sign_in()
    kit.city.email_links["abc"] = NEW_EMAIL
    async with opened(kit, route="/adresse/abc") as lab:
        assert kit.city.email_links
        await press(lab, "Confirmer cette adresse")
        assert "Votre adresse est changée" in labels(lab)
        await press(lab, "Continuer")
        assert lab.page.route == "/"


async def test_a_link_that_served_says_so() -> None:
    async with opened(fake_portal(), route="/adresse/vieux") as lab:
        await press(lab, "Confirmer cette adresse")
        assert "Ce lien a déjà servi ou n’est plus valable." in labels(lab)
