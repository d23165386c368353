"""Démarches en ligne: the most asked, one tap from their form."""

from __future__ import annotations

import flet as ft

from services.models.dashboard import CatalogueContent
from views.dashboard.block import block, content_of, two_bars
from views.dashboard.definition import Block, Span
from views.design import RADIUS, SPACE, TARGET, button_style, handler, icons, large_text, text
from views.state import Loadable, navigate, screen
from views.state.navigation import CATALOGUE
from views.text import _, mark, ngettext


@screen
def CatalogueCard(loadable: Loadable[CatalogueContent]) -> ft.Control:
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, two_bars),
        open_name=_("Voir toutes les démarches"),
        on_open=lambda: navigate(CATALOGUE),
    )


def _drawn(value: CatalogueContent) -> ft.Control:
    pills = [_pill(one.title, f"{CATALOGUE}/{one.key}") for one in value.items]
    if value.others:
        pills.append(_pill(ngettext("+ {count} autre", "+ {count} autres", value.others), CATALOGUE))
    return ft.Row(pills, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True)


def _pill(word: str, route: str) -> ft.Control:
    ink = "on_primary_soft"
    padding = ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.medium if large_text() else 0)
    return ft.TextButton(
        content=text(word, "small_bold", ink),
        on_click=handler(lambda: navigate(route)),
        style=button_style(fill="primary_soft", ink=ink, radius=RADIUS.pill, padding=padding),
        height=None if large_text() else TARGET.minimum,
    )


DEFINITION = Block("catalogue", mark("Démarches en ligne"), icons.ONLINE, CatalogueCard, Span.SIDE, height=4)
