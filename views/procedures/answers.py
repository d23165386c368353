"""Answers as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import flet as ft

from services.models.procedure import Address, Answer, FieldKind, FormField
from views.design import SPACE, text
from views.text import _, typeset
from views.text.dates import day_name_with_year


def answered(field: FormField, answers: Sequence[ft.Control]) -> ft.Control:
    """A question and what was answered, nearer to each other than to the next."""
    label = text(typeset(field.label), "caption", "ink_soft")
    return ft.Column(
        [label, *answers], spacing=SPACE.hair, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def answer_said(field: FormField, answer: Answer | None) -> str:
    """« Oui », the labels of what was chosen, a day in words, an address on one line; « sans réponse »."""
    if answer is None or answer in ("", ()):
        return _("sans réponse")
    if isinstance(answer, bool):
        return _("Oui") if answer else _("Non")
    if isinstance(answer, Address):
        return ", ".join(filter(None, [answer.street, f"{answer.postcode} {answer.town}".strip()]))
    labels = {option.key: option.label for option in field.options}
    if isinstance(answer, tuple):
        return ", ".join(labels.get(one, one) for one in answer)
    if field.kind is FieldKind.DATE:
        try:
            return day_name_with_year(date.fromisoformat(str(answer)))
        except ValueError:
            return str(answer)
    if field.kind is FieldKind.NUMBER:
        return str(answer).replace(".", ",")
    return labels.get(str(answer), str(answer))
