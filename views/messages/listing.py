"""The conversations of the household, last written first, searchable; what is not at the city yet comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import flet as ft

from services.letters import Letter
from services.models.message import Thread, ThreadPage
from services.query import Topic
from views.design import (
    SPACE,
    empty_card,
    form_scroll,
    icons,
    outlined_button,
    primary_button,
)
from views.frame import fate, search_field, stale_line
from views.headed import headed_page
from views.messages.row import Row, ThreadRow
from views.messages.words import last_words, on_its_way, thread_name
from views.state import memo, navigate, screen, use_layout, use_portal_state, use_query, use_typed
from views.state.navigation import HOME, NEW_MESSAGE
from views.text import _, typeset
from views.text.dates import shortly


@screen
def ThreadList(chosen: str | None) -> ft.Control:
    """The list as a page of its own. `chosen`: the one beside it."""
    portal = use_portal_state(Topic.SESSION, Topic.OUTBOX)
    answer, refresh = use_query(portal.messages.threads(), [])
    typed = use_typed()
    sought = typed.value.strip()
    rows: list[ft.Control] = [
        search_field(_("Chercher un message"), typed),
        ThreadRows(sought, None, chosen, key=f"rows-{sought}"),
    ]
    body = ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    write = primary_button(_("Écrire un message"), lambda: navigate(NEW_MESSAGE), icons.EDIT, height=54)
    return headed_page(
        _("Messagerie"),
        form_scroll(body, use_layout().height),
        ft.Container(write, padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.cosy)),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
        scroll=False,
    )


@screen
def ThreadRows(search: str, cursor: str | None, chosen: str | None) -> ft.Control:
    """One page of the list, and the next once asked for."""
    portal = use_portal_state(Topic.SESSION, Topic.OUTBOX)
    answer, _refresh = use_query(portal.messages.threads(search, cursor), [])
    more, show_more = ft.use_state(False)
    now = portal.now()
    first = cursor is None and not search

    def draw(page: ThreadPage) -> ft.Control:
        going = _going(portal.messages.on_its_way(), page.items, now) if first else []
        rows = [*going, *(_row(one, now) for one in page.items)]
        if not rows and cursor is None:
            return _none(search)
        drawn: list[ft.Control] = [
            memo(ThreadRow)(one, chosen=one.id == chosen, key=f"thread-{one.id}") for one in rows
        ]
        if page.next is not None:
            following = ThreadRows(search, page.next, chosen, key=f"after-{page.next}") if more else None
            drawn.append(following or outlined_button(_("Voir les plus anciennes"), lambda: show_more(True)))
        return ft.Column(drawn, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw)


def _row(thread: Thread, now: datetime) -> Row:
    return Row(
        thread.id,
        thread_name(thread, now),
        thread.service_name,
        thread.subject,
        last_words(thread),
        shortly(thread.last_at, now),
        thread.unread,
        thread.closed,
    )


def _going(letters: Sequence[Letter], known: Sequence[Thread], now: datetime) -> list[Row]:
    """Conversations begun here that the city has not listed yet."""
    listed = {one.id for one in known}
    begun = {one.message.thread: one for one in letters if one.message.service and one.message.thread not in listed}
    rows = []
    for thread, letter in begun.items():
        subject, note = letter.message.subject or "", on_its_way(letter)
        when = shortly(letter.posted_at or now, now)
        rows.append(Row(thread, f"{subject}, {note}, {when}", note, subject, letter.message.text, when, waiting=True))
    return rows


def _none(search: str) -> ft.Control:
    if search:
        return empty_card(icons.SEARCH, typeset(_("Aucun message ne contient « {search} ».").format(search=search)))
    return empty_card(
        icons.MESSAGES,
        _("Vos échanges avec les services de la ville seront ici. Écrivez le premier message."),
    )
