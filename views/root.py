"""The root of the screens: what every page stands in (contexts, theme, text scale) and which page a route shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import flet as ft

from services.query import Topic
from views.accessibility import AccessibilityPage
from views.design import colour, drawing_with
from views.design.components.focus import steady
from views.design.look import Surroundings
from views.dressing import Appearance, Watchers, dress, recolour, redress
from views.profile import EmailLinkPage
from views.shell.shell import Shell
from views.sign_in.link import LinkPage
from views.sign_in.page import SignInPage
from views.state import (
    BottomStore,
    Installation,
    Layout,
    LayoutStore,
    RouteStore,
    Session,
    SessionContext,
    SurroundingsStore,
    Towns,
    current_route,
    handler,
    memo,
    navigate,
    path_of,
    query_of,
    screen,
    use_installation,
    use_portal_state,
)
from views.state.contexts import PHONE_HEIGHT, PHONE_WIDTH
from views.state.navigation import ACCESSIBILITY, EMAIL_LINK, HOME, INVITATION, RESET, TOWNS, held_back
from views.towns import TownsPage

if TYPE_CHECKING:
    from services.portal import Portal


Show = Callable[["Portal", Installation, Appearance], None]


@ft.observable
@dataclass(eq=False)
class Stage(ft.Observable):
    """The session that is shown: another one when another town is chosen."""

    session: Session


def start(
    page: ft.Page, portal: Portal, installation: Installation | None = None, appearance: Appearance | None = None
) -> Show:
    """Prepares the page and shows the app. `portal` is restored already.

    What is returned shows another town on the same page: its portal, restored, what is said of the installation, and
    its colour.
    """
    steady(page.session)
    page.title = "Portail Famille"
    page.padding = 0
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
    )
    if not page.web:
        page.fonts = {"Onest": "fonts/Onest.ttf"}
    worn = dress(page, portal.display.chosen, appearance or Appearance())
    stage = Stage(_session(page, portal, installation or Installation(), worn))
    _listen(page, stage)
    page.render_views(App, stage)

    def show(portal: Portal, installation: Installation, appearance: Appearance) -> None:
        # The stores are the page's: what listens to them goes on.
        stage.session = replace(stage.session, portal=portal, installation=installation)
        recolour(page, stage.session, appearance)

    return show


def _session(page: ft.Page, portal: Portal, installation: Installation, worn: Surroundings) -> Session:
    return Session(
        portal,
        SurroundingsStore(worn),
        LayoutStore(Layout.of(page.width or PHONE_WIDTH, page.height or PHONE_HEIGHT)),
        BottomStore(),
        RouteStore(page.route or HOME),
        installation,
    )


@ft.component
def App(stage: Stage) -> Any:
    """The list of views, for `page.render_views`."""
    ft.use_state(stage)
    session = stage.session
    ft.use_state(session.surroundings)
    ft.use_state(session.route)
    return SessionContext(session, lambda: [_view(session)])


def _listen(page: ft.Page, stage: Stage) -> None:
    """The page's single event slots, owned here; taken before the first frame, since later they redraw everything."""
    session = stage.session

    def resized(event: ft.PageResizeEvent) -> None:
        layout = Layout.of(event.width, event.height)
        if layout != session.layout.value:
            session.layout.value = layout

    def went(event: ft.RouteChangeEvent) -> None:
        if event.route != session.route.value and not held_back(page, event.route, session.route.value):
            session.route.value = event.route

    page.on_resize = handler(resized)
    page.on_platform_brightness_change = handler(lambda: redress(page, stage.session))
    page.on_route_change = handler(went)


def _view(session: Session) -> ft.View:
    async def back(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)
        navigate(HOME)

    with drawing_with(session.surroundings.value):
        return ft.View(
            route=HOME,
            controls=[memo(Root)(key=f"root-{id(session)}")],
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


def _page(route: str, portal: Portal) -> ft.Control:
    path = path_of(route)
    towns = use_installation().towns
    if path.startswith((RESET, INVITATION, EMAIL_LINK)):
        return _link_page(path, query_of(route, "ville"), towns)
    if portal.account is None and path == ACCESSIBILITY:
        return AccessibilityPage(key="accessibility")
    if portal.account is None and towns is not None and (towns.current is None or path == TOWNS):
        return TownsPage(towns, key="towns")
    if portal.account is None:
        return SignInPage(key="sign-in")
    return memo(Shell)(key=f"shell-{portal.account.id}")


def _link_page(path: str, asked: str | None, towns: Towns | None) -> ft.Control:
    """What a link in a mail opens, in the town that sent it; the parent is asked where the app does not know it."""
    if towns is not None and (asked or towns.current) != towns.current:
        known = asked if asked is not None and towns.offers(asked) else None
        return TownsPage(towns, then=path, going=known, key=f"town-{asked}")
    if towns is not None and towns.current is None:
        return TownsPage(towns, then=path, key="town")
    for prefix in (RESET, INVITATION):
        if path.startswith(prefix):
            return LinkPage(path.removeprefix(prefix), invitation=prefix == INVITATION, key=path)
    return EmailLinkPage(path.removeprefix(EMAIL_LINK), key=path)
