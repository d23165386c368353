"""The dashboard at its three sizes, as a plain function of its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import flet as ft

from views.dashboard.columns import TWO_COLUMNS_FROM, Row, main_and_side, rows_of
from views.dashboard.definition import Block
from views.dashboard.head import beside, greeting, over_band, phone_head, tablet_head
from views.dashboard.presenter import DashboardState
from views.design import LAYOUT, SPACE, icons, text_button, text_scale
from views.sign_in.frame import mention
from views.state import Layout
from views.text import _

_MARGIN_PHONE, _MARGIN_TABLET, _MARGIN_DESKTOP = 14, 18, 24


@dataclass(frozen=True, slots=True)
class DashboardActions:
    """`tools`: what always stands at the top right."""

    account: Callable[[], None]
    arrange: Callable[[], None]
    tools: Sequence[ft.Control] = ()


Cards = Mapping[str, ft.Control]


def dashboard_screen(
    state: DashboardState, blocks: Sequence[Block], cards: Cards, act: DashboardActions, layout: Layout
) -> ft.Control:
    """`blocks`: those to show, in the parent's order; `cards`: by key, each of them drawn."""
    foot = _foot(state, act)
    if layout.desktop:
        return _desktop(state, blocks, cards, act, foot, layout)
    phone = layout.phone
    margin = _MARGIN_PHONE if phone else _MARGIN_TABLET
    rows = rows_of(blocks, single=phone)
    head = phone_head(state, act.tools, act.account, margin) if phone else tablet_head(state, act.tools, margin)
    parts: list[ft.Control] = [ft.Container(head, key="head")]
    if rows and len(rows[0]) == 1:
        first = rows.pop(0)
        parts.append(ft.Container(over_band(_row(first, cards), margin, phone=phone), key=f"first-{first[0][0].key}"))
    around = ft.Padding.only(left=margin, right=margin, top=SPACE.gap, bottom=SPACE.wider)
    parts.append(ft.Container(_stack([*_drawn(rows, cards), foot]), padding=around, key="rest"))
    return _scrolling(parts)


def _desktop(
    state: DashboardState,
    blocks: Sequence[Block],
    cards: Cards,
    act: DashboardActions,
    foot: ft.Control,
    layout: Layout,
) -> ft.Control:
    main, side = main_and_side(blocks)
    room = (layout.width - LAYOUT.rail_wide - 2 * _MARGIN_DESKTOP) * (2 / 3 if side else 1)
    rows = rows_of(main, single=room < TWO_COLUMNS_FROM * max(1.0, text_scale()))
    columns: list[ft.Control] = [
        ft.Container(_stack(drawn), expand=share)
        for drawn, share in ((_drawn(rows, cards), 2), (_cards(side, cards), 1))
        if drawn
    ]
    body = ft.Row(columns, spacing=SPACE.gap, vertical_alignment=ft.CrossAxisAlignment.START)
    head = beside(greeting(state, "ink", "ink_soft"), act.tools)
    return _scrolling([ft.Container(_stack([head, body, foot]), padding=ft.Padding.all(_MARGIN_DESKTOP))])


def _scrolling(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(
        rows, spacing=0, expand=True, scroll=ft.ScrollMode.HIDDEN, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _stack(rows: list[ft.Control]) -> ft.Column:
    return ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _drawn(rows: list[Row], cards: Cards) -> list[ft.Control]:
    return [ft.Container(_row(row, cards), key="row-" + "-".join(column[0].key for column in row)) for row in rows]


def _row(row: Row, cards: Cards) -> ft.Control:
    """One column over all the width, or two beside each other."""
    if len(row) == 1:
        column = _cards(row[0], cards)
        return column[0] if len(column) == 1 else _stack(column)
    return ft.Row(
        [ft.Container(_stack(_cards(column, cards)), expand=1) for column in row],
        spacing=SPACE.gap,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _cards(blocks: Sequence[Block], cards: Cards) -> list[ft.Control]:
    return [cards[block.key] for block in blocks]


def _foot(state: DashboardState, act: DashboardActions) -> ft.Control:
    """« Réorganiser l'accueil », and over a demonstration town what it is."""
    arrange = text_button(_("Réorganiser l'accueil"), act.arrange, icons.FILTER)
    rows: list[ft.Control] = [ft.Container(arrange, alignment=ft.Alignment.CENTER)]
    if state.demonstration:
        rows.append(mention())
    return ft.Container(_stack(rows), key="foot")
