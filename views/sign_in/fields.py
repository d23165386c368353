"""The two fields of every sign-in form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.design import icons, text_field
from views.design.components.button import icon_button
from views.state import Typed
from views.text import _


def email_field(
    typed: Typed,
    *,
    on_submit: Callable[..., Any] | None = None,
    error: str | None = None,
    **properties: Any,
) -> ft.Control:
    return text_field(
        _("Adresse e-mail"),
        typed.value,
        typed.change,
        icon=icons.MAIL,
        error=error,
        on_submit=on_submit,
        ref=typed.ref,
        keyboard_type=ft.KeyboardType.EMAIL,
        autofill_hints=ft.AutofillHint.USERNAME,
        autocorrect=False,
        **properties,
    )


def password_field(
    typed: Typed,
    *,
    shown: bool,
    on_show: Callable[[], Any] | None,
    on_submit: Callable[..., Any] | None = None,
    error: str | None = None,
    label: str | None = None,
    new: bool = False,
    **properties: Any,
) -> ft.Control:
    """With « Afficher le mot de passe » beside it, a toggle with a name, unless `on_show` is None."""
    name = _("Masquer le mot de passe") if shown else _("Afficher le mot de passe")
    reveal = icon_button(icons.HIDE if shown else icons.SHOW, name, on_show, color="ink_soft") if on_show else None
    hint = ft.AutofillHint.NEW_PASSWORD if new else ft.AutofillHint.PASSWORD
    return text_field(
        label or _("Mot de passe"),
        typed.value,
        typed.change,
        icon=icons.LOCK,
        error=error,
        on_submit=on_submit,
        password=not shown,
        autofill_hints=hint,
        autocorrect=False,
        enable_suggestions=False,
        suffix_icon=reveal,
        ref=typed.ref,
        **properties,
    )
