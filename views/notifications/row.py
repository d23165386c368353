"""One notification: what happened, when, and what can be done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from views.design import (
    RADIUS,
    SPACE,
    button_style,
    card,
    colour,
    handler,
    icon_button,
    icon_tile,
    icons,
    large_text,
    soft_button,
    spoken,
    text,
    text_button,
    unread_dot,
)
from views.notifications.acting import Acts
from views.notifications.sentences import Said
from views.state import navigate, screen
from views.text import _

_SWIPE_VELOCITY = 200.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification as it is drawn. `route`: what a tap opens, None = it only counts as read."""

    id: str
    said: Said
    when: str
    read: bool
    route: str | None


@screen
def NotificationRow(
    shown: Shown, acts: Acts, *, compact: bool = False, on_leave: Callable[[], None] | None = None
) -> ft.Control:
    """A tap opens the thing itself. Swiped to the left, or by « Plus d'actions »: read or not, delete.

    `compact`: as in the bell's sheet, without further actions; `on_leave` closes it before the thing is opened.
    """
    opened, set_opened = ft.use_state(False)

    async def tap() -> None:
        if shown.route is not None:
            if on_leave is not None:
                on_leave()
            navigate(shown.route)
        if not shown.read:
            await acts.read(shown.id)

    def swiped(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        velocity = event.primary_velocity or 0.0
        if abs(velocity) > _SWIPE_VELOCITY:
            set_opened(velocity < 0)

    more = None if compact else _more(shown, opened, lambda: set_opened(not opened))
    lines: list[ft.Control] = [_head(shown, tap, more)]
    if shown.said.action is not None and shown.route is not None and not compact:
        indent = 0 if large_text() else 48 + SPACE.medium
        action = ft.Row([soft_button(shown.said.action, tap)])
        lines.append(ft.Container(action, padding=ft.Padding.only(left=indent, top=SPACE.snug)))
    if opened:
        lines.append(_actions(shown, acts, lambda: set_opened(False)))
    inside = _paper(ft.Column(lines, spacing=0, tight=True), read=shown.read)
    if compact:
        return inside
    return ft.GestureDetector(inside, on_horizontal_drag_end=handler(swiped), exclude_from_semantics=True)


def _paper(content: ft.Control, *, read: bool) -> ft.Control:
    """White card while unread, an outline once read."""
    padding = ft.Padding.symmetric(horizontal=SPACE.small, vertical=SPACE.small)
    if not read:
        return card(content, padding=padding)
    return ft.Container(content, border=ft.Border.all(1, colour("line")), border_radius=RADIUS.card, padding=padding)


def _head(shown: Shown, tap: Callable[[], Awaitable[None]], more: ft.Control | None) -> ft.Control:
    said = shown.said
    plain = said.kind == "primary"
    tile = icon_tile(
        said.icon,
        fill="primary_soft" if plain else f"{said.kind}_fill",
        ink="on_primary_soft" if plain else said.kind,
        size=40,
    )
    when = text(shown.when, "caption", "ink_soft")
    start = ft.CrossAxisAlignment.START
    top: list[ft.Control] = [text(said.title, "strong", expand=True), *([] if large_text() else [when])]
    words: list[ft.Control] = [ft.Row(top, spacing=SPACE.snug, vertical_alignment=start)]
    # The sentence goes on below the hour: beside it, a phone leaves three words to the line.
    under: list[ft.Control] = [text(said.sentence or "", "small", "ink_soft", expand=True)]
    if not shown.read:
        under.append(ft.Container(unread_dot(), padding=ft.Padding.only(top=SPACE.tiny)))
    if said.sentence or not shown.read:
        words.append(ft.Row(under, spacing=SPACE.snug, vertical_alignment=start))
    if large_text():
        words.append(when)
    body = ft.Column(words, spacing=SPACE.hair, tight=True, expand=True)
    parts: list[ft.Control] = [*([] if large_text() else [tile]), body]
    face = ft.Row(parts, spacing=SPACE.medium, vertical_alignment=ft.CrossAxisAlignment.START)
    tapped = handler(tap)
    style = button_style(padding=ft.Padding.all(SPACE.snug), radius=RADIUS.button)
    button = ft.TextButton(content=face, on_click=tapped, style=style)
    named = spoken(button, _name(shown), tapped)
    if more is None:
        return named
    return ft.Row([ft.Container(named, expand=True), more], spacing=0, vertical_alignment=ft.CrossAxisAlignment.START)


def _name(shown: Shown) -> str:
    state = [] if shown.read else [_("non lue")]
    return ", ".join([shown.said.title, *state, *filter(None, [shown.said.sentence]), shown.when])


def _more(shown: Shown, opened: bool, toggle: Callable[[], Any]) -> ft.Control:
    name = _("Moins d'actions, {title}") if opened else _("Plus d'actions, {title}")
    return icon_button(
        icons.MORE, name.format(title=shown.said.title), toggle, color="ink_soft", size=20, tooltip=False
    )


def _actions(shown: Shown, acts: Acts, close: Callable[[], None]) -> ft.Control:
    async def turn() -> None:
        close()
        await (acts.unread(shown.id) if shown.read else acts.mark(shown.id))

    async def delete() -> None:
        close()
        await acts.delete(shown.id)

    label = _("Marquer comme non lue") if shown.read else _("Marquer comme lue")
    about = {"title": shown.said.title}
    buttons = [
        text_button(label, turn, icons.UNREAD if shown.read else icons.CHECK, name=f"{label}, {shown.said.title}"),
        text_button(_("Supprimer"), delete, icons.DELETE, name=_("Supprimer, {title}").format(**about)),
    ]
    return ft.Row(buttons, spacing=0, run_spacing=0, wrap=True, alignment=ft.MainAxisAlignment.END)
