"""Démarches transmises: how many wait, were validated, were rejected."""

from __future__ import annotations

import flet as ft

from services.models.dashboard import SentContent
from services.models.procedure import ProcedureState
from views.dashboard.block import block, content_of, stacked
from views.dashboard.definition import Block
from views.design import RADIUS, SPACE, TARGET, button_style, colour, handler, icons, large_text, skeleton, text
from views.design.components.button import spoken
from views.procedures.words import state_of
from views.state import Loadable, navigate, screen
from views.state.navigation import PROCEDURES
from views.text import _, mark, ngettext


@screen
def SentCard(loadable: Loadable[SentContent]) -> ft.Control:
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, lambda: skeleton(None, 56, radius=RADIUS.button)),
        open_name=_("Voir les démarches transmises"),
        on_open=lambda: navigate(f"{PROCEDURES}?groupe=sent"),
    )


def _drawn(value: SentContent) -> ft.Control:
    if not value.pending + value.validated + value.rejected:
        return text(_("Vous n'avez encore rien envoyé."), "body", "ink_soft")
    counters = [
        _counter(ProcedureState.PENDING, value.pending, _("en attente")),
        _counter(ProcedureState.VALIDATED, value.validated, ngettext("validée", "validées", value.validated)),
        _counter(ProcedureState.REJECTED, value.rejected, ngettext("rejetée", "rejetées", value.rejected)),
    ]
    return stacked(counters, SPACE.snug) if large_text() else ft.Row(counters, spacing=SPACE.snug)


def _counter(state: ProcedureState, count: int, word: str) -> ft.Control:
    look = state_of(state)
    number = ft.Row(
        [ft.Icon(look.icon, size=18, color=colour(look.kind)), text(str(count), "day_number", look.kind)],
        spacing=SPACE.small,
        tight=True,
    )
    face = ft.Column([number, text(word, "small", no_wrap=True)], spacing=0, tight=True)
    tapped = handler(lambda: navigate(f"{PROCEDURES}?groupe=sent&etat={state}"))
    button = ft.TextButton(
        content=face,
        on_click=tapped,
        style=button_style(
            fill=f"{look.kind}_fill",
            ink=look.kind,
            padding=ft.Padding.symmetric(horizontal=SPACE.medium, vertical=SPACE.snug),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
        height=None if large_text() else TARGET.primary + SPACE.small,
        expand=None if large_text() else True,
    )
    return spoken(button, f"{count} {word}", tapped)


DEFINITION = Block("sent", mark("Démarches transmises"), icons.SENT, SentCard, height=3)
