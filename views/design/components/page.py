"""The frame of a page inside the shell: title, body that scrolls, bar that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from views.design import icons
from views.design.components.button import icon_button, text_button
from views.design.components.text import text
from views.design.look import colour
from views.design.tokens import SPACE, TARGET
from views.text import _

_LINE = 2
#: What a 48 px button leaves empty beside its icon.
_AROUND_ICON = 12


def page_frame(
    title: str,
    actions: Sequence[ft.Control] = (),
    body: ft.Control | None = None,
    bottom: ft.Control | None = None,
    *,
    margin: float = SPACE.gap,
    on_back: Callable[..., Any] | None = None,
    under_title: ft.Control | None = None,
    scroll: bool = True,
    least: float | None = None,
    scroller: ft.Ref[ft.Column] | None = None,
) -> ft.Control:
    """`body` scrolls (unless `scroll` is False: it scrolls by itself); `bottom` stays under it.

    `least`: on a page with text fields, what the body takes at least, so that it always scrolls (see `form_scroll`);
    `scroller` is given what scrolls.

    The parts are keyed: a line that comes under the title leaves the others the controls they are, so that a tap on
    its way to one of them arrives.
    """
    rows: list[ft.Control] = [_title_row(title, actions, margin, on_back)]
    if under_title is not None:
        rows.append(ft.Container(under_title, padding=ft.Padding.symmetric(horizontal=margin), key="under-title"))
    inside = ft.Container(
        body,
        padding=ft.Padding.only(left=margin, right=margin, bottom=SPACE.wide),
        expand=not scroll,
        key="body",
    )
    whole = inside if least is None else ft.Stack([ft.Container(height=least), inside])
    rows.append(
        ft.Column(
            [whole],
            expand=True,
            scroll=ft.ScrollMode.HIDDEN,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            key="scrolled",
            ref=scroller,
        )
        if scroll
        else inside
    )
    if bottom is not None:
        rows.append(bottom)
    return ft.Column(rows, expand=True, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _title_row(
    title: str, actions: Sequence[ft.Control], margin: float, on_back: Callable[..., Any] | None
) -> ft.Control:
    head: list[ft.Control] = []
    left = margin + SPACE.hair
    if on_back is not None:
        head.append(icon_button(icons.BACK, _("Retour"), on_back))
        left = margin + SPACE.small - _AROUND_ICON
    head.append(text(title, "h1", heading=1, expand=True))
    # A title alone stands as high as one with buttons: in two panes they are on one line.
    head.extend(actions or [ft.Container(height=TARGET.minimum)])
    return ft.Container(
        ft.Row(head, spacing=SPACE.tiny, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        padding=ft.Padding.only(left=left, right=margin - SPACE.hair, top=SPACE.cosy, bottom=SPACE.tiny),
        key="title",
    )


def freshness(copy_of: str, on_refresh: Callable[..., Any]) -> ft.Control:
    """« Copie de 7 h 40 » + « Actualiser », under the title of a page that shows a copy."""
    return ft.Row(
        [text(copy_of, "caption", "ink_soft"), text_button(_("Actualiser"), on_refresh, icons.REFRESH)],
        spacing=SPACE.tiny,
        alignment=ft.MainAxisAlignment.START,
        wrap=True,
    )


def refreshing_line(*, running: bool = True) -> ft.Control:
    """The 2 px line that runs while a copy is being confirmed; its place is kept while it does not."""
    if not running:
        return ft.Container(height=_LINE)
    return ft.ProgressBar(bar_height=_LINE, color=colour("primary"), bgcolor=colour("none"))
