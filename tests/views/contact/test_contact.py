"""« Nous contacter »: phone, mail, address, hours where the town gives them, and each service to write to."""

from __future__ import annotations

import pytest

from services.errors import ErrorKind
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import labels, opened, press
from views.state import Installation

ROUTE = "/contact"


def launched(lab: Lab) -> list[str]:
    return [args["url"] for _id, name, args in lab.connection.invoked if name == "launch_url"]


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_phone_and_mail_open_the_devices_own_applications(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route=ROUTE) as lab:
        await press(lab, "Appeler le 01 49 41 28 00")
        await press(lab, "Écrire à inscription.scolaire@exemple.fr")
        assert launched(lab) == ["tel:0149412800", "mailto:inscription.scolaire@exemple.fr"]


async def test_the_block_leads_there_and_hours_are_said_only_where_the_town_gives_them(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        await press(lab, "Ouvrir Nous contacter")
        assert lab.page.route == ROUTE
        assert "Ouvert de 8 h 30 à 17 h" not in labels(lab)
    town = builders.town()
    kit.city.town_value = town.model_copy(
        update={"contact": town.contact.model_copy(update={"hours": "Ouvert de 8 h 30 à 17 h"})}
    )
    other = kit.restart()
    await other.portal.restore()
    async with opened(other, route=ROUTE) as lab:
        assert "Ouvert de 8 h 30 à 17 h" in labels(lab)


async def test_each_service_is_written_to_about_what_it_answers_for(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        office = kit.city.correspondents_value[-1]
        await press(lab, f"{office.name}, {', '.join(office.subjects)}" if office.subjects else office.name)
        assert lab.page.route == f"/messagerie/nouveau?service={office.key}"


async def test_whom_to_call_is_there_when_the_city_is_not(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN)
    async with opened(kit, route=ROUTE, installation=Installation(contact=builders.town().contact)) as lab:
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in labels(lab)
        assert "Réessayer" in labels(lab)


async def test_a_city_without_a_messagerie_offers_phone_and_mail() -> None:
    kit = fake_portal(lacking=frozenset({"messages"}))
    await kit.sign_in()
    async with opened(kit, route=ROUTE) as lab:
        assert "Écrire au bon service" not in labels(lab)
        assert "Appeler le 01 49 41 28 00, Service scolaire et périscolaire" in labels(lab)
