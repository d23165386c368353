"""Messagerie: the last conversations, who wrote and when, and how much of it is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import flet as ft

from services.models.dashboard import MessagesContent
from services.models.message import Thread
from views.dashboard.block import block, content_of, flush, stacked, two_bars
from views.dashboard.definition import Block, Span
from views.design import (
    RADIUS,
    SPACE,
    TYPE,
    button_style,
    carousel,
    count_badge,
    handler,
    icons,
    soft_button,
    spoken,
    text,
    text_scale,
)
from views.messages.words import last_words, thread_name
from views.state import Loadable, Ready, navigate, screen, use_portal
from views.state.navigation import MESSAGES, NEW_MESSAGE
from views.text import _, mark, ngettext, typeset
from views.text.dates import shortly

_LINES = 2


@screen
def MessagesCard(loadable: Loadable[MessagesContent]) -> ft.Control:
    now = use_portal().now()
    front, turn_to = ft.use_state(0)
    unread = loadable.value.unread if isinstance(loadable, Ready) else 0
    name = _("Voir la messagerie")
    if unread:
        name += ", " + ngettext("{count} message non lu", "{count} messages non lus", unread)

    def drawn(value: MessagesContent) -> ft.Control:
        return _drawn(value.threads, now, min(front, max(0, len(value.threads) - 1)), turn_to)

    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, drawn, two_bars),
        aside=[count_badge(unread, apart=True)] if unread else [],
        open_name=name,
        on_open=lambda: navigate(MESSAGES),
        fill="blue_fill",
        ink="blue",
    )


def _drawn(threads: Sequence[Thread], now: datetime, front: int, turn_to: Callable[[int], None]) -> ft.Control:
    if not threads:
        said = text(_("Aucun message."), "body", "ink_soft")
        return stacked([said, soft_button(_("Écrire un message"), lambda: navigate(NEW_MESSAGE))])
    words = {"previous": _("Conversation précédente"), "following": _("Conversation suivante")}
    return flush(carousel([_thread(one, now) for one in threads], front, turn_to, _height(), **words))


def _height() -> float:
    """Of a conversation: the office, the subject, two lines of words."""
    lines = (("small", 1), ("strong", 1), ("small", _LINES))
    return sum(TYPE[role].size * TYPE[role].height * count for role, count in lines) * text_scale() + SPACE.wide


def _thread(thread: Thread, now: datetime) -> ft.Control:
    """The last words of a conversation; a tap opens it."""
    head = ft.Row(
        [
            text(thread.service_name, "small", "ink_soft", expand=True, max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
            text(shortly(thread.last_at, now), "caption", "ink_soft"),
        ],
        spacing=SPACE.snug,
    )
    face = ft.Column(
        [
            head,
            text(typeset(thread.subject), "strong", max_lines=1, overflow=ft.TextOverflow.ELLIPSIS),
            text(
                typeset(last_words(thread)),
                "small",
                "ink" if thread.unread else "ink_soft",
                max_lines=_LINES,
                overflow=ft.TextOverflow.ELLIPSIS,
            ),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    tap = handler(lambda: navigate(f"{MESSAGES}/{thread.id}"))
    style = button_style(
        radius=RADIUS.cell,
        padding=ft.Padding.symmetric(horizontal=SPACE.tiny, vertical=SPACE.snug),
        alignment=ft.Alignment.TOP_LEFT,
    )
    return spoken(ft.TextButton(content=face, style=style, on_click=tap), thread_name(thread, now), tap)


DEFINITION = Block(
    "messages",
    mark("Messagerie"),
    icons.MESSAGES,
    MessagesCard,
    Span.SIDE,
    height=4,
    urgent=lambda value: value.unread > 0,
)
