"""Démarches en ligne: the most asked, one tap from their form."""

from __future__ import annotations

import flet as ft

from services.models.dashboard import CatalogueContent
from views.dashboard.block import block, content_of, two_bars
from views.dashboard.definition import Block, Span
from views.design import SPACE, icons, soft_button
from views.design.tokens import RADIUS
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
    made = soft_button(word, lambda: navigate(route))
    assert isinstance(made, ft.TextButton) and made.style is not None
    made.style.shape = ft.RoundedRectangleBorder(radius=RADIUS.pill)
    return made


DEFINITION = Block("catalogue", mark("Démarches en ligne"), icons.ONLINE, CatalogueCard, Span.SIDE, height=4)
