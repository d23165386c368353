"""The root of the screens: what every page stands in (contexts, theme, text scale) and which page a route shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import flet as ft

from services.query import Topic
from views.design import colour, drawing_with
from views.design.components.focus import steady
from views.design.look import Surroundings
from views.design.palette import DEFAULT_SEED, derive
from views.design.theme import theme
from views.profile import EmailLinkPage
from views.shell.shell import Shell
from views.sign_in.link import LinkPage
from views.sign_in.page import SignInPage
from views.state import (
    BottomStore,
    Installation,
    Layout,
    LayoutStore,
    Ready,
    RouteStore,
    Session,
    SessionContext,
    SurroundingsStore,
    current_route,
    handler,
    memo,
    navigate,
    path_of,
    screen,
    use_mutation,
    use_portal_state,
    use_query,
    use_session,
)
from views.state.contexts import PHONE_HEIGHT, PHONE_WIDTH
from views.state.navigation import EMAIL_LINK, HOME, INVITATION, RESET, held_back

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
    page: ft.Page, portal: Portal, installation: Installation | None = None, appearance: Appearance | None = None
) -> None:
    """Prepares the page and shows the app. `portal` is restored already."""
    appearance = appearance or Appearance()
    steady(page.session)
    page.title = "Portail Famille"
    # Redrawing all for 200 ms takes the keyboard from a browser's field.
    page.theme_animation_style = ft.AnimationStyle(duration=0, reverse_duration=0)
    page.theme = theme(derive(appearance.seed))
    page.dark_theme = theme(derive(appearance.seed, dark=True))
    page.theme_mode = ft.ThemeMode(appearance.theme)
    page.padding = 0
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
    )
    if not page.web:
        page.fonts = {"Onest": "fonts/Onest.ttf"}
    session = _session(page, portal, installation or Installation(), appearance)
    _listen(page, session, appearance)
    page.render_views(App, session)


def _is_dark(page: ft.Page, appearance: Appearance) -> bool:
    if appearance.theme != "system":
        return appearance.theme == "dark"
    return page.platform_brightness == ft.Brightness.DARK


def _session(page: ft.Page, portal: Portal, installation: Installation, appearance: Appearance) -> Session:
    palette = derive(appearance.seed, dark=_is_dark(page, appearance))
    return Session(
        portal,
        SurroundingsStore(Surroundings(palette, reduce_motion=appearance.reduce_motion)),
        LayoutStore(Layout.of(page.width or PHONE_WIDTH, page.height or PHONE_HEIGHT)),
        BottomStore(),
        RouteStore(page.route or HOME),
        installation,
    )


@ft.component
def App(session: Session) -> Any:
    """The list of views, for `page.render_views`."""
    ft.use_state(session.surroundings)
    ft.use_state(session.route)
    return SessionContext(session, lambda: [_view(session)])


def _listen(page: ft.Page, session: Session, appearance: Appearance) -> None:
    """The page's single event slots, owned here; taken before the first frame, since later they redraw everything."""

    def resized(event: ft.PageResizeEvent) -> None:
        layout = Layout.of(event.width, event.height)
        if layout != session.layout.value:
            session.layout.value = layout

    def brightness_changed() -> None:
        palette = session.surroundings.value.palette
        _change(session, palette=derive(palette.seed, dark=_is_dark(page, appearance)))

    def went(event: ft.RouteChangeEvent) -> None:
        if event.route != session.route.value and not held_back(page, event.route, session.route.value):
            session.route.value = event.route

    page.on_resize = handler(resized)
    page.on_platform_brightness_change = handler(brightness_changed)
    page.on_route_change = handler(went)


def _change(session: Session, **changes: Any) -> None:
    """Replaces the surroundings when something of them is new."""
    value = replace(session.surroundings.value, **changes)
    if value != session.surroundings.value:
        session.surroundings.value = value


def _view(session: Session) -> ft.View:
    async def back(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)
        navigate(HOME)

    with drawing_with(session.surroundings.value):
        return ft.View(
            route=HOME,
            controls=[memo(Root)()],
            padding=0,
            spacing=0,
            bgcolor=colour("ground"),
            can_pop=path_of(session.route.value) == HOME,
            on_confirm_pop=handler(back),
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )


@screen
def Root() -> ft.Control:
    """The page of the route; beside it what watches the town's colour and the device's wishes."""
    portal = use_portal_state(Topic.SESSION)
    page = ft.Container(_page(current_route(), portal), left=0, top=0, right=0, bottom=0)
    return ft.Stack([page, memo(Watchers)(key="watchers")], expand=True)


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
        _change(session, text_scale=round(min(_LARGEST, max(_SMALLEST, event.height / _PROBE)), 2))

    return _probe(measured)


def _page(route: str, portal: Portal) -> ft.Control:
    path = path_of(route)
    for prefix in (RESET, INVITATION):
        if path.startswith(prefix):
            return LinkPage(path.removeprefix(prefix), invitation=prefix == INVITATION, key=path)
    if path.startswith(EMAIL_LINK):
        return EmailLinkPage(path.removeprefix(EMAIL_LINK), key=path)
    if portal.account is None:
        return SignInPage(key="sign-in")
    return memo(Shell)(key=f"shell-{portal.account.id}")


def _probe(measured: Callable[[ft.LayoutSizeChangeEvent[ft.Text]], None]) -> ft.Control:
    letter = ft.Text(
        "M", size=_PROBE, style=ft.TextStyle(height=1), on_size_change=handler(measured), size_change_interval=0
    )
    return ft.Container(ft.Semantics(content=letter, exclude_semantics=True), left=-1000, top=-1000)
