"""The account sheet: who is signed in, and signing out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from services.models import Account
from views.design import SPACE, icons, outlined_button, sheet, text
from views.text import _


def account_sheet(
    account: Account,
    on_sign_out: Callable[..., Any],
    on_close: Callable[..., Any],
    *,
    phone: bool,
    busy: bool,
    waiting: str | None,
    height: float,
) -> ft.DialogControl:
    """`waiting`: what would be lost by signing out, said before the button."""
    rows: list[ft.Control] = [
        text(f"{account.first_name} {account.last_name}", "strong"),
        text(account.email, "small", "ink_soft"),
    ]
    if waiting is not None:
        rows.append(text(waiting, "small", "amber"))
    rows.append(ft.Container(height=SPACE.tiny))
    rows.append(outlined_button(_("Se déconnecter"), on_sign_out, icons.SIGN_OUT, busy))
    content = ft.Column(rows, spacing=SPACE.tiny, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return sheet(_("Mon compte"), content, on_close, phone=phone, height=height)
