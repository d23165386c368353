"""Questions answered by typing: words, a number, a date, an address."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Final

import flet as ft

from services.models.procedure import Address, Answer, FieldKind, FormField
from views.design import SPACE, text_field
from views.frame import DayField
from views.procedures.form.block import label_of
from views.state import Typed, screen, use_portal, use_typed
from views.text import _
from views.text.dates import typed_day

OnAnswer = Callable[[Answer | None], Awaitable[object]]

_KEYBOARDS: Final = {
    FieldKind.NUMBER: ft.KeyboardType.NUMBER,
    FieldKind.EMAIL: ft.KeyboardType.EMAIL,
    FieldKind.PHONE: ft.KeyboardType.PHONE,
    FieldKind.LONG_TEXT: ft.KeyboardType.MULTILINE,
}
_HINTS: Final = {FieldKind.PHONE: "06 12 34 56 78", FieldKind.EMAIL: "nom@exemple.fr"}
_LINES = 5


def answer_of(kind: FieldKind, typed: str) -> Answer | None:
    """What is typed as the city takes it; as it is where it cannot be read (the city then says so). None = empty."""
    said = typed.strip()
    if not said:
        return None
    if kind is FieldKind.DATE:
        day = typed_day(said)
        return day.isoformat() if day is not None else said
    if kind is FieldKind.NUMBER:
        plain = re.sub(r"\s", "", said).replace(",", ".")
        try:
            value = float(plain)
        except ValueError:
            return said
        return int(value) if value.is_integer() and "." not in plain else value
    return typed


def typed_of(kind: FieldKind, answer: Answer | None) -> str:
    """An answer as it stands in the field."""
    if answer is None or isinstance(answer, tuple | Address):
        return ""
    if kind is FieldKind.DATE and isinstance(answer, str):
        try:
            return date.fromisoformat(answer).strftime("%d/%m/%Y")
        except ValueError:
            return answer
    if kind is FieldKind.NUMBER:
        return str(answer).replace(".", ",")
    return str(answer)


@screen
def TypedQuestion(
    field: FormField, answer: Answer | None, on_answer: OnAnswer, error: str | None, focus: int = 0
) -> ft.Control:
    """A field whose label is the question. What comes from the city while it has the keyboard does not replace it.

    `focus`: it takes the keyboard when that changes, 0 apart.
    """
    portal, typed = use_portal(), use_typed(typed_of(field.kind, answer))
    _use_focus(typed, focus)

    def changed(value: str) -> Awaitable[object]:
        typed.change(value)
        return on_answer(answer_of(field.kind, value))

    if field.kind is FieldKind.DATE:
        least, most = (bound if isinstance(bound, date) else None for bound in (field.least, field.most))
        return DayField(
            label_of(field),
            typed,
            portal.now().date(),
            on_change=changed,
            error=error,
            least=least,
            most=most,
            key="day",
        )
    long = field.kind is FieldKind.LONG_TEXT
    return text_field(
        label_of(field),
        typed.value,
        changed,
        error=error,
        ref=typed.ref,
        keyboard_type=_KEYBOARDS.get(field.kind),
        hint_text=_HINTS.get(field.kind),
        multiline=long,
        min_lines=3 if long else None,
        max_lines=_LINES if long else None,
        max_length=int(field.most) if long and isinstance(field.most, int | float) else None,
        capitalization=ft.TextCapitalization.SENTENCES if long else None,
    )


@screen
def AddressQuestion(answer: Answer | None, on_answer: OnAnswer, focus: int = 0) -> ft.Control:
    """Street, postcode and town. `focus` as in `TypedQuestion`."""
    known = answer if isinstance(answer, Address) else Address()
    street, postcode, town = use_typed(known.street), use_typed(known.postcode), use_typed(known.town)
    _use_focus(street, focus)

    def changed(part: Callable[[str], None]) -> Callable[[str], Awaitable[object]]:
        def take(value: str) -> Awaitable[object]:
            part(value)
            made = Address(street=street.text(), postcode=postcode.text(), town=town.text())
            return on_answer(made if made != Address() else None)

        return take

    return ft.Column(
        [
            text_field(_("Numéro et rue"), street.value, changed(street.change), ref=street.ref),
            text_field(
                _("Code postal"),
                postcode.value,
                changed(postcode.change),
                ref=postcode.ref,
                keyboard_type=ft.KeyboardType.NUMBER,
            ),
            text_field(_("Ville"), town.value, changed(town.change), ref=town.ref),
        ],
        spacing=SPACE.snug,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _use_focus(typed: Typed, focus: int) -> None:
    async def take() -> None:
        if focus:
            await typed.focus()

    ft.use_effect(take, [focus])
