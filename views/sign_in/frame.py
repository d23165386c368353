"""The frame of the pages before sign-in: the band with its picture and line, the form on paper."""

from __future__ import annotations

import flet as ft

from views.accessibility import accessibility_link
from views.design import LAYOUT, RADIUS, SPACE, colour, form_scroll, icons, large_text, text, text_button
from views.design.components.brand import brand_mark
from views.design.tokens import ICON_SMALL
from views.sign_in.picture import week_of_marks
from views.state import Layout, navigate
from views.state.navigation import TOWNS
from views.text import _


def sign_in_frame(
    layout: Layout, town_name: str, form: ft.Control, *, demonstration: bool, other_towns: bool = False
) -> ft.Control:
    """`town_name` empty = not known yet; `demonstration`: the mention of an invented town.

    `other_towns`: the town's name leads to the list of those one may choose.
    """
    rows: list[ft.Control] = [_names(town_name, other_towns=other_towns), form]
    if demonstration:
        rows.append(mention())
    # In a column: a row would let its words run out of the page in large text.
    rows.append(ft.Column([accessibility_link()], horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True))
    paper = ft.Column(rows, spacing=SPACE.wider, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return _phone(layout, paper) if layout.phone else _wide(layout, paper)


def mention() -> ft.Control:
    """Said in every demonstration town."""
    said = _("Démonstration : règles, tarifs et personnes inventés")
    return ft.Row(
        [
            ft.Icon(icons.DEMONSTRATION, size=ICON_SMALL, color=colour("ink_soft")),
            text(said, "small", "ink_soft", text_align=ft.TextAlign.CENTER, expand=True, expand_loose=True),
        ],
        spacing=SPACE.small,
        alignment=ft.MainAxisAlignment.CENTER,
    )


def _names(town_name: str, *, other_towns: bool) -> ft.Control:
    town = _("Ville de {name}").format(name=town_name)
    lines: list[ft.Control] = [text("Portail Famille", "h2", heading=1)]
    if other_towns:
        said = _("{town}, choisir une autre ville").format(town=town)
        lines.append(ft.Row([text_button(town, lambda: navigate(TOWNS), icons.DOWN, name=said)], wrap=True))
    elif town_name:
        lines.append(text(town, "small", "ink_soft"))
    names = ft.Column(lines, spacing=0, tight=True, expand=True)
    return ft.Row([brand_mark(44), names], spacing=SPACE.medium)


def _line() -> ft.Control:
    said = _("La semaine de vos enfants,\nd'un coup d'œil.")
    return text(said.replace("\n", " ") if large_text() else said, "hero", "on_band")


def _phone(layout: Layout, paper: ft.Control) -> ft.Control:
    size = 46 if layout.width >= 360 else 36
    line = ft.Container(_line(), padding=ft.Padding.only(right=SPACE.wide))
    picture = [] if large_text() or layout.height < 640 else [week_of_marks(size, 22, SPACE.gap)]
    head = ft.Container(
        ft.SafeArea(
            ft.Column([*picture, line], spacing=SPACE.medium, tight=True),
            avoid_intrusions_bottom=False,
            minimum_padding=0,
        ),
        bgcolor=colour("band"),
        padding=ft.Padding.only(left=26, top=max(SPACE.widest, layout.height * 0.083), bottom=SPACE.widest),
    )
    behind = ft.Container(bgcolor=colour("band"), left=0, right=0, top=-1, height=RADIUS.band + 2)
    front = ft.Container(
        paper,
        bgcolor=colour("ground"),
        padding=ft.Padding.symmetric(horizontal=22, vertical=SPACE.wider),
        border_radius=ft.BorderRadius(top_left=RADIUS.band, top_right=RADIUS.band, bottom_left=0, bottom_right=0),
    )
    sheet = ft.Stack([behind, front], clip_behavior=ft.ClipBehavior.NONE)
    page = ft.Column([head, sheet], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Container(form_scroll(page, layout.height), bgcolor=colour("ground"), expand=True)


def _wide(layout: Layout, paper: ft.Control) -> ft.Control:
    band = ft.Container(
        ft.Column(
            [week_of_marks(64, 22, SPACE.gap), _line()],
            spacing=SPACE.widest,
            alignment=ft.MainAxisAlignment.CENTER,
            scroll=ft.ScrollMode.HIDDEN,
        ),
        bgcolor=colour("band"),
        expand=1,
        padding=ft.Padding.only(left=64, right=SPACE.wide),
        alignment=ft.Alignment.CENTER_LEFT,
    )
    form = ft.Container(paper, width=LAYOUT.form, padding=ft.Padding.symmetric(vertical=SPACE.widest))
    return ft.Row(
        [
            band,
            ft.Container(
                form_scroll(form, layout.height, centred=True),
                expand=1,
                bgcolor=colour("ground"),
                padding=ft.Padding.symmetric(horizontal=SPACE.wide),
            ),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
