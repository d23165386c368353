"""The menus of the week first, then what the town tells, newest first."""

from __future__ import annotations

import flet as ft

from services.models.news import NewsPage
from services.query import Topic
from views.design import SPACE, empty_card, icons, outlined_button
from views.frame import fate, stale_line
from views.headed import headed_page
from views.news.menus import MenusCard
from views.news.row import NewsRow, source_line
from views.state import memo, navigate, screen, use_portal_state, use_query
from views.state.navigation import HOME, MENUS
from views.text import _

_MENUS_WORD = MENUS.rpartition("/")[2]


@screen
def NewsList(chosen: str | None) -> ft.Control:
    """The list as a page of its own. `chosen`: what stands beside it."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.news.page(), [])
    rows: list[ft.Control] = [
        MenusCard(chosen=chosen == _MENUS_WORD, key="menus"),
        NewsRows(None, chosen, key="rows"),
    ]
    return headed_page(
        _("Médias et actualités"),
        ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


@screen
def NewsRows(cursor: str | None, chosen: str | None) -> ft.Control:
    """One page of the list, and the next once asked for."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.news.page(cursor), [])
    more, show_more = ft.use_state(False)
    now = portal.now()

    def draw(page: NewsPage) -> ft.Control:
        if not page.items and cursor is None:
            return empty_card(icons.NEWS, _("Rien de neuf. Les actualités de la ville et des écoles seront ici."))
        rows: list[ft.Control] = [
            memo(NewsRow)(one, source_line(one, now), chosen=one.id == chosen, key=f"news-{one.id}")
            for one in page.items
        ]
        if page.next is not None:
            following = NewsRows(page.next, chosen, key=f"after-{page.next}") if more else None
            rows.append(following or outlined_button(_("Voir les plus anciennes"), lambda: show_more(True)))
        return ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw)
