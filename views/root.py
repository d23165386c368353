"""The root of the screens: what every page stands in (contexts, theme, text scale) and which page a route shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import flet as ft

from services.query import Topic
from views.design import colour, drawing_with
from views.design.look import Surroundings
from views.design.palette import DEFAULT_SEED, derive
from views.design.theme import theme
from views.shell.shell import Shell
from views.sign_in.link import LinkPage
from views.sign_in.page import SignInPage
from views.state import (
    BottomContext,
    BottomStore,
    Demonstration,
    DemonstrationContext,
    Layout,
    LayoutContext,
    LayoutStore,
    PortalContext,
    Ready,
    RouteContext,
    SurroundingsContext,
    SurroundingsStore,
    handler,
    navigate,
    path_of,
    screen,
    use_portal_state,
    use_query,
)
from views.state.navigation import HOME, INVITATION, RESET

if TYPE_CHECKING:
    from services.portal import Portal

_PROBE = 100
_SMALLEST, _LARGEST = 0.8, 4.0


@dataclass(frozen=True, slots=True)
class Appearance:
    """`seed`: the city's colour until the city has told its own. `theme`: light, dark or as the device is."""

    seed: str = DEFAULT_SEED
    theme: Literal["system", "light", "dark"] = "system"
    reduce_motion: bool = False


def start(
    page: ft.Page, portal: Portal, demonstration: Demonstration | None = None, appearance: Appearance | None = None
) -> None:
    """Prepares the page and shows the app. `portal` is restored already."""
    appearance = appearance or Appearance()
    page.title = "Portail Famille"
    page.theme = theme(derive(appearance.seed))
    page.dark_theme = theme(derive(appearance.seed, dark=True))
    page.theme_mode = ft.ThemeMode(appearance.theme)
    page.padding = 0
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
    )
    if not page.web:
        page.fonts = {"Onest": "fonts/Onest.ttf"}
    page.render_views(App, portal, demonstration, appearance)


def _is_dark(page: ft.Page, appearance: Appearance) -> bool:
    if appearance.theme != "system":
        return appearance.theme == "dark"
    return page.platform_brightness == ft.Brightness.DARK


@dataclass(frozen=True, slots=True)
class _Stores:
    surroundings: SurroundingsStore
    layout: LayoutStore
    bottom: BottomStore


def _stores(page: ft.Page, appearance: Appearance) -> _Stores:
    palette = derive(appearance.seed, dark=_is_dark(page, appearance))
    return _Stores(
        SurroundingsStore(Surroundings(palette, reduce_motion=appearance.reduce_motion)),
        LayoutStore(Layout.of(page.width or 412, page.height or 915)),
        BottomStore(),
    )


@ft.component
def App(portal: Portal, demonstration: Demonstration | None, appearance: Appearance) -> Any:
    """The list of views, for `page.render_views`."""
    page = ft.context.page
    stores: _Stores = ft.use_memo(lambda: _stores(page, appearance), [])
    route, set_route = ft.use_state(page.route or HOME)
    ft.use_state(stores.surroundings)
    _watch(page, stores, appearance, set_route)

    def inside(content: Callable[[], Any]) -> Any:
        return PortalContext(portal, lambda: SurroundingsContext(stores.surroundings, lambda: LayoutContext(
            stores.layout, lambda: BottomContext(stores.bottom, lambda: DemonstrationContext(
                demonstration, lambda: RouteContext(route, content))))))

    return inside(lambda: [_view(stores.surroundings, route)])


def _watch(
    page: ft.Page, stores: _Stores, appearance: Appearance, set_route: Callable[[str], None]
) -> None:
    """The page's single event slots, owned here."""

    def resized(event: ft.PageResizeEvent) -> None:
        layout = Layout.of(event.width, event.height)
        if layout != stores.layout.value:
            stores.layout.value = layout

    def brightness_changed() -> None:
        current = stores.surroundings.value
        palette = derive(current.palette.seed, dark=_is_dark(page, appearance))
        stores.surroundings.value = Surroundings(palette, current.text_scale, current.reduce_motion)

    def listen() -> None:
        page.on_resize = handler(resized)
        page.on_platform_brightness_change = handler(brightness_changed)
        page.on_route_change = handler(lambda event: set_route(event.route))

    ft.use_effect(listen, [])


def _view(store: SurroundingsStore, route: str) -> ft.View:
    async def back(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)
        navigate(HOME)

    with drawing_with(store.value):
        return ft.View(
            route=HOME, controls=[Root()], padding=0, spacing=0, bgcolor=colour("ground"),
            can_pop=path_of(route) == HOME, on_confirm_pop=handler(back),
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )


@screen
def Root() -> ft.Control:
    """The page of the route, and the probe that reads the device's text size."""
    portal = use_portal_state(Topic.SESSION)
    town, _refresh = use_query(portal.town, [])
    store: SurroundingsStore = ft.use_context(SurroundingsContext)
    route: str = ft.use_context(RouteContext)
    seed = town.value.seed_colour if isinstance(town, Ready) else None

    def take_seed() -> None:
        current = store.value
        if seed is not None and seed != current.palette.seed:
            store.value = Surroundings(
                derive(seed, dark=current.palette.dark), current.text_scale, current.reduce_motion
            )

    ft.use_effect(take_seed, [seed])

    def measured(event: ft.LayoutSizeChangeEvent[ft.Text]) -> None:
        scale = round(min(_LARGEST, max(_SMALLEST, event.height / _PROBE)), 2)
        current = store.value
        if scale != current.text_scale:
            store.value = Surroundings(current.palette, scale, current.reduce_motion)

    return ft.Stack(
        [ft.Container(_page(route, portal), left=0, top=0, right=0, bottom=0), _probe(measured)], expand=True
    )


def _page(route: str, portal: Portal) -> ft.Control:
    path = path_of(route)
    for prefix in (RESET, INVITATION):
        if path.startswith(prefix):
            return LinkPage(path.removeprefix(prefix), invitation=prefix == INVITATION, key=path)
    if portal.account is None:
        return SignInPage(key="sign-in")
    return Shell(key=f"shell-{portal.account.id}")


def _probe(measured: Callable[[ft.LayoutSizeChangeEvent[ft.Text]], None]) -> ft.Control:
    letter = ft.Text(
        "M", size=_PROBE, style=ft.TextStyle(height=1), on_size_change=handler(measured), size_change_interval=0
    )
    return ft.Container(ft.Semantics(content=letter, exclude_semantics=True), left=-1000, top=-1000)
