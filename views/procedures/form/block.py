"""One question: what is asked, how, what is wrong with the answer."""

from __future__ import annotations

import flet as ft

from services.models.procedure import FormField
from views.design import SPACE, card, inline_error, text
from views.text import _, typeset

#: A question longer than this does not fit in a field's edge, where it stands as the label.
_FITS = 38


def question_block(field: FormField, control: ft.Control, error: str | None, *, titled: bool = True) -> ft.Control:
    """A card. `titled`: the question stands above; else `control` carries it (and its error) itself."""
    rows: list[ft.Control] = []
    if titled or len(field.label) > _FITS:
        rows.append(text(label_of(field), "strong", heading=2))
    if field.help:
        rows.append(text(typeset(field.help), "small", "ink_soft"))
    rows.append(control)
    if error is not None and titled:
        rows.append(inline_error(error))
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column)


def label_of(field: FormField) -> str:
    """The question; « (facultatif) » where no answer is needed."""
    label = typeset(field.label)
    return label if field.required else _("{label} (facultatif)").format(label=label)
