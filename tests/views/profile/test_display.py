"""Light or dark and the size of text, chosen in the app; the page that says how accessible it is."""

from __future__ import annotations

import flet as ft
import pytest

from services.display import Display, TextSize, Theme
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.opening import button, labels, opened, plain, press
from views.design import derive

ROUTE = "/mes-donnees"


def ground(lab: Lab) -> object:
    return lab.one(ft.View).bgcolor


async def probe(lab: Lab, height: float) -> None:
    """As if the device's text scale were `height` %."""
    letter = next(one for one in lab.all(ft.Text) if one.value == "M" and one.size == 100)
    await lab.fire(letter, "size_change", {"w": 80, "h": height})


def title_size(lab: Lab) -> float | None:
    shown = next(one for one in lab.all(ft.Text) if plain(one.value or "") == "Cet appareil")
    size = shown.size
    return size if size is None or isinstance(size, int | float) else None


def pressed_of(lab: Lab) -> set[str]:
    return {plain(one.label or "") for one in lab.all(ft.Semantics) if one.selected}


async def test_a_theme_is_worn_at_once_and_stays_whatever_the_device_does(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        await press(lab, "Sombre")
        assert lab.page.theme_mode == ft.ThemeMode.DARK
        assert ground(lab) == derive(dark=True)["ground"]
        assert "Sombre" in pressed_of(lab)
        await press(lab, "Clair")
        await lab.fire(lab.page, "platform_brightness_change", {"brightness": "dark"}, platform_brightness="dark")
        assert ground(lab) == derive()["ground"]
        await press(lab, "Selon l’appareil")
        assert (lab.page.theme_mode, ground(lab)) == (ft.ThemeMode.SYSTEM, derive(dark=True)["ground"])


async def test_the_first_frame_wears_what_was_chosen_before(kit: PortalKit) -> None:
    await kit.portal.display.choose(Display(theme=Theme.DARK, text_size=TextSize.LARGEST))
    again = kit.restart()
    await again.portal.restore()
    async with opened(again, route=ROUTE) as lab:
        assert (lab.page.theme_mode, ground(lab)) == (ft.ThemeMode.DARK, derive(dark=True)["ground"])
        assert title_size(lab) == 13 * 1.5
        assert {"Sombre", "Très grand"} <= pressed_of(lab)


async def test_the_size_chosen_is_on_top_of_the_devices_and_ends_at_twice(kit: PortalKit) -> None:
    async with opened(kit, route=ROUTE) as lab:
        assert title_size(lab) is None
        await press(lab, "Grand")
        assert title_size(lab) == 13 * 1.25
        await probe(lab, 160)
        assert title_size(lab) == 13 * 1.25
        await press(lab, "Très grand")
        assert title_size(lab) == pytest.approx(13 * 2 / 1.6, abs=0.01)
        await probe(lab, 250)
        assert title_size(lab) is None
        await probe(lab, 100)
        await press(lab, "Petit")
        assert title_size(lab) == pytest.approx(13 * 0.9)


@pytest.mark.parametrize("signed_in", [True, False])
async def test_what_is_not_audited_is_not_claimed(signed_in: bool) -> None:
    kit = fake_portal()
    route, mention = "/", "Accessibilité : non conforme, audit non réalisé"
    if signed_in:
        await kit.sign_in()
        route, mention = ROUTE, "Accessibilité : non conforme"
    async with opened(kit, route=route) as lab:
        await press(lab, mention)
        said = labels(lab)
        assert any("déclarée non conforme" in one for one in said)
        assert any(one.startswith("Écrire à ") for one in said)
        assert not any("partiellement" in one or "totalement" in one for one in said)
        assert button(lab, "Retour")
