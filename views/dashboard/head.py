"""The head of the dashboard: the greeting on the band or on paper, and the first card over the band's end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from views.dashboard.presenter import DashboardState
from views.design import RADIUS, SPACE, colour, icon_button, icons, text, text_button
from views.design.components.brand import brand_mark
from views.text import _, typeset
from views.text.dates import age

_BEHIND_PHONE, _BEHIND_TABLET = 88, 116


def greeting(state: DashboardState, ink: str, soft: str) -> ft.Column:
    """« Bonjour Camille », today in a sentence, the age of a copy, the line that runs while it is confirmed."""
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


def phone_head(
    state: DashboardState, tools: Sequence[ft.Control], on_account: Callable[[], None], margin: float
) -> ft.Control:
    """The app's and the town's name with `tools` and the account at their right, then the greeting."""
    names = ft.Column(
        [text("Portail Famille", "small_bold", "on_band"), text(state.town_name, "small", "on_band_soft")],
        spacing=0,
        tight=True,
        expand=True,
    )
    account = icon_button(icons.ACCOUNT, _("Mon compte"), on_account, color="on_band")
    top = ft.Row([brand_mark(36), names, *tools, account], spacing=SPACE.tiny)
    names.margin = ft.Margin.only(left=SPACE.small)
    return _band([top, greeting(state, "on_band", "on_band_soft")], margin, top=SPACE.gap)


def tablet_head(state: DashboardState, tools: Sequence[ft.Control], margin: float) -> ft.Control:
    return _band([beside(greeting(state, "on_band", "on_band_soft"), tools)], margin, top=SPACE.wider)


def beside(said: ft.Column, tools: Sequence[ft.Control]) -> ft.Control:
    """The greeting and, at its right, what is always there."""
    said.expand = True
    return ft.Row([said, *tools], spacing=SPACE.snug, vertical_alignment=ft.CrossAxisAlignment.START)


def _band(rows: list[ft.Control], margin: float, *, top: float) -> ft.Control:
    inside = ft.SafeArea(
        ft.Column(rows, spacing=SPACE.wide, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        avoid_intrusions_bottom=False,
        minimum_padding=0,
    )
    return ft.Container(
        inside,
        bgcolor=colour("band"),
        padding=ft.Padding.only(left=margin + SPACE.small, right=margin, top=top, bottom=SPACE.medium),
    )


def over_band(first: ft.Control, margin: float, *, phone: bool) -> ft.Control:
    """The first card of the page, the band's end behind it."""
    radius = RADIUS.band if phone else 0
    behind = ft.Container(
        bgcolor=colour("band"),
        left=0,
        right=0,
        top=-1,
        height=_BEHIND_PHONE if phone else _BEHIND_TABLET,
        border_radius=ft.BorderRadius(top_left=0, top_right=0, bottom_left=radius, bottom_right=radius),
    )
    front = ft.Container(first, padding=ft.Padding.symmetric(horizontal=margin))
    return ft.Stack([behind, front], clip_behavior=ft.ClipBehavior.NONE)
