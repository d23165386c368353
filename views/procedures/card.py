"""One démarche of a list: its state, its number, its title, the city's words, one action."""

from __future__ import annotations

import flet as ft

from services.models.procedure import Procedure, ProcedureState
from views.design import (
    SPACE,
    card,
    colour,
    handler,
    icons,
    pill,
    primary_button,
    quoted,
    soft_button,
    text,
)
from views.design.components.button import button_style, spoken
from views.procedures.words import note_of, state_of, title_of
from views.state import navigate
from views.state.navigation import PROCEDURES
from views.text import _, typeset
from views.text.dates import day_name


def state_pill(procedure: Procedure) -> ft.Control:
    look = state_of(procedure.state)
    return pill(look.word, icon=look.icon, fill=f"{look.kind}_fill", ink=look.kind)


def procedure_card(procedure: Procedure, *, chosen: bool = False) -> ft.Control:
    """A tap opens it. `chosen`: it is what stands beside the list."""

    def open_it() -> None:
        navigate(f"{PROCEDURES}/{procedure.id}")

    look, note, title = state_of(procedure.state), note_of(procedure), title_of(procedure)
    parts = [state_pill(procedure), *([text(note, "small", "ink_soft")] if note else [])]
    head = ft.Row(
        parts,
        spacing=SPACE.snug,
        run_spacing=SPACE.tiny,
        wrap=True,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    face = ft.Column(
        [head, text(title, "strong")],
        spacing=SPACE.snug,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    opened = handler(open_it)
    button = ft.TextButton(
        content=face, on_click=opened, style=button_style(padding=ft.Padding.all(SPACE.snug), radius=SPACE.gap)
    )
    name = ", ".join(filter(None, [title, look.word, note]))
    rows: list[ft.Control] = [spoken(button, name, opened)]
    rows += [ft.Container(one, padding=ft.Padding.symmetric(horizontal=SPACE.snug)) for one in _more(procedure)]
    column = ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    made = card(column, padding=ft.Padding.all(SPACE.snug), key=f"p-{procedure.id}")
    if chosen:
        made.border = ft.Border.all(2, colour("primary"))
    return made


def _more(procedure: Procedure) -> list[ft.Control]:
    """The city's words and the action that goes on."""
    rows: list[ft.Control] = []
    if procedure.words and procedure.state in (ProcedureState.TO_COMPLETE, ProcedureState.REJECTED):
        words = typeset(_("« {words} »").format(words=procedure.words))
        rows.append(quoted(words, state_of(procedure.state).kind))
    if procedure.state is ProcedureState.PENDING and procedure.reply_by is not None:
        said = _("Réponse attendue avant le {day}").format(day=day_name(procedure.reply_by))
        rows.append(text(typeset(said), "small", "ink_soft"))
    action = action_of(procedure)
    if action is not None:
        rows.append(ft.Container(action, padding=ft.Padding.only(bottom=SPACE.snug, top=SPACE.tiny)))
    return rows


def action_of(procedure: Procedure) -> ft.Control | None:
    """« Reprendre » a draft, « Compléter » what the city asks."""
    title = title_of(procedure)

    def go_on() -> None:
        navigate(f"{PROCEDURES}/{procedure.id}")

    if procedure.state is ProcedureState.DRAFT:
        return soft_button(_("Reprendre"), go_on, name=_("Reprendre, {title}").format(title=title))
    if procedure.state is ProcedureState.TO_COMPLETE:
        return primary_button(_("Compléter"), go_on, icons.EDIT, name=_("Compléter, {title}").format(title=title))
    return None
