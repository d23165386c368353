"""The dashboard at its three sizes, as a plain function of its state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import flet as ft

from services.models import Contact
from views.dashboard.cards import bookings_card, contact_card, household_card
from views.dashboard.presenter import DashboardState
from views.dashboard.ribbon import WIDE, phone_measures
from views.design import RADIUS, SPACE, colour, icon_button, icons, text, text_button
from views.design.components.brand import brand_mark
from views.sign_in.frame import mention
from views.state import Layout
from views.text import _, typeset
from views.text.dates import age

_BEHIND = 88
_AROUND = 2 * (SPACE.gap + SPACE.roomy)


@dataclass(frozen=True, slots=True)
class DashboardActions:
    book: Callable[[], Any]
    open_day: Callable[[date], None]
    call: Callable[[Contact], Any]
    write: Callable[[Contact], Any]
    account: Callable[[], Any]


def dashboard_screen(state: DashboardState, act: DashboardActions, layout: Layout) -> ft.Control:
    measures = phone_measures(layout.width - _AROUND) if layout.phone else WIDE
    week = bookings_card(state.bookings, measures, on_open=act.book, on_day=act.open_day)
    household = household_card(state.household)
    contact = contact_card(state.town, state.contact, on_call=act.call, on_write=act.write)
    foot = [mention()] if state.demonstration else []
    if layout.desktop:
        rows = [_greeting(state, "ink", "ink_soft"), _desktop([week, household], [contact, *foot])]
        return _scrolling([ft.Container(_stack(rows), padding=ft.Padding.all(24))])
    margin = 14 if layout.phone else 18
    below: list[ft.Control] = [household, contact] if layout.phone else [_pair(household, contact)]
    head = _head(state, act, margin, phone=layout.phone)
    cards = _stack([*below, *foot])
    return _scrolling(
        [
            head,
            _over_band(week, margin, phone=layout.phone),
            ft.Container(cards, padding=ft.Padding.only(left=margin, right=margin, top=SPACE.gap, bottom=SPACE.wider)),
        ]
    )


def _scrolling(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(
        rows, spacing=0, expand=True, scroll=ft.ScrollMode.HIDDEN, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _stack(rows: list[ft.Control]) -> ft.Column:
    return ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _pair(left: ft.Control, right: ft.Control) -> ft.Control:
    return ft.Row(
        [ft.Container(left, expand=1), ft.Container(right, expand=1)],
        spacing=SPACE.gap,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _desktop(left: list[ft.Control], right: list[ft.Control]) -> ft.Control:
    return ft.Row(
        [ft.Container(_stack(left), expand=2), ft.Container(_stack(right), expand=1)],
        spacing=SPACE.gap,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _greeting(state: DashboardState, ink: str, soft: str) -> ft.Control:
    hello = _("Bonjour {first_name}").format(first_name=state.first_name) if state.first_name else _("Bonjour")
    rows: list[ft.Control] = [
        text(hello, "hero", ink, heading=1),
        text(state.sentence, "body", soft),
    ]
    if state.copied_at is not None:
        copy = typeset(_("Copie de {age}").format(age=age(state.copied_at, state.now)))
        rows.append(
            ft.Row(
                [text(copy, "caption", soft), _refresh(state, ink)],
                spacing=SPACE.tiny,
                wrap=True,
                vertical_alignment=ft.CrossAxisAlignment.CENTER,
            )
        )
    line = ft.ProgressBar(bar_height=2, color=colour(soft), bgcolor=colour("none"))
    rows.append(ft.Container(line if state.refreshing else None, height=2))
    return ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _refresh(state: DashboardState, ink: str) -> ft.Control:
    if ink == "ink":
        return text_button(_("Actualiser"), state.refresh, icons.REFRESH)
    return icon_button(icons.REFRESH, _("Actualiser"), state.refresh, color=ink)


def _head(state: DashboardState, act: DashboardActions, margin: float, *, phone: bool) -> ft.Control:
    rows: list[ft.Control] = []
    if phone:
        names = ft.Column(
            [text("Portail Famille", "small_bold", "on_band"), text(state.town_name, "small", "on_band_soft")],
            spacing=0,
            tight=True,
            expand=True,
        )
        account = icon_button(icons.ACCOUNT, _("Mon compte"), act.account, color="on_band")
        rows.append(ft.Row([brand_mark(36), names, account], spacing=SPACE.cosy))
    rows.append(_greeting(state, "on_band", "on_band_soft"))
    inside = ft.SafeArea(
        ft.Column(rows, spacing=SPACE.wide, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        avoid_intrusions_bottom=False,
        minimum_padding=0,
    )
    return ft.Container(
        inside,
        bgcolor=colour("band"),
        padding=ft.Padding.only(
            left=margin + SPACE.small, right=margin, top=SPACE.gap if phone else SPACE.wider, bottom=SPACE.medium
        ),
    )


def _over_band(week: ft.Control, margin: float, *, phone: bool) -> ft.Control:
    radius = RADIUS.band if phone else 0
    behind = ft.Container(
        bgcolor=colour("band"),
        left=0,
        right=0,
        top=-1,
        height=_BEHIND if phone else 116,
        border_radius=ft.BorderRadius(top_left=0, top_right=0, bottom_left=radius, bottom_right=radius),
    )
    front = ft.Container(week, padding=ft.Padding.symmetric(horizontal=margin))
    return ft.Stack([behind, front], clip_behavior=ft.ClipBehavior.NONE)
