"""Médias et actualités: the menus and the news, and beside them (or over them) what is opened."""

from __future__ import annotations

import flet as ft

from views.design import icons
from views.frame import panes, use_panes
from views.news.article import ArticleView
from views.news.listing import NewsList
from views.news.menus import MenusView
from views.state import screen
from views.state.navigation import MENUS
from views.text import _

MENUS_WORD = MENUS.rpartition("/")[2]


@screen
def NewsView(opened: str | None) -> ft.Control:
    """`opened`: the id of a news item, or the word of the menus."""
    how = use_panes()
    detail: ft.Control | None = None
    if opened == MENUS_WORD:
        detail = MenusView(how.beside, key="menus")
    elif opened is not None:
        detail = ArticleView(opened, how.beside, key=f"news-{opened}")
    listing = NewsList(opened if how.beside else None, key="list")
    hint = _("Choisissez une actualité, ou les menus de la semaine.")
    return panes(listing, detail, how, icon=icons.NEWS, hint=hint)
