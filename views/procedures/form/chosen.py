"""Questions answered by choosing: yes or no, one of several, several of several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from services.models.procedure import Answer, FieldKind, FormField
from views.design import SPACE, option_line, tick_line
from views.procedures.form.typed import OnAnswer
from views.text import _, typeset


def chosen_question(field: FormField, answer: Answer | None, on_answer: OnAnswer) -> ft.Control:
    """The lines of a question of these kinds; their names carry the question."""
    if field.kind is FieldKind.YES_NO:
        pairs: list[tuple[str, Answer]] = [(_("Oui"), True), (_("Non"), False)]
        lines = [_option(field, word, answer is value, lambda value=value: on_answer(value)) for word, value in pairs]
    elif field.kind is FieldKind.CHOICE:
        lines = [
            _option(field, option.label, answer == option.key, lambda key=option.key: on_answer(key))
            for option in field.options
        ]
    else:
        lines = _ticks(field, answer if isinstance(answer, tuple) else (), on_answer)
    return ft.Column(lines, spacing=SPACE.small, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _option(field: FormField, word: str, selected: bool, tap: Callable[..., Any]) -> ft.Control:
    return option_line(typeset(word), selected=selected, on_tap=lambda: tap(), name=typeset(f"{field.label}, {word}"))


def _ticks(field: FormField, ticked: tuple[str, ...], on_answer: OnAnswer) -> list[ft.Control]:
    def turned(key: str) -> Callable[[], Any]:
        kept = {*ticked} ^ {key}
        made = tuple(option.key for option in field.options if option.key in kept)
        return lambda: on_answer(made or None)

    return [
        tick_line(
            typeset(option.label),
            checked=option.key in ticked,
            on_tap=turned(option.key),
            name=typeset(f"{field.label}, {option.label}"),
        )
        for option in field.options
    ]
