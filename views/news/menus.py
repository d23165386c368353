"""The canteen's menus: the week's in one card, and week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import flet as ft

from services.models.news import Menu
from services.query import Topic
from views.design import (
    RADIUS,
    SPACE,
    button_style,
    card,
    choice_button,
    empty_card,
    icon_button,
    icon_tile,
    icons,
    large_text,
    text,
)
from views.design.components.surface import shadows
from views.frame import fate, in_column, stale_line
from views.headed import headed_page
from views.news.courses import course_line, dishes
from views.state import Ready, navigate, screen, use_layout, use_portal_state, use_query
from views.state.navigation import MENUS, NEWS
from views.text import _, typeset
from views.text.dates import day_name, day_without_weekday
from views.text.typography import capital

_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday to begin with: from Saturday on the next one."""
    return day - timedelta(days=day.weekday()) + (_WEEK if day.weekday() > 4 else timedelta(0))


def week_name(monday: date) -> str:
    """« du 23 au 27 novembre », « du 30 novembre au 4 décembre »."""
    friday = monday + timedelta(days=4)
    first = day_without_weekday(monday) if monday.month != friday.month else str(monday.day)
    return typeset(_("du {first} au {last}").format(first=first, last=day_without_weekday(friday)))


def menu_shown(menus: Sequence[Menu], today: date) -> Menu | None:
    """Today's, or the next one."""
    return next((one for one in menus if one.day >= today), menus[-1] if menus else None)


@screen
def MenusCard(*, chosen: bool) -> ft.Control:
    """The menus of the week as the first thing of the list; nothing where the canteen has none."""
    portal = use_portal_state(Topic.SESSION)
    today = portal.now().date()
    monday = monday_of(today)
    answer, _refresh = use_query(portal.news.menus(monday, monday + timedelta(days=6)), [])
    menu = menu_shown(answer.value, today) if isinstance(answer, Ready) else None
    if menu is None:
        return ft.Container(key="none")
    title = _("Les menus {week}").format(week=week_name(monday))
    said = typeset(f"{capital(day_name(menu.day))} : {dishes(menu)}")
    words = ft.Column(
        [text(title, "strong"), text(said, "small", "ink_soft", max_lines=3)],
        spacing=SPACE.hair,
        tight=True,
        expand=True,
    )
    tile = icon_tile(icons.MENU, fill="amber_fill", ink="amber", size=40)
    face = ft.Row([words] if large_text() else [tile, words], spacing=SPACE.medium)
    look = button_style(
        fill="surface",
        edge="primary" if chosen else "none",
        edge_width=2 if chosen else 0,
        radius=RADIUS.card,
        padding=ft.Padding.all(SPACE.gap),
    )
    button = choice_button(
        f"{title}, {said}", selected=chosen, on_tap=lambda: navigate(MENUS), content=face, style=look
    )
    return ft.Container(button, border_radius=RADIUS.card, shadow=shadows())


@screen
def MenusView(beside: bool) -> ft.Control:
    """One week at a time. `beside`: the list stands at its left."""
    portal = use_portal_state(Topic.SESSION)
    today = portal.now().date()
    monday, turn_to = ft.use_state(monday_of(today))
    answer, refresh = use_query(portal.news.menus(monday, monday + timedelta(days=6)), [])

    def draw(menus: Sequence[Menu]) -> ft.Control:
        if not menus:
            return empty_card(icons.MENU, _("Les menus de cette semaine ne sont pas encore publiés."))
        days: list[ft.Control] = [_day(one, today) for one in menus]
        return ft.Column(days, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    layout = use_layout()
    week = ft.Row(
        [
            icon_button(icons.PREVIOUS, _("Semaine précédente"), lambda: turn_to(monday - _WEEK)),
            text(week_name(monday), "h2", heading=2, expand=True, text_align=ft.TextAlign.CENTER),
            icon_button(icons.NEXT, _("Semaine suivante"), lambda: turn_to(monday + _WEEK)),
        ]
    )
    body = ft.Column(
        [week, fate(answer, draw, bones=4)], spacing=SPACE.snug, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    return headed_page(
        _("Menus de la cantine"),
        body if beside else in_column(body, layout),
        beside=beside,
        on_back=None if beside else lambda: navigate(NEWS),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def _day(menu: Menu, today: date) -> ft.Control:
    here = menu.day == today
    day = text(
        capital(day_name(menu.day)), "h2", "primary" if here else "ink", heading=3, expand=not large_text() or None
    )
    head: list[ft.Control] = [day, text(_("aujourd'hui"), "caption", "primary")] if here else [day]
    heads = head if large_text() else [ft.Row(head)]
    rows: list[ft.Control] = [*heads, *map(course_line, menu.courses)]
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key=f"menu-{menu.day}")
