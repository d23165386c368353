"""The shell: the page of the route between the rail or bar and the strip."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import flet as ft

from services.portal import Portal
from services.query import Connection, Topic
from views.design import sheet
from views.shell.account import account_sheet
from views.shell.again import SignInAgain
from views.shell.bar import navigation_bar
from views.shell.pages import page_of
from views.shell.rail import rail
from views.shell.strip import clock_sentence, connection_sentence, strip
from views.shell.unread import use_unread
from views.state import (
    Layout,
    Ready,
    current_route,
    navigate,
    path_of,
    screen,
    use_bottom_taken,
    use_layout,
    use_mutation,
    use_portal,
    use_portal_state,
    use_query,
)
from views.state.navigation import BOOKING
from views.text import _, ngettext

RECONNECT_SECONDS = 20.0


@screen
def Shell() -> ft.Control:
    """The page and, around it, the bar of the phone or the rail of wider screens."""
    layout = use_layout()
    path = path_of(current_route())
    taken = use_bottom_taken()
    account_open, open_account = ft.use_state(False)
    show_account = ft.use_callback(lambda: open_account(True), [])
    portal = use_portal_state(Topic.SESSION, Topic.OUTBOX)
    _use_account_sheet(portal, layout, account_open, lambda: open_account(False))
    _use_session_sheet(portal, layout)

    page = ft.Container(page_of(path, show_account), expand=True)
    strips = Strips(key="strips")
    if layout.phone:
        bars = [] if taken else [Bar(path, key="bar")]
        return ft.Column([page, strips, *bars], spacing=0, expand=True)
    side = Rail(path, show_account, wide=layout.desktop and not path.startswith(BOOKING), key="rail")
    return ft.Row(
        [side, ft.Column([page, strips], spacing=0, expand=True)],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@screen
def Bar(path: str) -> ft.Control:
    """The phone's bar, with what is new."""
    return navigation_bar(path, navigate, use_unread(), use_layout().width)


@screen
def Rail(path: str, on_account: Callable[[], None], *, wide: bool) -> ft.Control:
    """The rail, with the town's name when there is room for it."""
    town, _refresh = use_query(use_portal().town, [])
    name = town.value.name if isinstance(town, Ready) else ""
    return rail(path, navigate, on_account, use_unread(), wide=wide, town=name)


@screen
def Strips() -> ft.Control:
    """The network strip with its way back, and the clock's; nothing when all is well.

    The town is asked so that both are looked at again once the city has answered. A demonstration may live at any
    instant: its clock is never held against the device's, so nothing is said of it before the town is known.
    """
    portal = use_portal_state(Topic.CONNECTION)
    town, _refresh = use_query(portal.town, [])
    connection = portal.connection
    start: datetime | None = None
    copied_at, set_copied_at = ft.use_state(start)
    retry = use_mutation(portal.reconnect)

    async def watch() -> None:
        if connection is Connection.ONLINE:
            return
        copy = await portal.household().copy()
        set_copied_at(copy.as_of if copy is not None else None)
        while True:
            await asyncio.sleep(RECONNECT_SECONDS)
            await retry.run()

    ft.use_effect(watch, [connection], cleanup=_nothing)
    shown: list[ft.Control] = []
    sentence = connection_sentence(connection, copied_at, portal.now())
    if sentence is not None:
        shown.append(strip(sentence, _("Réessayer"), retry.run, busy=retry.busy))
    real = isinstance(town, Ready) and not town.value.demonstration
    clock = clock_sentence(portal.clock_offset) if real else None
    if clock is not None:
        shown.append(strip(clock))
    return ft.Column(shown, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _use_account_sheet(portal: Portal, layout: Layout, opened: bool, close: Callable[[], None]) -> None:
    leaving = use_mutation(portal.sign_out)
    account = portal.account
    waiting = None
    count = len(portal.outbox) + portal.messages.waiting
    if count:
        waiting = ngettext(
            "{count} envoi attend encore le réseau : il partira quand vous vous reconnecterez ici.",
            "{count} envois attendent encore le réseau : ils partiront quand vous vous reconnecterez ici.",
            count,
        )
    shown = None
    if opened and account is not None:
        shown = account_sheet(
            account, leaving.run, close, phone=layout.phone, busy=leaving.busy, waiting=waiting, height=layout.height
        )
    ft.use_dialog(shown)


def _use_session_sheet(portal: Portal, layout: Layout) -> None:
    shown = None
    if portal.needs_password:
        shown = sheet(
            _("Votre session a expiré"),
            SignInAgain(key="again"),
            _nothing,
            phone=layout.phone,
            closable=False,
            height=layout.height,
        )
    ft.use_dialog(shown)


def _nothing() -> None:
    """A cleanup must be there for the watch to end; a sheet that cannot be closed has nothing to do."""
