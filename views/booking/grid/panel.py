"""« Votre choix », the desktop's panel: the lines by day, the nearest deadline, the sum, « Soumettre »."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from services.models import SlotKey
from views.booking.actions import BookingActions, FocusEntry
from views.booking.bar import apart, billing, sending_notice, submit_label, use_announcement
from views.booking.names import counts_said
from views.booking.planning import Planning
from views.booking.sending import Sending, use_sending, use_submit_focus
from views.booking.sheets.lines import choice_lines
from views.booking.store import SummaryEntry
from views.design import LAYOUT, SPACE, accent_button, colour, icons, notice, separator, text
from views.state import screen
from views.text import _, ngettext, typeset
from views.text.deadlines import before
from views.text.money import money


@screen
def ChoicePanel(
    entry: SummaryEntry,
    focus: FocusEntry,
    actions: BookingActions,
    planning: Planning,
    hidden: frozenset[str],
    children: tuple[str, ...],
    now: datetime,
) -> ft.Control:
    """Redrawn at each tick. `hidden` activities and children not shown only hide rows, never a pending choice."""
    sums = entry.value
    sending = use_sending(actions.store)
    announced = use_announcement(sums)
    choice = actions.store.choice
    filtered = sum(_is_hidden(key, planning, hidden, children) for key in choice.picks)
    body: list[ft.Control] = [text(_("Votre choix"), "h2", heading=2)]
    if sums.count:
        body.append(choice_lines(choice, planning, actions.remove))
    else:
        empty = _("Cochez des créneaux : ils s'ajoutent ici. Rien n'est envoyé avant « Soumettre ».")
        body.append(text(empty, "body", "ink_soft"))
    if filtered:
        told = ngettext("{count} ligne masquée par le filtre", "{count} lignes masquées par le filtre", filtered)
        body.append(text(told, "small", "ink_soft"))
    scrolled = ft.Column(body, spacing=SPACE.medium, expand=True, scroll=ft.ScrollMode.HIDDEN)
    foot = _foot(sums.send_before, sending, now, actions) if sums.count or sending.busy else []
    use_submit_focus(focus.asked, foot[-1] if foot else None)
    return ft.Container(
        ft.Column(
            [scrolled, *foot, announced], spacing=SPACE.medium, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
        width=LAYOUT.panel,
        bgcolor=colour("surface"),
        border=ft.Border.only(left=ft.BorderSide(1, colour("line"))),
        padding=ft.Padding.all(SPACE.wide),
    )


def _is_hidden(key: SlotKey, planning: Planning, hidden: frozenset[str], children: tuple[str, ...]) -> bool:
    service = planning.service(key.service)
    return key.child not in children or (service is not None and service.activity in hidden)


def _foot(send_before: datetime | None, sending: Sending, now: datetime, actions: BookingActions) -> list[ft.Control]:
    sums = actions.store.summary.value
    rows: list[ft.Control] = []
    if send_before is not None:
        told = _("À envoyer {before}.").format(before=before(send_before, now))
        rows.append(notice("amber", typeset(told), icon=icons.CLOCK))
    said = sending_notice(sending)
    if said is not None:
        rows.append(said)
    rows.append(separator())
    about: list[ft.Control] = [
        text(counts_said(sums, ", "), "small_bold"),
        text(billing(sums), "caption", "ink_soft"),
    ]
    more = apart(sums)
    if more:
        about.append(text(more, "caption", "ink_soft"))
    rows.append(
        ft.Row(
            [ft.Column(about, spacing=0, tight=True, expand=True), text(money(sums.cents), "money", no_wrap=True)],
            spacing=SPACE.snug,
        )
    )
    rows.append(accent_button(submit_label(sending), sending.submit, busy=sending.busy))
    return rows
