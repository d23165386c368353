"""« Régler les notifications »: by kind, in the app and by mail; and the hours in which nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any, Final

import flet as ft

from services.models.notification import NotificationKind, NotificationSettings, QuietTime
from services.query import Topic
from views.design import (
    SPACE,
    TARGET,
    card,
    choice_button,
    grown,
    inline_error,
    large_text,
    page_frame,
    text,
    tick_line,
)
from views.design.components.choice import pill_style
from views.frame import fate, in_column
from views.state import Ready, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.navigation import NOTIFICATIONS
from views.text import _, mark
from views.text.dates import hour
from views.text.errors import told_error

KINDS: Final[Mapping[NotificationKind, str]] = {
    NotificationKind.MESSAGE: mark("Nouveau message"),
    NotificationKind.INVOICE: mark("Nouvelle facture"),
    NotificationKind.INVOICE_OVERDUE: mark("Facture en retard"),
    NotificationKind.PAYMENT: mark("Paiement reçu ou refusé"),
    NotificationKind.REFUND: mark("Remboursement par la ville"),
    NotificationKind.PROCEDURE_TO_COMPLETE: mark("Démarche à compléter"),
    NotificationKind.PROCEDURE_DECIDED: mark("Démarche validée ou rejetée"),
    NotificationKind.PLACE_FREED: mark("Place libérée"),
    NotificationKind.BOOKING_ENDED: mark("Réservation annulée ou refusée"),
    NotificationKind.BOOKING_VALIDATED: mark("Réservation acceptée"),
    NotificationKind.REPRICED: mark("Changement de prix"),
    NotificationKind.DEADLINE: mark("Délai qui approche"),
    NotificationKind.OPENING: mark("Ouverture des réservations"),
    NotificationKind.PLACE_TO_TAKE: mark("Place à prendre"),
    NotificationKind.NEWS: mark("Actualité de la ville"),
    NotificationKind.CHILD_CHANGED: mark("Changement par l'autre foyer"),
    NotificationKind.REGISTRATION_ENDED: mark("Fin d'une inscription"),
    NotificationKind.RECEIPT: mark("Reçu de vos réservations"),
}
_EVENINGS, _MORNINGS = (19, 20, 21, 22), (6, 7, 8, 9)
_USUAL = QuietTime(starts=time(21), ends=time(7))
Change = Callable[[NotificationSettings], Any]


@screen
def SettingsPage() -> ft.Control:
    """Each change is kept at once; the last known settings show until the city has answered."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.notifications.settings(), [])
    saving = use_mutation(portal.notifications.save_settings)
    nothing: NotificationSettings | None = None
    wanted, want = ft.use_state(nothing)

    async def change(settings: NotificationSettings) -> None:
        want(settings)
        await saving.run(settings)
        want(None)

    def draw(settings: NotificationSettings) -> ft.Control:
        rows: list[ft.Control] = [inline_error(told_error(saving.error).sentence)] if saving.error is not None else []
        rows += [_quiet(settings, change), *(_kind(kind, settings, change) for kind in KINDS if kind in settings.kinds)]
        return ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    shown = Ready(wanted, answer.as_of) if wanted is not None and isinstance(answer, Ready) else answer
    return page_frame(
        _("Régler les notifications"),
        [],
        in_column(fate(shown, draw, bones=5), use_layout()),
        on_back=lambda: navigate(NOTIFICATIONS),
    )


def _kind(kind: NotificationKind, settings: NotificationSettings, change: Change) -> ft.Control:
    channels, title = settings.kinds[kind], _(KINDS[kind])

    def turned(**changes: bool) -> Callable[[], Any]:
        kinds = {**settings.kinds, kind: channels.model_copy(update=changes)}
        return lambda: change(settings.model_copy(update={"kinds": kinds}))

    ticks = [_channel(_("E-mail"), title, channels.mail, turned(mail=not channels.mail))]
    if kind is not NotificationKind.RECEIPT:
        ticks.insert(0, _channel(_("Appli"), title, channels.app, turned(app=not channels.app)))
    rows: list[ft.Control] = [text(title, "strong", heading=2)]
    rows += ticks if large_text() else [ft.Row(ticks, spacing=SPACE.snug)]
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key=f"kind-{kind}")


def _channel(word: str, title: str, on: bool, tap: Callable[[], Any]) -> ft.Control:
    expand = None if large_text() else True
    return tick_line(word, checked=on, on_tap=tap, name=f"{title}, {word}", expand=expand)


def _quiet(settings: NotificationSettings, change: Change) -> ft.Control:
    quiet = settings.quiet

    def turn(value: QuietTime | None) -> Callable[[], Any]:
        return lambda: change(settings.model_copy(update={"quiet": value}))

    rows: list[ft.Control] = [
        text(_("Heures calmes"), "h2", heading=2),
        text(_("Rien ne sonne et aucun e-mail ne part pendant ces heures ; tout arrive ensuite."), "small", "ink_soft"),
        tick_line(
            _("Respecter des heures calmes"), checked=quiet is not None, on_tap=turn(_USUAL if quiet is None else None)
        ),
    ]
    if quiet is not None:
        starts = [(at, quiet.model_copy(update={"starts": at})) for at in _hours(_EVENINGS, quiet.starts)]
        ends = [(at, quiet.model_copy(update={"ends": at})) for at in _hours(_MORNINGS, quiet.ends)]
        rows += [
            _choice(_("De"), [(at, value, at == quiet.starts) for at, value in starts], turn),
            _choice(_("À"), [(at, value, at == quiet.ends) for at, value in ends], turn),
        ]
    column = ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key="quiet")


def _hours(usual: tuple[int, ...], chosen: time) -> list[time]:
    """The usual hours, and the chosen one where it is another."""
    return sorted({*(time(at) for at in usual), chosen})


def _choice(
    word: str, items: list[tuple[time, QuietTime, bool]], turn: Callable[[QuietTime], Callable[[], Any]]
) -> ft.Control:
    pills = [
        choice_button(
            f"{word} {hour(at)}",
            selected=here,
            on_tap=turn(value),
            content=text(hour(at), "small_bold", "on_primary_soft" if here else "ink"),
            style=pill_style(chosen=here),
            height=grown(TARGET.minimum),
        )
        for at, value, here in items
    ]
    return ft.Row(
        [ft.Container(text(word, "body", "ink_soft"), width=None if large_text() else 28), *pills],
        spacing=SPACE.small,
        run_spacing=SPACE.small,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
