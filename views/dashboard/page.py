"""The dashboard's page: presenter, the parent's order, screen."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.dashboard.arrangement import arranged
from views.dashboard.blocks import BLOCKS
from views.dashboard.keeping import use_arrangement
from views.dashboard.presenter import DashboardState, use_dashboard
from views.dashboard.screen import DashboardActions, dashboard_screen
from views.state import Ready, memo, navigate, screen, use_layout
from views.state.navigation import ARRANGE


@screen
def DashboardPage(on_account: Callable[[], None]) -> ft.Control:
    """`on_account` opens the account sheet (the phone has no rail to hold it)."""
    state = use_dashboard()
    arrangement, _keep = use_arrangement()
    known = {block.key: block for block in BLOCKS if block.key in state.blocks}
    shown = arranged(tuple(known), arrangement, _urgent(state))
    blocks = [known[key] for key in shown if key not in arrangement.hidden]
    actions = DashboardActions(on_account, lambda: navigate(ARRANGE))
    cards = {block.key: memo(block.card)(state.blocks[block.key], key=f"block-{block.key}") for block in blocks}
    return dashboard_screen(state, blocks, cards, actions, use_layout())


def _urgent(state: DashboardState) -> frozenset[str]:
    found = ((block, state.blocks.get(block.key)) for block in BLOCKS)
    return frozenset(block.key for block, one in found if isinstance(one, Ready) and block.urgent(one.value))
