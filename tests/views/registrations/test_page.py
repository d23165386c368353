"""Inscriptions périscolaires: what each child has, and what may be asked."""

from __future__ import annotations

from services.errors import ErrorKind
from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.views.opening import labels, opened, press


async def test_each_child_says_what_for_which_period_in_which_state(kit: PortalKit) -> None:
    async with opened(kit, route="/inscriptions") as lab:
        said = labels(lab)
        assert [name for name in said if name in ("Alice", "Noé", "Lila")][:3] == ["Alice", "Noé", "Lila"]
        assert "du 1er septembre 2026 au 2 juillet 2027" in said
        assert {"Inscription active", "En attente", "À renouveler"} <= set(said)


async def test_one_that_waits_leads_to_its_démarche_and_an_open_one_to_its_form(kit: PortalKit) -> None:
    async with opened(kit, route="/inscriptions") as lab:
        await press(lab, "Voir la démarche, Restauration scolaire")
        assert lab.page.route == "/demarches/d_sent_1"
    async with opened(kit, route="/inscriptions") as lab:
        await press(lab, "Inscrire Lila, Mercredis")
        await lab.settle()
        assert "Pour Lila" in labels(lab)


async def test_nobody_registered_offers_the_first_step(kit: PortalKit) -> None:
    kit.city.registrations_value = builders.registrations().model_copy(update={"children": ()})
    async with opened(kit, route="/inscriptions") as lab:
        await press(lab, "Inscrire un enfant")
        assert lab.page.route == "/demarches/nouvelle"


async def test_a_city_that_does_not_answer_is_said(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.CITY_DOWN, "registrations")
    async with opened(kit, route="/inscriptions") as lab:
        assert any("La ville ne répond pas" in said for said in labels(lab))
