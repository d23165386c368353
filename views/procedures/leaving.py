"""Deleting a draft, taking a démarche back: asked first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from views.design import inline_error, primary_button, question, text_button
from views.state import navigate, use_mutation, use_portal
from views.state.navigation import PROCEDURES
from views.text import _
from views.text.errors import told_error


def use_deleting(procedure: str) -> Callable[[], None]:
    """Opens the question whether to delete the draft; then leads to the list. A hook."""
    portal = use_portal()
    return _use_question(
        portal.procedures.delete,
        procedure,
        _("Supprimer ce brouillon ?"),
        _("Vos réponses et vos documents seront effacés."),
        _("Supprimer"),
        lambda: navigate(PROCEDURES),
    )


def use_withdrawing(procedure: str) -> Callable[[], None]:
    """Opens the question whether to take the démarche back. A hook."""
    portal = use_portal()
    return _use_question(
        portal.procedures.withdraw,
        procedure,
        _("Retirer cette démarche ?"),
        _("La ville ne la traitera pas. Vous pourrez en faire une autre."),
        _("Retirer"),
        lambda: None,
    )


def _use_question(
    act: Callable[[str], Awaitable[None]],
    procedure: str,
    title: str,
    sentence: str,
    label: str,
    after: Callable[[], None],
) -> Callable[[], None]:
    asked, ask = ft.use_state(False)

    async def done(one: str) -> bool:
        await act(one)
        return True

    acting = use_mutation(done)

    async def agree() -> None:
        if await acting.run(procedure):
            ask(False)
            after()

    choices: list[ft.Control] = [
        text_button(_("Garder"), lambda: ask(False)),
        primary_button(label, agree, busy=acting.busy),
    ]
    if acting.error is not None:
        choices.insert(0, inline_error(told_error(acting.error).sentence))
    ft.use_dialog(question(title, sentence, choices, lambda: ask(False)) if asked else None)
    return lambda: ask(True)
