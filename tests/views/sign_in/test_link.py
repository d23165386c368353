"""The pages of the links in the mails."""

from __future__ import annotations

import pytest

from services.errors import ErrorKind
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.views.opening import field, labels, opened, press

LABEL = "Nouveau mot de passe"
LONG = "une phrase assez longue"


@pytest.fixture
def kit() -> PortalKit:
    kit = fake_portal()
    kit.city.links["token-1"] = builders.account()
    return kit


async def test_an_invitation_opens_the_account(kit: PortalKit) -> None:
    async with opened(kit, route="/invitation/token-1") as lab:
        assert "Bienvenue" in labels(lab)
        await lab.type(field(lab, LABEL), LONG)
        await press(lab, "Ouvrir mon compte")
        assert "Bonjour Camille" in labels(lab)


async def test_a_new_password_is_chosen_and_serves(kit: PortalKit) -> None:
    async with opened(kit, route="/mot-de-passe/token-1") as lab:
        await lab.type(field(lab, LABEL), LONG)
        await press(lab, "Changer de mot de passe")
        assert "Votre mot de passe est changé" in labels(lab)
        await press(lab, "Se connecter")
        await lab.type(field(lab, "Adresse e-mail"), builders.EMAIL)
        await lab.type(field(lab, "Mot de passe"), LONG)
        await press(lab, "Se connecter")
        assert "Bonjour Camille" in labels(lab)


async def test_a_short_password_is_told_before_anything_is_sent(kit: PortalKit) -> None:
    async with opened(kit, route="/invitation/token-1") as lab:
        await lab.type(field(lab, LABEL), "court")
        await press(lab, "Ouvrir mon compte")
        assert any("12 caractères au moins" in said and "plus long" in said for said in labels(lab))
        assert "accept_invitation" not in kit.city.calls


async def test_a_weak_password_is_told_by_the_city_on_the_field(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.WEAK_PASSWORD, "accept_invitation")
    async with opened(kit, route="/invitation/token-1") as lab:
        await lab.type(field(lab, LABEL), "motdepasse123")
        await press(lab, "Ouvrir mon compte")
        assert any("moins courant" in said for said in labels(lab))


async def test_a_used_link_says_so_and_leads_back(kit: PortalKit) -> None:
    async with opened(kit, route="/mot-de-passe/autre") as lab:
        await lab.type(field(lab, LABEL), LONG)
        await press(lab, "Changer de mot de passe")
        assert "Ce lien a déjà servi ou n’est plus valable." in labels(lab)
        await press(lab, "Revenir à la connexion")
        assert "Se connecter" in labels(lab)
