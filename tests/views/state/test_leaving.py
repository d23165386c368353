"""The browser's own « back » leaves a page with a choice no more silently than a button does."""

from __future__ import annotations

from tests.lab import Lab
from tests.views.booking.app import has, picked, signed_in, tap
from tests.views.opening import labels, opened, press


async def browser_goes(lab: Lab, route: str) -> None:
    await lab.fire(lab.page, "route_change", {"route": route}, route=route)
    await lab.settle()


async def test_the_browser_s_back_asks_then_leaves_with_the_choice_kept() -> None:
    kit = await signed_in()
    async with opened(kit, route="/reservations?jour=2026-11-26") as lab:
        await tap(lab, "Alice")
        await tap(lab, "Restauration scolaire")
        await lab.until(lambda: has(lab, "Votre choix : 1 réservation"))

        await browser_goes(lab, "/")
        await lab.until(lambda: "Garder votre choix ?" in labels(lab))
        assert has(lab, "Votre choix : 1 réservation")
        await press(lab, "Garder")

        await lab.until(lambda: "Bonjour Camille" in labels(lab))
        assert len(picked(kit)) == 1


async def test_without_a_choice_the_browser_s_back_just_goes() -> None:
    kit = await signed_in()
    async with opened(kit, route="/reservations") as lab:
        await lab.until(lambda: has(lab, "Alice"))
        await browser_goes(lab, "/")
        await lab.until(lambda: "Bonjour Camille" in labels(lab))
