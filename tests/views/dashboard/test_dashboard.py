"""« Accueil »: its cards at three sizes, each loading and failing alone."""

from __future__ import annotations

import re
from datetime import date

import flet as ft
import pytest

from services.errors import ErrorKind
from services.query import Topic
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import labels, opened, press
from views.dashboard.blocks import BLOCKS
from views.dashboard.bookings import bookings_block
from views.dashboard.presenter import DashboardState
from views.dashboard.screen import DashboardActions, dashboard_screen
from views.state import Failed, Installation, Layout, Loading, Ready
from views.text import typeset

CARDS = [
    "Réservations",
    "Paiement des factures",
    "Messagerie",
    "Démarches en cours",
    "Médias et actualités",
    "Démarches transmises",
    "Inscriptions périscolaires",
    "Démarches en ligne",
    "Mon Foyer",
    "Mes données personnelles",
    "Nous contacter",
]


def headings(lab: Lab) -> list[str]:
    heads = [node for node in lab.all(ft.Semantics) if node.header]
    return [text.value for node in heads for text in lab.walk(node) if isinstance(text, ft.Text)]


def cards_sent(lab: Lab) -> list[list[str]]:
    """The keys of the cards that each frame brought, frames without any left out."""
    found = (re.findall(r"'key': 'block-(\w+)'", str(frame.body)) for frame in lab.frames)
    return [keys for keys in found if keys]


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_the_cards_and_the_greeting_at_every_size(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size) as lab:
        assert headings(lab)[:2] == ["Bonjour Camille", "Réservations"]
        assert sorted(headings(lab)[1:]) == sorted(CARDS)
        said = labels(lab)
        assert "Aujourd’hui, Alice et Noé déjeunent à la cantine. Lila reste jusqu’à 18 h 30." in said
        assert "Alice, lundi 23 novembre : restauration scolaire" in said
        assert {"Famille Martin", "Quotient familial : 742", "Réserver"} <= set(said)
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in said


async def test_titles_are_there_before_anything_is_known(kit: PortalKit) -> None:
    kit.city.hold("dashboard")
    async with opened(kit) as lab:
        assert headings(lab) == ["Bonjour Camille", *CARDS]
        assert "Nous cherchons les nouvelles de la ville…" in labels(lab)
        assert lab.all(ft.Shimmer)
        kit.city.release()
        await lab.settle()
        assert not lab.all(ft.Shimmer)


async def test_the_second_start_draws_the_dashboard_in_its_first_frame(kit: PortalKit) -> None:
    async with opened(kit):
        pass
    again = kit.restart()
    await again.portal.restore()
    again.city.hold("dashboard", "town")
    async with opened(again) as lab:
        assert "Alice, lundi 23 novembre : restauration scolaire" in labels(lab)
        assert cards_sent(lab)[0] == ["bookings"], "the first frame holds the first card, not its empty shape"
        sent = [key for frame in cards_sent(lab) for key in frame]
        assert sorted(sent) == sorted(block.key for block in BLOCKS), "each card is sent once"


async def test_a_block_that_fails_fails_alone_and_recovers(kit: PortalKit) -> None:
    kit.city.fail_block("sheet")
    async with opened(kit) as lab:
        assert "Assurance de Noé expirée" not in labels(lab)
        assert "Famille Martin" in labels(lab), "what the household is does not fail with its notices"
    kit.city.fail_block("bookings", ErrorKind.CITY_DOWN)
    other = kit.restart()
    await other.portal.restore()
    async with opened(other) as lab:
        assert "Alice, lundi 23 novembre : restauration scolaire" in labels(lab), "the last content stays"
        assert "Copie de 8 h" in labels(lab)


async def test_nothing_known_and_no_answer_is_said_in_each_block_and_ends_when_the_city_is_back(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "dashboard")
    async with opened(kit) as lab:
        said = labels(lab)
        assert said.count("Ce bloc n’a pas répondu.") == 2
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in said
        kit.city.fail_with(None, "dashboard")
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert "Ce bloc n’a pas répondu." not in labels(lab)


async def test_a_city_without_a_dashboard_is_asked_piece_by_piece(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.NOT_FOUND, "dashboard")
    kit.city.fail_with(ErrorKind.CITY_DOWN, "calendar")
    async with opened(kit) as lab:
        said = labels(lab)
        assert said.count("Ce bloc n’a pas répondu.") == 1
        assert "Famille Martin" in said
        kit.city.fail_with(None, "calendar")
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert "Alice, lundi 23 novembre : restauration scolaire" in labels(lab)


async def test_offline_the_copy_stays(kit: PortalKit) -> None:
    async with opened(kit):
        """The first opening leaves copies on the device."""
    kit.city.fail_with(ErrorKind.OFFLINE)
    async with opened(kit) as lab:
        assert "Alice, lundi 23 novembre : restauration scolaire" in labels(lab)
        assert any(said.startswith("Hors connexion. Vous voyez la copie de 8 h") for said in labels(lab))


async def test_a_copy_the_city_did_not_confirm_says_its_age(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        kit.city.fail_with(ErrorKind.UNEXPECTED, "dashboard")
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert "Copie de 8 h" in labels(lab)
        kit.city.fail_with(None, "dashboard")
        await press(lab, "Actualiser")
        await lab.settle()
        assert "Copie de 8 h" not in labels(lab)


async def test_a_day_opens_reservations_on_that_day(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Voir jeudi 26 novembre".replace(" 26 ", "\u00a026\u00a0"))
        assert lab.page.route == "/reservations?jour=2026-11-26"


async def test_the_phone_is_dialled_and_the_right_service_written_to(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Appeler le")
        urls = [args["url"] for _id, name, args in lab.connection.invoked if name == "launch_url"]
        assert urls == ["tel:0149412800"]
        await press(lab, "Écrire au bon service")
        assert lab.page.route == "/messagerie/nouveau"


async def test_a_city_without_a_messagerie_is_written_by_mail() -> None:
    kit = fake_portal(lacking=frozenset({"messages"}))
    await kit.sign_in()
    async with opened(kit) as lab:
        await press(lab, "Écrire à")
        urls = [args["url"] for _id, name, args in lab.connection.invoked if name == "launch_url"]
        assert urls == ["mailto:inscription.scolaire@exemple.fr"]


async def test_no_registration_is_explained(kit: PortalKit) -> None:
    kit.city.household_value = builders.household().model_copy(update={"services": ()})
    async with opened(kit) as lab:
        assert any("ne sont encore inscrits à aucune activité" in said for said in labels(lab))
        assert "Réserver" not in labels(lab)


async def test_whom_to_call_is_known_before_the_city_answers(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN)
    town = builders.town()
    async with opened(kit, installation=Installation(contact=town.contact)) as lab:
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in labels(lab)


def nothing(*_ignored: object) -> None:
    """No action."""


@pytest.mark.parametrize("width", [320, 412, 820, 1024, 1280])
def test_the_screen_is_a_plain_function_of_its_state(width: int) -> None:
    blocks = {block.key: Failed(ErrorKind.CITY_DOWN, {}, nothing) for block in BLOCKS}
    state = DashboardState(
        "Camille", typeset("Rien."), builders.NOW, blocks, builders.town(), None, refreshing=False, refresh=nothing
    )
    cards: dict[str, ft.Control] = {block.key: ft.Text(block.title) for block in BLOCKS}
    drawn = dashboard_screen(state, BLOCKS, cards, DashboardActions(nothing, nothing), Layout.of(width, 800))
    assert isinstance(drawn, ft.Column)


def test_the_block_needs_both_answers_and_the_first_failure_tells_why() -> None:
    ready = Ready(builders.household(), builders.NOW)
    failed = Failed(ErrorKind.CITY_DOWN, {}, nothing)
    assert bookings_block(ready, Loading(), builders.NOW) == Loading()
    assert bookings_block(ready, failed, builders.NOW) is failed
    block = bookings_block(ready, Ready(builders.calendar(), builders.NOW), builders.NOW)
    assert isinstance(block, Ready) and block.value.week.days[0] == date(2026, 11, 23)
