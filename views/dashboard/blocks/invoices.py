"""Paiement des factures: what is left to pay, by when, what is late."""

from __future__ import annotations

from datetime import date

import flet as ft

from services.models.dashboard import InvoicesContent
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block, Span
from views.design import ICON_SMALL, SPACE, colour, icons, large_text, soft_button, text
from views.state import Loadable, navigate, screen, use_portal
from views.state.navigation import INVOICES
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_without_weekday, month_name
from views.text.money import money


@screen
def InvoicesCard(loadable: Loadable[InvoicesContent]) -> ft.Control:
    today = use_portal().now().date()
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, lambda value: _drawn(value, today), two_bars),
        open_name=_("Voir les factures"),
        on_open=_open,
        fill="amber_fill",
        ink="amber",
    )


def _open() -> None:
    navigate(INVOICES)


def due_sentence(value: InvoicesContent) -> str:
    """« 2 factures, avant le 5 décembre »."""
    count = ngettext("{count} facture", "{count} factures", value.due_count)
    if value.due_on is None:
        return count
    return typeset(_("{count}, avant le {day}").format(count=count, day=day_without_weekday(value.due_on)))


def overdue_sentence(value: InvoicesContent, today: date) -> str | None:
    """« dont 24,25 € en retard de 3 jours », or None."""
    if not value.overdue_cents:
        return None
    late = (today - value.overdue_since).days if value.overdue_since else 0
    since = ngettext("de {count} jour", "de {count} jours", late) if late > 0 else ""
    return typeset(_("dont {total} en retard {since}").format(total=money(value.overdue_cents), since=since).strip())


def _settled(value: InvoicesContent) -> str:
    if value.next_month is None:
        return _("Tout est réglé.")
    return typeset(_("Tout est réglé. Prochaine facture début {month}.").format(month=month_name(value.next_month)))


def _drawn(value: InvoicesContent, today: date) -> ft.Control:
    if not value.due_count:
        return text(_settled(value), "body", "ink_soft")
    words: list[ft.Control] = [
        text(money(value.due_cents), "money"),
        text(due_sentence(value), "small", "ink_soft"),
    ]
    told = ft.Column(words, spacing=SPACE.hair, tight=True, expand=not large_text())
    pay = soft_button(_("Payer"), _open, name=_("Payer {total}").format(total=money(value.due_cents)))
    notes = _notes(value, today)
    if large_text():
        return stacked([told, *notes, pay])
    # What is late has the card's width: beside the button its last word falls on a line of its own.
    return stacked([ft.Row([told, pay], spacing=SPACE.medium), *notes], spacing=SPACE.snug)


def _notes(value: InvoicesContent, today: date) -> list[ft.Control]:
    """What is late, what is being paid."""
    notes: list[ft.Control] = []
    late = overdue_sentence(value, today)
    if late is not None:
        icon = ft.Icon(icons.WARNING, size=ICON_SMALL, color=colour("red"))
        notes.append(ft.Row([icon, text(late, "small", "red", expand=True)], spacing=SPACE.small))
    if value.paying:
        notes.append(text(_("Paiement en cours de vérification…"), "small", "blue"))
    return notes


DEFINITION = Block(
    "invoices",
    mark("Paiement des factures"),
    icons.INVOICES,
    InvoicesCard,
    Span.SIDE,
    height=3,
    urgent=lambda value: value.due_count > 0,
)
