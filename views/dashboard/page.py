"""The dashboard's page: what the city gave, the parent's order, the screen."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models.dashboard import Dashboard
from views.dashboard.arrangement import arranged
from views.dashboard.blocks import BLOCKS, CONTACT
from views.dashboard.keeping import use_arrangement
from views.dashboard.presenter import DashboardState, use_dashboard
from views.dashboard.screen import DashboardActions, dashboard_screen
from views.dashboard.sources import Sources, lacks_dashboard, use_pieces, whole
from views.dashboard.waves import place_of, use_drawn
from views.headed import tools_with_bell
from views.state import Loadable, Ready, memo, navigate, screen, use_layout, use_portal, use_query
from views.state.navigation import ARRANGE

Draw = Callable[[Sources], ft.Control]


@screen
def DashboardPage(on_account: Callable[[], None]) -> ft.Control:
    """`on_account` opens the account sheet (the phone has no rail to hold it)."""
    answer, refresh = use_query(use_portal().dashboard(), [])
    if lacks_dashboard(answer):
        return InPieces(on_account, key="pieces")
    return AtOnce(answer, refresh, on_account, key="at-once")


@screen
def AtOnce(answer: Loadable[Dashboard], refresh: Callable[[], None], on_account: Callable[[], None]) -> ft.Control:
    """The dashboard of a city that answers for all blocks in one."""
    return _drawn(use_dashboard(whole(answer, refresh)), on_account)


@screen
def InPieces(on_account: Callable[[], None]) -> ft.Control:
    """The dashboard of a city asked piece by piece: the blocks it can fill."""
    return _drawn(use_dashboard(use_pieces()), on_account)


def _drawn(state: DashboardState, on_account: Callable[[], None]) -> ft.Control:
    arrangement, _keep = use_arrangement()
    layout = use_layout()
    raised: ft.MutableRef[frozenset[str]] = ft.use_ref()
    known = any(isinstance(one, Ready) for key, one in state.blocks.items() if key != CONTACT)
    if raised.current is None and known:
        # Nothing jumps: what rose when the page came stays where it is until the page is left.
        raised.current = _urgent(state)
    by_key = {block.key: block for block in BLOCKS if block.key in state.blocks}
    shown = arranged(tuple(by_key), arrangement, raised.current or ())
    blocks = [by_key[key] for key in shown if key not in arrangement.hidden]
    actions = DashboardActions(on_account, lambda: navigate(ARRANGE), tools_with_bell(on_band=not layout.desktop))
    drawn = use_drawn(len(blocks), known=known)
    cards = {block.key: place_of(block) for block in blocks}
    for block in blocks[:drawn]:
        cards[block.key] = memo(block.card)(state.blocks[block.key], key=f"block-{block.key}")
    return dashboard_screen(state, blocks, cards, actions, layout)


def _urgent(state: DashboardState) -> frozenset[str]:
    found = ((block, state.blocks.get(block.key)) for block in BLOCKS)
    return frozenset(block.key for block, one in found if isinstance(one, Ready) and block.urgent(one.value))
