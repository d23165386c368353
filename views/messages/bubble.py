"""One message of a conversation: the family's at the right, the city's at the left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from services.models.message import Attachment
from views.design import ICON_SMALL, RADIUS, SPACE, bar_shadow, colour, icons, text, text_button
from views.design.components.surface import shadows
from views.messages.files import attachment_chip
from views.state import screen
from views.text import _, typeset

_SHARE, _REST = 6, 1


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message as it is drawn. `who`: empty for one's own; `note`: read, waiting …

    `waiting`: on its way; `refused`: the city did not take it.
    """

    id: str
    city: bool
    who: str
    words: str
    at: str
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    files: tuple[str, ...] = ()
    waiting: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class BubbleActs:
    """`again` and `discard` are for one that was refused."""

    save: Callable[[Attachment], Awaitable[object]]
    again: Callable[[str], Awaitable[object]]
    discard: Callable[[str], Awaitable[object]]


@screen
def MessageBubble(bubble: Bubble, acts: BubbleActs) -> ft.Control:
    column = ft.Column(
        [_paper(bubble, acts), *_under(bubble, acts)],
        spacing=SPACE.tiny,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.START if bubble.city else ft.CrossAxisAlignment.END,
    )
    shown = ft.Container(column, expand=_SHARE, expand_loose=True)
    rest = ft.Container(expand=_REST)
    return ft.Row(
        [shown, rest] if bubble.city else [rest, shown],
        spacing=0,
        alignment=ft.MainAxisAlignment.START if bubble.city else ft.MainAxisAlignment.END,
    )


def _paper(bubble: Bubble, acts: BubbleActs) -> ft.Control:
    ink = "ink" if bubble.city else "on_primary_soft"
    lines: list[ft.Control] = []
    if bubble.who:
        lines.append(text(bubble.who, "small_bold", "ink_soft" if bubble.city else ink))
    if bubble.words:
        lines.append(text(typeset(bubble.words), "body", ink, selectable=True))
    said = ft.Semantics(
        content=ft.Column(lines, spacing=SPACE.hair, tight=True),
        label=", ".join(filter(None, [bubble.who or _("Vous"), bubble.at, bubble.words])),
        exclude_semantics=True,
        container=True,
    )
    rows: list[ft.Control] = [said]
    rows += [attachment_chip(one, acts.save) for one in bubble.attachments]
    rows += [_on_its_way(name) for name in bubble.files]
    return ft.Container(
        ft.Column(rows, spacing=SPACE.snug, tight=True),
        bgcolor=colour("surface" if bubble.city else "primary_soft"),
        border_radius=_corners(city=bubble.city),
        border=ft.Border.all(1, colour("line")) if bubble.city and bar_shadow() is None else None,
        shadow=shadows() if bubble.city else None,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.cosy),
    )


def _corners(*, city: bool) -> ft.BorderRadius:
    """A speech: the lower corner on its own side is small."""
    large, small = RADIUS.card, RADIUS.pip
    return ft.BorderRadius(
        top_left=large,
        top_right=large,
        bottom_left=small if city else large,
        bottom_right=large if city else small,
    )


def _on_its_way(name: str) -> ft.Control:
    return ft.Row(
        [ft.Icon(icons.DOCUMENT, size=ICON_SMALL, color=colour("on_primary_soft")), text(name, "small", expand=True)],
        spacing=SPACE.small,
    )


def _under(bubble: Bubble, acts: BubbleActs) -> list[ft.Control]:
    """The hour and what became of it; what can be done with one that was refused."""
    ink = "red" if bubble.refused else "amber" if bubble.waiting else "ink_soft"
    parts: list[ft.Control] = []
    if bubble.refused or bubble.waiting:
        icon = icons.WARNING if bubble.refused else icons.CLOCK
        parts.append(ft.Icon(icon, size=ICON_SMALL, color=colour(ink)))
    said = " · ".join(filter(None, [bubble.at, bubble.note]))
    side = ft.TextAlign.START if bubble.city else ft.TextAlign.END
    parts.append(text(said, "caption", ink, text_align=side, expand=True, expand_loose=True))
    rows: list[ft.Control] = [ft.Row(parts, spacing=SPACE.tiny, tight=True)]
    if bubble.refused:
        about = bubble.words[:40]
        buttons: list[ft.Control] = [
            text_button(
                _("Reprendre"), lambda: acts.again(bubble.id), name=_("Reprendre, {words}").format(words=about)
            ),
            text_button(
                _("Supprimer"), lambda: acts.discard(bubble.id), name=_("Supprimer, {words}").format(words=about)
            ),
        ]
        rows.append(ft.Row(buttons, spacing=0, run_spacing=0, wrap=True, alignment=ft.MainAxisAlignment.END))
    return rows
