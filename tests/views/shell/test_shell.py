"""What stands around every page: navigation at three sizes, the network, the session, the account."""

from __future__ import annotations

from datetime import timedelta

import flet as ft
import pytest

from services.errors import ErrorKind
from services.query import Connection, Topic
from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import field, labels, opened, press
from views.design import TYPE, Surroundings, derive, drawing_with
from views.shell.bar import label_size
from views.shell.strip import clock_sentence, connection_sentence

PLACES = [
    "Accueil",
    "Réservations",
    "Paiement des factures",
    "Démarches",
    "Messagerie",
    "Médias et actualités",
    "Mon Foyer",
    "Mes reçus",
]


def places(lab: Lab) -> dict[str, bool | None]:
    named = [node for node in lab.all(ft.Semantics) if node.button and node.selected is not None]
    heads = [((node.label or "").partition(",")[0], node.selected) for node in named]
    return {head: selected for head, selected in heads if head in PLACES}


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_every_place_is_a_button_and_the_current_one_is_selected(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size) as lab:
        four = {"Accueil": True, "Réservations": False, "Messagerie": False, "Mon Foyer": False}
        beside = (
            {}
            if size == "phone"
            else {
                "Paiement des factures": False,
                "Démarches": False,
                "Médias et actualités": False,
                "Mes reçus": False,
            }
        )
        assert places(lab) == four | beside
        await press(lab, "Réservations")
        assert places(lab)["Réservations"] is True


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_the_messagerie_says_how_much_is_new_and_follows_what_comes(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route="/recus") as lab:
        assert "Messagerie" in labels(lab)
        kit.city.answer("t_health", "Encore un mot.")
        kit.announce(Topic.MESSAGES)
        await lab.settle()
        assert "Messagerie, 2 messages non lus" in labels(lab)


async def test_an_unknown_address_leads_home(kit: PortalKit) -> None:
    async with opened(kit, route="/nulle-part") as lab:
        assert any("n’existe pas" in said for said in labels(lab))
        await press(lab, "Accueil")
        assert "Bonjour Camille" in labels(lab)


async def test_the_layout_follows_the_width(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await lab.fire(lab.page, "resize", {"width": 1280.0, "height": 800.0})
        assert any(box.width == 236 for box in lab.all(ft.Container))


async def test_the_device_text_size_is_measured_and_followed(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        probe = lab.one(ft.Text, value="M")
        mark = next(text for text in lab.all(ft.Text) if text.value == "A").size
        await lab.fire(probe, "size_change", {"w": 170.0, "h": 200.0})
        assert next(text for text in lab.all(ft.Text) if text.value == "A").size == mark / 2


async def test_system_back_goes_home_before_it_leaves(kit: PortalKit) -> None:
    async with opened(kit, route="/recus") as lab:
        view = lab.one(ft.View)
        assert view.can_pop is False
        await lab.fire(view, "confirm_pop")
        assert "Bonjour Camille" in labels(lab)
        assert lab.one(ft.View).can_pop is True


async def test_offline_is_said_above_the_navigation_and_ends_when_the_city_is_back(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        kit.city.fail_with(ErrorKind.OFFLINE)
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert any(said.startswith("Hors connexion. Vous voyez la copie de 8 h") for said in labels(lab))
        kit.city.fail_with(None)
        await press(lab, "Réessayer")
        assert not any(said.startswith("Hors connexion") for said in labels(lab))


async def test_the_session_ended_asks_the_password_over_the_page(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        kit.city.end_sessions()
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert any("Vous reprendrez où vous en étiez" in said for said in labels(lab))
        assert field(lab, "Adresse e-mail").value == builders.EMAIL
        await lab.type(field(lab, "Mot de passe"), builders.PASSWORD)
        await press(lab, "Se connecter")
        await lab.settle()
        dialogs = [dialog for dialog in lab.all(ft.BottomSheet) if dialog.open]
        assert not dialogs and not kit.portal.needs_password
        assert "Bonjour Camille" in labels(lab)


async def test_signing_out_leads_to_the_sign_in_page(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Mon compte")
        assert "Camille Martin" in labels(lab)
        await press(lab, "Se déconnecter")
        assert "Mot de passe oublié ?" in labels(lab)
        assert kit.portal.account is None


async def test_a_wrong_device_clock_is_told_except_over_a_demonstration_town(kit: PortalKit) -> None:
    kit.city.now = lambda: builders.NOW - timedelta(hours=2)
    kit.city.town_value = builders.town(demonstration=False)
    async with opened(kit) as lab:
        assert any("fausse de 2 h" in said for said in labels(lab))
    kit.city.town_value = builders.town()
    async with opened(kit) as lab:
        assert not any("fausse" in said for said in labels(lab))


async def test_nothing_is_said_of_the_clock_before_the_town_is_known(kit: PortalKit) -> None:
    kit.city.now = lambda: builders.NOW - timedelta(hours=2)
    kit.city.town_value = builders.town()
    kit.city.fail_with(ErrorKind.CITY_DOWN, "town")
    async with opened(kit) as lab:
        await lab.until(lambda: "Quotient familial : 742" in labels(lab), limit=300)
        assert not any("fausse" in said for said in labels(lab))


def test_what_the_network_strip_says() -> None:
    now, copied = builders.NOW, builders.NOW - timedelta(minutes=20)
    assert connection_sentence(Connection.ONLINE, copied, now) is None
    said = connection_sentence(Connection.CITY_DOWN, copied, now)
    assert said is not None and said.replace("\u00a0", " ") == "La ville ne répond pas. Copie de 7 h 40."
    assert connection_sentence(Connection.OFFLINE, None, now) is not None


@pytest.mark.parametrize(
    ("offset", "shown"),
    [
        (timedelta(minutes=4), None),
        (timedelta(minutes=-6), "6 minutes"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=-9), "9 jours"),
    ],
)
def test_what_is_said_of_a_wrong_clock(offset: timedelta, shown: str | None) -> None:
    said = clock_sentence(offset)
    assert (said is None) if shown is None else (said is not None and shown in said.replace("\u00a0", " "))


async def test_a_dark_device_gets_the_dark_palette(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await lab.fire(lab.page, "platform_brightness_change", {"brightness": "dark"}, platform_brightness="dark")
        assert lab.one(ft.View).bgcolor == derive(dark=True)["ground"]


@pytest.mark.parametrize("width", [320, 360, 412])
def test_the_longest_label_of_the_bar_stands_whole_in_large_text(width: int) -> None:
    with drawing_with(Surroundings(derive(), text_scale=2.0)):
        shown = label_size(width) * 2
        assert 12 <= shown <= TYPE["nav"].size * 1.15
        assert shown * 0.52 * len("Réservations") <= width / 4
