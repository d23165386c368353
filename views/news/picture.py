"""The picture of a news item: the town's own, or a drawn one: a child's colour, two large shapes, one icon."""

from __future__ import annotations

from typing import Final

import flet as ft

from services.models.news import NewsItem
from views.design import RADIUS, colour, icons
from views.state import Ready, screen, use_portal, use_query
from views.text import typeset

_COLOURS: Final = 6
_ROUND, _SMALL_ROUND, _SQUARE, _TURNED = 0.62, 0.42, 0.42, 0.35
_ICON = 0.4


@screen
def NewsPicture(item: NewsItem, height: float, width: float | None = None, *, described: bool = False) -> ft.Control:
    """The drawn one stands until the town's has come.

    `width`: that of the small square of a list; without one it is as wide as its place. `described`: what the town's
    shows is read aloud; else it is decoration, and the title beside it is what is read.
    """
    if item.picture:
        return TownPicture(item, height, width, described, key=f"town-{item.picture_version}")
    return drawn_picture(item.id, icons.news_icon(item.icon), height, width)


@screen
def TownPicture(item: NewsItem, height: float, width: float | None, described: bool) -> ft.Control:
    news = use_portal().news
    ask = news.picture if width is None else news.thumbnail
    answer, _refresh = use_query(ask(item.id, item.picture_version), [])
    if not isinstance(answer, Ready):
        return drawn_picture(item.id, icons.news_icon(item.icon), height, width)
    words = typeset(item.picture_description) if described else ""
    picture = ft.Image(
        src=answer.value.content,
        fit=ft.BoxFit.COVER,
        height=height,
        width=width,
        semantics_label=words or None,
        exclude_from_semantics=not words,
    )
    return ft.Container(
        picture,
        height=height,
        width=width,
        border_radius=RADIUS.button,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=colour("sunken"),
    )


def drawn_picture(seed: str, icon: ft.IconData, height: float, width: float | None = None) -> ft.Control:
    """The same for the same `seed`."""
    rank = sum(map(ord, seed)) % _COLOURS
    role = f"child{rank}"
    fill, light = colour(role), colour(f"{role}_soft")
    round_ = height * (_ROUND if width is None else _SMALL_ROUND)
    circle = ft.Container(width=round_ * 2, height=round_ * 2, border_radius=height, bgcolor=light, opacity=0.28)
    square = ft.Container(
        width=height * _SQUARE * 2,
        height=height * _SQUARE * 2,
        border_radius=RADIUS.card,
        bgcolor=light,
        opacity=0.18,
        rotate=_TURNED,
    )
    shapes = ft.Stack(
        [
            ft.Container(circle, left=-round_ * 0.7, top=-round_ * 0.7),
            ft.Container(square, right=-height * _SQUARE * 0.4, bottom=-height * _SQUARE * 0.7),
            ft.Container(
                ft.Icon(icon, size=height * _ICON, color=colour(f"on_{role}")),
                alignment=ft.Alignment.CENTER,
                left=0,
                right=0,
                top=0,
                bottom=0,
            ),
        ],
        expand=True,
    )
    return ft.Container(
        shapes,
        height=height,
        width=width,
        bgcolor=fill,
        border_radius=RADIUS.button,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
