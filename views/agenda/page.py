"""« Mon agenda »: makes the address that a calendar reads, tells it once, ends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import flet as ft

from services.models.feed import Feed
from services.query import Topic
from views.design import (
    RADIUS,
    SPACE,
    card,
    colour,
    icon_tile,
    icons,
    inline_error,
    large_text,
    notice,
    outlined_button,
    primary_button,
    text,
    text_button,
)
from views.frame import fate, in_column, stale_line
from views.headed import headed_page
from views.state import Mutation, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.mutation import answering
from views.state.navigation import BOOKING
from views.text import _, typeset
from views.text.dates import day_name_with_year
from views.text.errors import told_error

Act = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class AgendaActions:
    """`address`: as calendars take it (`webcal://…`), while it has just been made. `copied`: it is on the clipboard."""

    make: Act
    end: Act
    copy: Act
    open: Act
    making: bool
    ending: bool
    address: str | None
    copied: bool


@screen
def AgendaPage() -> ft.Control:
    portal = use_portal_state(Topic.SESSION)
    layout = use_layout()
    answer, refresh = use_query(portal.feed.read(), [])
    clipboard, launcher = ft.use_memo(ft.Clipboard, []), ft.use_memo(ft.UrlLauncher, [])
    making, ending = use_mutation(portal.feed.make), use_mutation(answering(portal.feed.end))
    opening, copying = use_mutation(launcher.launch_url), use_mutation(answering(clipboard.set))
    address = webcal(making.result) if making.result else None

    async def make() -> None:
        copying.clear()
        await making.run()

    async def end() -> None:
        if await ending.run():
            making.clear()

    async def copy() -> None:
        await copying.run(address)

    async def launch() -> None:
        await opening.run(address)

    act = AgendaActions(make, end, copy, launch, making.busy, ending.busy, address, copying.result is True)
    mutations: tuple[Mutation[Any], ...] = (making, ending, opening, copying)
    failed = next((one.error for one in mutations if one.error is not None), None)

    def draw(feed: Feed) -> ft.Control:
        rows = [agenda_card(feed, act)]
        if failed is not None:
            rows.append(inline_error(told_error(failed).sentence))
        return ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return headed_page(
        _("Mon agenda"),
        in_column(fate(answer, draw, bones=1, height=200), layout),
        on_back=lambda: navigate(BOOKING),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def webcal(url: str) -> str:
    """The same address, which opens a calendar and not a browser."""
    return f"webcal://{url.partition('://')[2]}"


def agenda_card(feed: Feed, act: AgendaActions) -> ft.Control:
    """What it is, who may see it, and what can be done now."""
    head: list[ft.Control] = [] if large_text() else [icon_tile(icons.AGENDA)]
    head.append(text(_("Vos réservations dans votre agenda"), "h2", heading=2, expand=True))
    rows: list[ft.Control] = [
        ft.Row(head, spacing=SPACE.cosy, key="head"),
        text(
            _(
                "Elles s'ajoutent à l'agenda de votre téléphone ou de votre ordinateur, aux heures d'accueil, "
                "et s'en retirent quand elles sont annulées."
            ),
            "body",
        ),
        text(
            _("Qui connaît l'adresse voit les prénoms, les services et les heures. Jamais la santé ni les montants."),
            "small",
            "ink_soft",
        ),
    ]
    if act.address is not None:
        rows += _just_made(act.address, act)
    elif feed.made_at is not None:
        rows += _there_is_one(feed.made_at.date(), act)
    else:
        make = primary_button(_("Créer l'adresse de mon agenda"), act.make, icons.AGENDA, act.making)
        rows.append(ft.Container(make, key="make"))
    column = ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column)


def _just_made(address: str, act: AgendaActions) -> list[ft.Control]:
    box = ft.Container(
        text(address, "small"),
        bgcolor=colour("sunken"),
        border_radius=RADIUS.cell,
        padding=ft.Padding.all(SPACE.cosy),
        key="address",
    )
    rows: list[ft.Control] = [
        notice("green", _("L'adresse est prête. Elle n'est montrée qu'une fois."), live=True),
        box,
        ft.Container(primary_button(_("Ouvrir dans mon agenda"), act.open, icons.LINK), key="open"),
        ft.Container(outlined_button(_("Copier l'adresse"), act.copy, icons.COPY), key="copy"),
    ]
    if act.copied:
        rows.append(ft.Container(notice("green", _("L'adresse est copiée."), live=True), key="copied"))
    rows.append(ft.Row([_end(act)], key="end"))
    return rows


def _there_is_one(day: date, act: AgendaActions) -> list[ft.Control]:
    said = _("Une adresse existe depuis le {day}. Un agenda la lit peut-être déjà.").format(day=day_name_with_year(day))
    again = _("Pour la retrouver, créez-en une nouvelle : l'ancienne ne répondra plus.")
    return [
        notice("blue", typeset(said), icon=icons.AGENDA),
        text(typeset(again), "small", "ink_soft"),
        ft.Container(
            outlined_button(_("Créer une nouvelle adresse"), act.make, icons.REFRESH, act.making), key="again"
        ),
        ft.Row([_end(act)], key="end"),
    ]


def _end(act: AgendaActions) -> ft.Control:
    return text_button(_("Supprimer l'adresse"), None if act.ending else act.end, icons.DELETE)
