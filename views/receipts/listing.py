"""« Mes reçus »: what waits on this device first, then every receipt, newest first, searchable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import flet as ft

from services.models import ReceiptSummary
from services.portal import Pending, Portal
from services.query import Topic
from views.design import (
    SPACE,
    button_style,
    card,
    colour,
    empty_card,
    failure_card,
    handler,
    icons,
    large_text,
    named,
    notice,
    outlined_button,
    skeleton,
    text,
    text_button,
)
from views.frame import column_width, least_height, search_field
from views.headed import headed_page
from views.receipts.keeping import use_kept_words
from views.state import (
    Failed,
    Loading,
    current_route,
    navigate,
    screen,
    use_layout,
    use_portal_state,
    use_query,
    use_typed,
)
from views.state.navigation import BOOKING, RECEIPTS, query_of
from views.text import _, ngettext, typeset
from views.text.dates import moment
from views.text.errors import told, told_elsewhere
from views.text.money import money

#: A line of text is not followed further by the eye.
_WIDEST = 640
Discard = Callable[[str], Awaitable[None]]


@screen
def ReceiptsPage() -> ft.Control:
    """The list of the household's receipts, both guardians'."""
    portal = use_portal_state(Topic.SESSION, Topic.OUTBOX)
    typed = use_typed()
    search = typed.value.strip()
    now, where = portal.now(), use_kept_words()
    rows: list[ft.Control] = []
    sent, discard = use_sent_since(portal)
    if sent:
        rows.append(ft.Container(_sent_notice(sent), key="sent"))
    told = query_of(current_route(), "garde") is not None
    rows += [
        ft.Semantics(content=_waiting(one, where, now, discard), live_region=told, key=f"waits-{one.submission.key}")
        for one in portal.outbox
    ]
    rows.append(search_field(_("Chercher un reçu"), typed))
    rows.append(Receipts(search, None, key=f"receipts-{search}"))
    body: ft.Control = ft.Column(rows, spacing=SPACE.gap, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    layout = use_layout()
    width = column_width(layout, _WIDEST)
    if width is not None:
        body = ft.Row([ft.Container(body, width=width)])
    least = least_height(layout)
    return headed_page(_("Mes reçus"), body, on_back=lambda: navigate(BOOKING), least=least)


def use_sent_since(portal: Portal) -> tuple[int, Discard]:
    """How many that waited while this page was open have been sent, and how to give one up. A hook."""
    none: frozenset[str] = frozenset()
    seen, given_up = ft.use_ref(none), ft.use_ref(none)
    waiting = frozenset(pending.submission.key for pending in portal.outbox)
    seen.current = (seen.current or none) | waiting

    async def discard(key: str) -> None:
        given_up.current = (given_up.current or none) | {key}
        await portal.discard_pending(key)

    return len(seen.current - waiting - (given_up.current or none)), discard


def _sent_notice(count: int) -> ft.Control:
    told = ngettext(
        "C'est envoyé. Votre reçu est en tête de liste.",
        "C'est envoyé. Vos {count} reçus sont en tête de liste.",
        count,
    )
    return notice("green", told, icon=icons.CHECK, live=True)


@screen
def Receipts(search: str, cursor: str | None) -> ft.Control:
    """One page of the list, and the next one once asked for."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.receipts(search, cursor), [])
    more, show_more = ft.use_state(False)
    if isinstance(answer, Loading):
        return ft.Column([skeleton(None, 72, radius=SPACE.wide) for _row in range(3)], spacing=SPACE.cosy)
    if isinstance(answer, Failed):
        failure = told_elsewhere(answer.kind, answer.params)
        return failure_card(failure.sentence, failure.action or _("Réessayer"), answer.retry)
    page = answer.value
    if not page.items and cursor is None:
        return _none(search)
    rows: list[ft.Control] = [receipt_row(item, portal.now()) for item in page.items]
    if page.next is not None:
        following = Receipts(search, page.next, key=f"after-{page.next}") if more else None
        rows.append(following or outlined_button(_("Voir les plus anciens"), lambda: show_more(True)))
    return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _none(search: str) -> ft.Control:
    if search:
        return empty_card(icons.SEARCH, typeset(_("Aucun reçu ne contient « {search} ».").format(search=search)))
    return empty_card(
        icons.RECEIPTS,
        _("Chaque envoi laisse ici son reçu, ligne par ligne."),
        _("Réserver"),
        lambda: navigate(BOOKING),
    )


def receipt_row(item: ReceiptSummary, now: datetime) -> ft.Control:
    """Number, when and by whom, how many lines, amount; opens the receipt."""
    at = moment(item.received_at.astimezone(now.tzinfo), now.date())
    lines = ngettext("{count} ligne", "{count} lignes", item.line_count)
    if item.refused_count:
        lines += ", " + ngettext("{count} refusée", "{count} refusées", item.refused_count)
    number = _("Reçu n° {number}").format(number=item.number)
    amount = text(money(item.total_cents), "strong", no_wrap=True)
    about = ft.Column(
        [
            text(number, "strong"),
            text(f"{at[:1].upper()}{at[1:]}", "small", "ink_soft"),
            text(f"{item.by}, {lines}", "small", "amber" if item.refused_count else "ink_soft"),
            *([amount] if large_text() else []),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    opened = handler(lambda: navigate(f"{RECEIPTS}/{item.number}"))
    row = ft.Row(
        [
            about,
            *([] if large_text() else [amount]),
            ft.Icon(icons.NEXT, size=20, color=colour("ink_soft")),
        ],
        spacing=SPACE.cosy,
    )
    face = ft.TextButton(
        content=row,
        on_click=opened,
        style=button_style(fill="surface", radius=SPACE.wide, padding=ft.Padding.all(SPACE.roomy)),
    )
    return named(face, f"{number}, {at}, {lines}, {money(item.total_cents)}", opened)


def _waiting(pending: Pending, where: str, now: datetime, discard: Discard) -> ft.Control:
    """A submission that waits for the network, or that the city will never take."""
    lines = ngettext("{count} ligne", "{count} lignes", len(pending.submission.lines))
    kept = moment(pending.kept_at.astimezone(now.tzinfo), now.date())
    rows: list[ft.Control] = [
        ft.Row(
            [
                ft.Icon(ft.Icons.OUTBOX_ROUNDED, size=20, color=colour("amber")),
                text(where, "strong", expand=True),
                text(lines, "small", "ink_soft"),
            ],
            spacing=SPACE.snug,
        ),
    ]
    if pending.hopeless and pending.kind is not None:
        rows.append(text(told(pending.kind).sentence, "small", "red"))
        key = pending.submission.key
        rows.append(text_button(_("Abandonner cet envoi"), lambda: discard(key)))
    else:
        rows.append(text(_("Depuis {kept}. Envoi au retour du réseau.").format(kept=kept), "small", "ink_soft"))
    return card(ft.Column(rows, spacing=SPACE.small, tight=True), fill="amber_fill")
