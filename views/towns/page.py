"""The list of the towns that this app offers, found by name or post code."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Sequence

import flet as ft

from views.design import SPACE, icons, inline_error, option_line, text
from views.frame import search_field
from views.sign_in.frame import sign_in_frame
from views.state import Town, Towns, answering, screen, use_layout, use_mutation, use_typed
from views.state.navigation import HOME
from views.text import _
from views.text.errors import told_error

_SHOWN = 50


@screen
def TownsPage(towns: Towns, *, then: str = HOME, going: str | None = None) -> ft.Control:
    """`then`: where to go in the town that is chosen. `going`: chosen already, by a link; asked if that fails."""
    typed = use_typed()
    choosing = use_mutation(answering(towns.choose))

    async def choose(town_id: str) -> None:
        await choosing.run(town_id, then)

    async def go() -> None:
        if going is not None:
            await choose(going)

    ft.use_effect(go, [going], cleanup=lambda: None)
    if going is not None and choosing.error is None:
        return sign_in_frame(use_layout(), "", text(_("Nous ouvrons votre ville…"), "body"), demonstration=False)
    found = matching(towns.offered, typed.value)
    rows: list[ft.Control] = [
        text(_("Choisissez votre ville"), "h2", heading=2),
        search_field(_("Nom ou code postal"), typed),
        *([inline_error(told_error(choosing.error).sentence)] if choosing.error is not None else []),
    ]
    if not found:
        rows.append(text(_("Aucune ville de ce nom n'utilise cette application."), "body", "ink_soft"))
    rows.append(
        ft.Column(
            [_line(town, towns, choose) for town in found[:_SHOWN]],
            spacing=SPACE.snug,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            key="towns",
        )
    )
    if len(found) > _SHOWN:
        rows.append(text(_("Écrivez le début du nom pour voir les autres."), "small", "ink_soft"))
    form = ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return sign_in_frame(use_layout(), "", form, demonstration=False)


def matching(offered: Sequence[Town], typed: str) -> list[Town]:
    """Those whose name holds what was typed (whatever its accents and hyphens) or whose post code begins so."""
    wanted = _folded(typed)
    return [
        town
        for town in offered
        if wanted in _folded(town.name) or any(code.startswith(wanted) for code in town.postcodes)
    ]


def _folded(said: str) -> str:
    plain = unicodedata.normalize("NFD", said.casefold()).replace("-", " ").replace("’", "'")
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def _line(town: Town, towns: Towns, choose: Callable[[str], Awaitable[None]]) -> ft.Control:
    async def chosen() -> None:
        await choose(town.id)

    line = option_line(
        town.name,
        selected=town.id == towns.current,
        on_tap=chosen,
        note=", ".join(town.postcodes) or None,
        sign=ft.Icon(icons.TOWN),
    )
    line.key = town.id
    return line
