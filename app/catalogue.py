"""`make catalogue`: every component of the design in every state, light and dark."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from typing import get_args

import flet as ft

from app.web import open_socket, serve, web_application
from services.models import Child, School
from views import design as d
from views.design.theme import theme
from views.text import _

CHILDREN = ("Alice", "Noé", "Lila", "Sacha", "Inès", "Léo")
COLUMN = 400


def child(rank: int) -> Child:
    return Child(
        id=f"c_{rank}",
        first_name=CHILDREN[rank - 1],
        last_name="Martin",
        birth_date=date(2016, 5, rank),
        rank=rank,
        school=School(id="ecole", name="École"),
        class_name="CM1",
        registrations=(),
    )


def nothing(*_event: object) -> None:
    """A control of the catalogue leads nowhere."""


def buttons() -> list[ft.Control]:
    """Each kind, at rest, busy and with an icon."""
    kinds = (d.primary_button, d.soft_button, d.outlined_button, d.text_button, d.accent_button)
    rows: list[ft.Control] = [
        ft.Row([kind(_("Réserver"), nothing, d.icons.ADD), kind(_("Envoi…"), nothing, None, True)], wrap=True)
        for kind in kinds
    ]
    return [*rows, d.icon_button(d.icons.CLOSE, _("Fermer"), nothing)]


def marks() -> list[ft.Control]:
    """The six children's marks, and their dots, filled and empty."""
    ranks = range(1, len(CHILDREN) + 1)
    return [
        ft.Row([d.child_mark(child(rank)) for rank in ranks], wrap=True),
        ft.Row([d.child_dot(rank, filled) for filled in (True, False) for rank in ranks], wrap=True),
    ]


def slots() -> list[ft.Control]:
    """Every state of a slot, as a tile."""
    tiles: list[ft.Control] = []
    for state in d.ShownState:
        look = d.state_look(state)
        face = ft.Row([ft.Icon(look.icon, color=d.colour(look.ink)), d.text(look.word, "strong", look.ink)])
        tiles.append(d.slot_tile(name=look.word, checked=False, state=state, on_tap=nothing, content=face))
    return tiles


def messages() -> list[ft.Control]:
    """What is said when something is missing or went wrong, and what stands in while it loads."""
    return [
        d.notice("amber", _("La ville ne répond pas. Votre choix est gardé."), _("Réessayer"), nothing),
        d.inline_error(_("E-mail ou mot de passe incorrect.")),
        d.failure_card(_("Ce bloc n’a pas répondu."), _("Réessayer"), nothing),
        d.empty_card(d.icons.BOOKING, _("Rien de réservé cette semaine."), _("Réserver"), nothing),
        d.card(d.skeleton(200, 14)),
        d.pill(_("À jour")),
    ]


def texts() -> list[ft.Control]:
    """Every role of type."""
    return [d.text(f"{role} – 16 h 30, 3,85 €", role) for role in get_args(d.Role)]


def page_of(dark: bool) -> ft.Control:
    """One column of the catalogue."""
    with d.drawing_with(d.Surroundings(d.derive(dark=dark))):
        sections = [texts, buttons, marks, slots, messages]
        rows = [control for section in sections for control in (*section(), d.separator())]
        return ft.Container(
            ft.Column(rows, spacing=d.SPACE.gap),
            bgcolor=d.colour("ground"),
            padding=d.SPACE.wide,
            width=COLUMN,
        )


async def main(page: ft.Page) -> None:
    page.title = _("Catalogue du Portail Famille")
    page.theme = theme(d.derive())
    page.padding = 0
    columns = [page_of(dark) for dark in (False, True)]
    page.add(
        ft.Column(
            [ft.Row(columns, scroll=ft.ScrollMode.AUTO, vertical_alignment=ft.CrossAxisAlignment.START)],
            scroll=ft.ScrollMode.AUTO,
            expand=True,
        )
    )


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    listener = open_socket("127.0.0.1", asked)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"

    def ready() -> None:
        sys.stdout.write(f"Catalogue: {address}\n")
        sys.stdout.flush()

    asyncio.run(serve(web_application(main, "127.0.0.1", listener.getsockname()[1]), listener, ready))
