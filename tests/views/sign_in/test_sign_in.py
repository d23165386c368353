"""Signing in: errors on their field, the city's faults apart, the demonstration family in one tap."""

from __future__ import annotations

import asyncio

import flet as ft
import pytest

from services.errors import ErrorKind
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import DEMONSTRATION, button, field, labels, opened, press


@pytest.fixture
def kit() -> PortalKit:
    return fake_portal()


async def fill(lab: Lab, email: str, password: str) -> None:
    await lab.type(field(lab, "Adresse e-mail"), email)
    await lab.type(field(lab, "Mot de passe"), password)


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_a_parent_signs_in_and_sees_the_dashboard(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size) as lab:
        assert "Ville de Villiers-sur-Marne" in labels(lab)
        await fill(lab, builders.EMAIL, builders.PASSWORD)
        await press(lab, "Se connecter")
        assert "Bonjour Camille" in labels(lab)


async def test_enter_in_the_password_signs_in(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await fill(lab, builders.EMAIL, builders.PASSWORD)
        await lab.fire(field(lab, "Mot de passe"), "submit")
        assert "Bonjour Camille" in labels(lab)


async def test_enter_in_the_first_field_goes_on_to_the_second(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await lab.type(field(lab, "Adresse e-mail"), builders.EMAIL)
        await lab.fire(field(lab, "Adresse e-mail"), "submit")
        assert kit.city.calls.count("sign_in") == 0
        assert [name for _id, name, _args in lab.connection.invoked][-1] == "focus"


async def test_a_wrong_password_is_told_under_it_and_the_email_stays(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await fill(lab, builders.EMAIL, "wrong")
        await press(lab, "Se connecter")
        assert "E-mail ou mot de passe incorrect." in labels(lab)
        assert field(lab, "Adresse e-mail").value == builders.EMAIL


async def test_slowed_down_says_for_how_long(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.SLOW_DOWN, "sign_in", retry_after="30")
    async with opened(kit) as lab:
        await fill(lab, builders.EMAIL, "wrong")
        await press(lab, "Se connecter")
        assert any("dans 30 secondes" in said for said in labels(lab))


async def test_the_city_down_does_not_accuse_the_password(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "sign_in")
    async with opened(kit) as lab:
        await fill(lab, builders.EMAIL, builders.PASSWORD)
        await press(lab, "Se connecter")
        assert "La ville ne répond pas. Votre mot de passe n’est pas en cause." in labels(lab)
        kit.city.fail_with(None, "sign_in")
        await press(lab, "Réessayer")
        assert "Bonjour Camille" in labels(lab)


async def test_a_notice_that_comes_takes_no_tap_on_its_way_to_a_button(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "sign_in")
    async with opened(kit, installation=DEMONSTRATION) as lab:
        names = ("Se connecter", "Essayer avec la famille de démonstration", "Mot de passe oublié ?")
        before = [button(lab, name)._i for name in names]
        await fill(lab, builders.EMAIL, builders.PASSWORD)
        await press(lab, "Se connecter")
        assert "La ville ne répond pas. Votre mot de passe n’est pas en cause." in labels(lab)
        assert [button(lab, name)._i for name in names] == before


async def test_while_it_is_sent_it_cannot_be_sent_again(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await fill(lab, builders.EMAIL, builders.PASSWORD)
        kit.city.hold("sign_in")
        sending = asyncio.ensure_future(press(lab, "Se connecter"))
        await lab.until(lambda: bool(lab.all(ft.ProgressRing)))
        assert button(lab, "Se connecter").on_click is None
        kit.city.release()
        await sending
        await lab.settle()
        assert kit.city.calls.count("sign_in") == 1


async def test_the_demonstration_family_is_one_tap_in_embedded_mode_only(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert not any("famille de démonstration" in said for said in labels(lab))
    async with opened(kit, installation=DEMONSTRATION) as lab:
        await press(lab, "Essayer avec la famille de démonstration")
        assert "Bonjour Camille" in labels(lab)


async def test_the_password_can_be_shown_and_hidden(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert field(lab, "Mot de passe").password
        await press(lab, "Afficher le mot de passe")
        assert not field(lab, "Mot de passe").password
        await press(lab, "Masquer le mot de passe")
        assert field(lab, "Mot de passe").password


async def test_a_forgotten_password_gets_the_same_answer_for_anyone(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Mot de passe oublié ?")
        await lab.type(field(lab, "Adresse e-mail"), "personne@exemple.fr")
        await press(lab, "Recevoir le lien")
        assert "Regardez vos e-mails" in labels(lab)
        assert kit.city.reset_mails == ["personne@exemple.fr"]
        await press(lab, "Revenir à la connexion")
        assert button(lab, "Se connecter") is not None
        await press(lab, "Mot de passe oublié ?")
        assert "Recevoir le lien" in labels(lab)


async def test_a_demonstration_town_says_so(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert "Démonstration : règles, tarifs et personnes inventés" in labels(lab)
    real = fake_portal()
    real.city.town_value = builders.town(demonstration=False)
    async with opened(real) as lab:
        assert not any(said.startswith("Démonstration") for said in labels(lab))
