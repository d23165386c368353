"""« Mon agenda »: the address is made, told once, copied, opened, ended; and the ways to the page."""

from __future__ import annotations

import pytest

from services.errors import ErrorKind
from tests.fakes.portal import PortalKit, fake_portal
from tests.views.opening import labels, opened, press
from views.agenda.page import webcal

FIRST = "webcal://ville.exemple.fr/api/v1/calendar-feed/secret-1.ics"


@pytest.fixture
async def kit() -> PortalKit:
    made = fake_portal()
    await made.sign_in()
    return made


async def test_an_address_is_made_copied_opened_and_ended(kit: PortalKit) -> None:
    async with opened(kit, route="/agenda") as lab:
        await lab.until(lambda: "Créer l’adresse de mon agenda" in labels(lab), limit=400)
        await press(lab, "Créer l’adresse de mon agenda")
        await lab.until(lambda: FIRST in labels(lab), limit=400)
        await press(lab, "Copier l’adresse")
        assert "L’adresse est copiée." in labels(lab)
        await press(lab, "Ouvrir dans mon agenda")
        asked = {name: args for _id, name, args in lab.connection.invoked}
        assert asked["set"]["data"] == FIRST
        assert FIRST in str(asked["launch_url"])
        await press(lab, "Supprimer l’adresse")
        await lab.until(lambda: "Créer l’adresse de mon agenda" in labels(lab), limit=400)
        assert FIRST not in labels(lab) and kit.city.feed_made_at is None


async def test_an_address_made_before_is_not_shown_and_can_be_replaced(kit: PortalKit) -> None:
    await kit.portal.feed.make()
    async with opened(kit, size="desktop", route="/agenda") as lab:
        wanted = "Une adresse existe depuis le lundi 23 novembre 2026. Un agenda la lit peut-être déjà."
        await lab.until(lambda: wanted in labels(lab), limit=400)
        assert FIRST not in labels(lab)
        kit.city.fail_with(ErrorKind.OFFLINE, "make_feed")
        await press(lab, "Créer une nouvelle adresse")
        await lab.until(lambda: "Pas de réseau. Réessayez à son retour." in labels(lab), limit=400)
        kit.city.fail_with(None, "make_feed")
        await press(lab, "Créer une nouvelle adresse")
        await lab.until(lambda: FIRST.replace("-1", "-2") in labels(lab), limit=400)


@pytest.mark.parametrize(("route", "size"), [("/mes-donnees", "tablet"), ("/reservations", "phone")])
async def test_the_page_is_found_where_one_looks_for_it(kit: PortalKit, route: str, size: str) -> None:
    async with opened(kit, size=size, route=route) as lab:
        if route == "/reservations":
            await lab.until(lambda: "Plus d’actions" in labels(lab), limit=400)
            await press(lab, "Plus d’actions")
        await lab.until(lambda: "Mon agenda" in labels(lab), limit=400)
        await press(lab, "Mon agenda")
        await lab.until(lambda: "Vos réservations dans votre agenda" in labels(lab), limit=400)


async def test_a_city_without_calendars_offers_none() -> None:
    kit = fake_portal(lacking=frozenset({"feeds"}))
    await kit.sign_in()
    async with opened(kit, route="/mes-donnees") as lab:
        await lab.until(lambda: "Mes données" in labels(lab), limit=400)
        assert "Mon agenda" not in labels(lab)


def test_the_address_opens_a_calendar() -> None:
    assert webcal("https://ville.fr/a.ics") == "webcal://ville.fr/a.ics"
