"""Secondary choices: a bottom sheet on the phone, a centred sheet of 480 px elsewhere. For `ft.use_dialog`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views.design import icons
from views.design.components.button import icon_button
from views.design.components.text import text
from views.design.handling import handler
from views.design.tokens import LAYOUT, RADIUS, SPACE
from views.text import _

_TALLEST = 0.85


def sheet(
    title: str,
    content: ft.Control,
    on_close: Callable[..., Any],
    *,
    phone: bool,
    actions: Sequence[ft.Control] = (),
    height: float = 915,
    closable: bool = True,
) -> ft.DialogControl:
    """A sheet that ends by `on_close` (called also when dismissed outside). `height` is the window's.

    Its fill is the theme's: one given here would stay when the theme changes under an open sheet.

    Use: `ft.use_dialog(sheet(…) if open else None)`.
    """
    head = ft.Row(
        [text(title, "h2", heading=2, expand=True)]
        + ([icon_button(icons.CLOSE, _("Fermer"), on_close)] if closable else []),
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    body = ft.Column(
        [head, ft.Column([content], scroll=ft.ScrollMode.AUTO, tight=True), *actions],
        spacing=SPACE.gap,
        tight=True,
    )
    if phone:
        return _bottom(body, on_close, height, closable=closable)
    return _centred(body, on_close, height, closable=closable)


def _bottom(body: ft.Column, on_close: Callable[..., Any], height: float, *, closable: bool) -> ft.BottomSheet:
    return ft.BottomSheet(
        content=ft.Container(
            body,
            padding=ft.Padding.only(
                left=SPACE.roomy,
                right=SPACE.roomy,
                bottom=SPACE.wide,
                top=0 if closable else SPACE.wide,
            ),
        ),
        show_drag_handle=closable,
        draggable=closable,
        dismissible=closable,
        scrollable=True,
        size_constraints=ft.BoxConstraints(max_height=height * _TALLEST, max_width=LAYOUT.tablet_from),
        shape=ft.RoundedRectangleBorder(
            radius=ft.BorderRadius(top_left=RADIUS.bar, top_right=RADIUS.bar, bottom_left=0, bottom_right=0),
        ),
        on_dismiss=handler(on_close),
    )


def _centred(body: ft.Column, on_close: Callable[..., Any], height: float, *, closable: bool) -> ft.AlertDialog:
    return ft.AlertDialog(
        content=ft.Container(body, width=LAYOUT.sheet),
        scrollable=True,
        modal=not closable,
        shape=ft.RoundedRectangleBorder(radius=RADIUS.bar),
        content_padding=ft.Padding.all(SPACE.wider),
        actions_padding=0,
        inset_padding=ft.Padding.all(SPACE.wide),
        on_dismiss=handler(on_close),
    )


def question(
    title: str,
    sentence: str,
    choices: Sequence[ft.Control],
    on_close: Callable[..., Any],
) -> ft.AlertDialog:
    """A question with two or three answers; the first is the default."""
    column = ft.Column(
        [
            text(title, "h2", heading=2),
            text(sentence, "body", "ink_soft"),
            ft.Row(
                list(choices),
                spacing=SPACE.snug,
                run_spacing=SPACE.snug,
                wrap=True,
                alignment=ft.MainAxisAlignment.END,
            ),
        ],
        spacing=SPACE.gap,
        tight=True,
    )
    return ft.AlertDialog(
        content=ft.Container(column, width=LAYOUT.sheet),
        shape=ft.RoundedRectangleBorder(radius=RADIUS.bar),
        content_padding=ft.Padding.all(SPACE.wider),
        actions_padding=0,
        inset_padding=ft.Padding.all(SPACE.wide),
        on_dismiss=handler(on_close),
    )
