"""Médias et actualités: the menu first, then what is new, side by side."""

from __future__ import annotations

from datetime import date, datetime

import flet as ft

from services.models.dashboard import NewsContent
from services.models.news import Menu, NewsItem
from views.dashboard.block import block, content_of, flush, two_bars
from views.dashboard.definition import Block, Span
from views.design import (
    RADIUS,
    SPACE,
    TYPE,
    button_style,
    carousel,
    count_badge,
    handler,
    icons,
    large_text,
    spoken,
    text,
    text_scale,
    unread_dot,
)
from views.news.courses import dishes
from views.news.picture import NewsPicture, drawn_picture
from views.news.row import source_line
from views.state import Loadable, Ready, navigate, screen, use_layout, use_portal
from views.state.navigation import MENUS, NEWS
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_name, relative_day
from views.text.typography import capital

_PICTURE = 92
_BESIDE = 3


@screen
def NewsCard(loadable: Loadable[NewsContent]) -> ft.Control:
    now, layout = use_portal().now(), use_layout()
    front, turn_to = ft.use_state(0)
    unread = loadable.value.unread if isinstance(loadable, Ready) else 0
    name = _("Voir les actualités")
    if unread:
        name += ", " + ngettext("{count} non lue", "{count} non lues", unread)

    def drawn(value: NewsContent) -> ft.Control:
        tiles = _tiles(value, now)
        if not tiles:
            return text(_("Rien de neuf."), "body", "ink_soft")
        if layout.phone or large_text():
            turned = min(front, len(tiles) - 1)
            words = {"previous": _("Actualité précédente"), "following": _("Actualité suivante")}
            return flush(carousel(tiles, turned, turn_to, _height(), **words))
        beside: list[ft.Control] = [ft.Container(one, expand=1) for one in tiles[:_BESIDE]]
        return flush(ft.Row(beside, spacing=SPACE.small, vertical_alignment=ft.CrossAxisAlignment.START))

    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, drawn, two_bars),
        aside=[count_badge(unread, apart=True)] if unread else [],
        open_name=name,
        on_open=lambda: navigate(NEWS),
    )


def _height() -> float:
    """Of a tile: its picture, two lines of title, one of source."""
    lines = (("strong", 2), ("caption", 1))
    words = sum(TYPE[role].size * TYPE[role].height * count for role, count in lines)
    return _PICTURE + words * text_scale() + SPACE.wide


def _tiles(value: NewsContent, now: datetime) -> list[ft.Control]:
    tiles = [_menu(value.menu, now.date())] if value.menu is not None else []
    return [*tiles, *(_item(one, now) for one in value.items)]


def _menu(menu: Menu, today: date) -> ft.Control:
    when = relative_day(menu.day, today)
    title = _("Au menu {when}").format(when=when or day_name(menu.day))
    said = capital(dishes(menu))
    picture = drawn_picture("menu", icons.MENU, _PICTURE)
    return _tile(picture, title, said, typeset(f"{title} : {said}"), MENUS)


def _item(item: NewsItem, now: datetime) -> ft.Control:
    said = source_line(item, now)
    name = ", ".join(filter(None, [typeset(item.title), _("non lue") if item.unread else "", said]))
    picture = NewsPicture(item, _PICTURE, key=f"picture-{item.id}")
    return _tile(picture, typeset(item.title), said, name, f"{NEWS}/{item.id}", unread=item.unread)


def _tile(picture: ft.Control, title: str, said: str, name: str, route: str, *, unread: bool = False) -> ft.Control:
    """A tap opens it."""
    head: list[ft.Control] = [text(title, "strong", expand=True, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)]
    if unread:
        head.append(ft.Container(unread_dot(), padding=ft.Padding.only(top=SPACE.small)))
    words = text(said, "caption", "ink_soft", max_lines=1, overflow=ft.TextOverflow.ELLIPSIS)
    face = ft.Column(
        [picture, ft.Row(head, spacing=SPACE.snug, vertical_alignment=ft.CrossAxisAlignment.START), words],
        spacing=SPACE.tiny,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    tap = handler(lambda: navigate(route))
    style = button_style(radius=RADIUS.button, padding=ft.Padding.all(SPACE.tiny), alignment=ft.Alignment.TOP_LEFT)
    return spoken(ft.TextButton(content=face, style=style, on_click=tap), name, tap)


DEFINITION = Block(
    "news",
    mark("Médias et actualités"),
    icons.NEWS,
    NewsCard,
    Span.WIDE,
    height=7,
)
