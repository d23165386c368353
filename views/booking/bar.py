"""The bar that sums up the choice and sends it: on the phone in the navigation's place, on the tablet below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.booking.actions import BookingActions, FocusEntry, Panel
from views.booking.choice import Summary
from views.booking.names import bar_said, change_said, counts_said, joined, of_name
from views.booking.sending import Sending, use_sending, use_submit_focus
from views.booking.store import SummaryEntry
from views.design import (
    RADIUS,
    SPACE,
    accent_button,
    bar_shadow,
    button_style,
    colour,
    handler,
    icons,
    large_text,
    named,
    notice,
    text,
)
from views.state import screen
from views.text import _, ngettext
from views.text.dates import month_name
from views.text.errors import told
from views.text.money import money


def billing(sums: Summary) -> str:
    """Where it will be billed: « sur la facture de novembre »."""
    if not sums.months:
        return _("rien à payer pour l'instant")
    months = joined([month_name(month) for month in sums.months])
    if sums.cents < 0:
        return _("en moins sur la facture")
    if len(sums.months) > 1:
        return _("sur les factures de {months}").format(months=months)
    return of_name(_("sur la facture de {name}"), _("sur la facture d'{name}"), months)


def apart(sums: Summary) -> str | None:
    """Places that are not billed yet are counted apart."""
    parts = []
    if sums.waiting:
        parts.append(
            ngettext(
                "dont {count} en liste d'attente, facturée seulement si une place se libère",
                "dont {count} en liste d'attente, facturées seulement si des places se libèrent",
                sums.waiting,
            )
        )
    if sums.validations:
        parts.append(
            ngettext("dont {count} à valider par la ville", "dont {count} à valider par la ville", sums.validations)
        )
    return ", ".join(parts) or None


def submit_label(sending: Sending) -> str:
    if sending.busy:
        return _("Envoi…")
    return _("Soumettre") if sending.online else _("Envoyer dès que possible")


def sending_notice(sending: Sending) -> ft.Control | None:
    """What went wrong, or that it goes on."""
    if sending.error is not None:
        failure = told(sending.error.kind, sending.error.params)
        return notice("red", failure.sentence, _("Réessayer"), sending.submit, live=True)
    if sending.long:
        return notice("blue", _("Toujours en cours, ne fermez pas : rien ne sera perdu."), live=True)
    return None


@screen
def SummaryBar(entry: SummaryEntry, focus: FocusEntry, actions: BookingActions) -> ft.Control:
    """Redrawn at each tick; empty (and without height) while nothing is ticked."""
    sums = entry.value
    sending = use_sending(actions.store)
    announced = use_announcement(sums)
    submit = accent_button(submit_label(sending), sending.submit, busy=sending.busy)
    use_submit_focus(focus.asked, submit)
    if not sums.count and not sending.busy:
        return ft.Column([announced], height=0)
    said = sending_notice(sending)
    rows: list[ft.Control] = [] if said is None else [said]
    rows.append(_large(sums, submit, actions) if large_text() else _row(sums, submit, actions))
    return ft.Container(
        ft.SafeArea(ft.Column([*rows, announced], spacing=SPACE.snug, tight=True), avoid_intrusions_top=False),
        bgcolor=colour("band"),
        shadow=bar_shadow(),
        border_radius=ft.BorderRadius(top_left=RADIUS.bar, top_right=RADIUS.bar, bottom_left=0, bottom_right=0),
        padding=ft.Padding.only(
            left=SPACE.roomy - (0 if large_text() else SPACE.snug), right=SPACE.roomy, top=SPACE.gap, bottom=SPACE.roomy
        ),
    )


def use_announcement(sums: Summary) -> ft.Control:
    """A polite live region that says only the change. A hook."""
    before = ft.use_ref(sums)
    said = ft.use_ref("")
    if before.current is not None and before.current != sums:
        said.current = change_said(before.current, sums)
        before.current = sums
    return ft.Semantics(
        content=ft.Container(width=1, height=1),
        label=said.current or "",
        live_region=True,
        container=True,
    )


def counts_button(sums: Summary, on_tap: Callable[..., Any], *details: ft.Control) -> ft.Control:
    """« 3 réservations · 1 annulation ⌃ » and what lies under it: opens the lines."""
    tapped = handler(on_tap)
    row = ft.Row(
        [
            text(counts_said(sums), "small_bold", "on_band"),
            *([] if large_text() else [ft.Icon(icons.UP, size=18, color=colour("on_band"))]),
        ],
        spacing=SPACE.tiny,
        tight=True,
        wrap=True,
    )
    button = ft.TextButton(
        content=ft.Column([row, *details], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START),
        on_click=tapped,
        style=button_style(
            ink="on_band",
            focus="on_band",
            padding=ft.Padding.symmetric(horizontal=SPACE.snug),
            alignment=ft.Alignment.CENTER_LEFT,
        ),
        expand=True,
    )
    return named(button, bar_said(sums), tapped)


def _row(sums: Summary, submit: ft.Control, actions: BookingActions) -> ft.Control:
    details: list[ft.Control] = [
        text(money(sums.cents), "money", "on_band"),
        text(billing(sums), "caption", "on_band_soft"),
    ]
    more = apart(sums)
    if more:
        details.append(text(more, "caption", "on_band_soft"))
    return ft.Row(
        [
            counts_button(sums, lambda: actions.open(Panel.LINES), *details),
            submit,
        ],
        spacing=SPACE.medium,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _large(sums: Summary, submit: ft.Control, actions: BookingActions) -> ft.Control:
    """Large text: two lines and a « Soumettre » of the full width."""
    more = apart(sums)
    return ft.Column(
        [
            ft.Row(
                [
                    counts_button(sums, lambda: actions.open(Panel.LINES)),
                    text(money(sums.cents), "small_bold", "on_band", no_wrap=True),
                ],
                spacing=SPACE.snug,
            ),
            *([text(more, "caption", "on_band_soft")] if more else []),
            submit,
        ],
        spacing=SPACE.snug,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
