"""What every page wears: the town's colour, light or dark, the size of text, as the device wishes or as was chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import flet as ft

from services.display import Display, TextSize, Theme
from views.design.look import Surroundings
from views.design.palette import DEFAULT_SEED, derive
from views.design.theme import theme
from views.state import Ready, Session, handler, screen, use_mutation, use_query, use_session

_PROBE = 100
_SMALLEST, _LARGEST = 0.8, 4.0
#: No choice makes text larger than this; a device that does is left to.
_LARGEST_CHOSEN = 2.0
_FACTORS: Final = {TextSize.SMALL: 0.9, TextSize.DEVICE: 1.0, TextSize.LARGE: 1.25, TextSize.LARGEST: 1.5}
_MODES: Final = {Theme.DEVICE: ft.ThemeMode.SYSTEM, Theme.LIGHT: ft.ThemeMode.LIGHT, Theme.DARK: ft.ThemeMode.DARK}


@dataclass(frozen=True, slots=True)
class Appearance:
    """`seed`: the city's colour until the city has told its own."""

    seed: str = DEFAULT_SEED
    reduce_motion: bool = False


def dress(page: ft.Page, chosen: Display, appearance: Appearance) -> Surroundings:
    """Before the first frame: the page's own themes. Returns what the components draw with."""
    # Redrawing all for 200 ms takes the keyboard from a browser's field.
    page.theme_animation_style = ft.AnimationStyle(duration=0, reverse_duration=0)
    page.theme = theme(derive(appearance.seed))
    page.dark_theme = theme(derive(appearance.seed, dark=True))
    page.theme_mode = _MODES[chosen.theme]
    palette = derive(appearance.seed, dark=_is_dark(page))
    factor = _FACTORS[chosen.text_size]
    return Surroundings(palette, text_scale=factor, text_factor=factor, reduce_motion=appearance.reduce_motion)


def recolour(page: ft.Page, session: Session, appearance: Appearance) -> None:
    """The colour of another town, chosen on a button."""
    page.theme = theme(derive(appearance.seed))
    page.dark_theme = theme(derive(appearance.seed, dark=True))
    page.update()
    _change(session, palette=derive(appearance.seed, dark=_is_dark(page)))


def redress(page: ft.Page, session: Session) -> None:
    """The palette and the sizes, after a choice or when the device turned light or dark."""
    now = session.surroundings.value
    _change(session, palette=derive(now.palette.seed, dark=_is_dark(page)))
    _measure(session, now.text_scale / now.text_factor)


def use_display() -> tuple[Display, Callable[[Display], Awaitable[None]]]:
    """How the app is shown on this device, and choosing otherwise, at once. A hook."""
    session = use_session()
    keeper = session.portal.display
    shown, show = ft.use_state(keeper.chosen)

    async def choose(choice: Display) -> None:
        page = ft.context.page
        await keeper.choose(choice)
        # In a browser a field that has the keyboard no longer hears it after this: choose on a button, which took it.
        if page.theme_mode != _MODES[choice.theme]:
            page.theme_mode = _MODES[choice.theme]
            page.update()
        redress(page, session)
        show(choice)

    return shown, choose


@screen
def Watchers() -> ft.Control:
    """Takes the town's colour, the device's text size and its wish for less motion. Shows nothing."""
    session = use_session()
    town, _refresh = use_query(session.portal.town, [])
    seed = town.value.seed_colour if isinstance(town, Ready) else None
    service = ft.use_memo(ft.SemanticsService, [])
    asking = use_mutation(service.get_accessibility_features)
    calm = asking.result is not None and (asking.result.reduce_motion or asking.result.disable_animations)

    def take_seed() -> None:
        if seed is not None:
            _change(session, palette=derive(seed, dark=session.surroundings.value.palette.dark))

    async def ask() -> None:
        await asking.run()

    ft.use_effect(take_seed, [seed])
    ft.use_effect(ask, [])
    ft.use_effect(lambda: _change(session, reduce_motion=True) if calm else None, [calm])

    def measured(event: ft.LayoutSizeChangeEvent[ft.Text]) -> None:
        _measure(session, round(min(_LARGEST, max(_SMALLEST, event.height / _PROBE)), 2))

    return _probe(measured)


def _measure(session: Session, device: float) -> None:
    """The whole of the device's text scale and the choice."""
    factor = _FACTORS[session.portal.display.chosen.text_size]
    total = min(device * factor, max(device, _LARGEST_CHOSEN))
    _change(session, text_scale=round(total, 2), text_factor=round(total / device, 4))


def _is_dark(page: ft.Page) -> bool:
    if page.theme_mode in (ft.ThemeMode.LIGHT, ft.ThemeMode.DARK):
        return page.theme_mode is ft.ThemeMode.DARK
    return page.platform_brightness == ft.Brightness.DARK


def _change(session: Session, **changes: Any) -> None:
    """Replaces the surroundings when something of them is new."""
    value = replace(session.surroundings.value, **changes)
    if value != session.surroundings.value:
        session.surroundings.value = value


def _probe(measured: Callable[[ft.LayoutSizeChangeEvent[ft.Text]], None]) -> ft.Control:
    letter = ft.Text(
        "M", size=_PROBE, style=ft.TextStyle(height=1), on_size_change=handler(measured), size_change_interval=0
    )
    return ft.Container(ft.Semantics(content=letter, exclude_semantics=True), left=-1000, top=-1000)
