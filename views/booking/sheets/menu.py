"""« Plus d’actions »: what is done less often, and what the signs mean."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.booking.actions import BookingActions, CopyWeekOf, Panel
from views.booking.names import of_name
from views.booking.planning import Planning
from views.design import SPACE, ShownState, colour, icons, separator, state_look, text, text_button
from views.state import navigate
from views.state.navigation import AGENDA
from views.text import _

_LEGEND = (
    ShownState.AVAILABLE,
    ShownState.LAST_PLACES,
    ShownState.CHOSEN,
    ShownState.BOOKED,
    ShownState.TO_CANCEL,
    ShownState.WAITLISTED,
    ShownState.AWAITING_VALIDATION,
    ShownState.FULL,
    ShownState.TOO_LATE,
    ShownState.CLOSED,
)


def menu(planning: Planning, actions: BookingActions, *, agenda: bool = False) -> ft.Control:
    """Copy a week, empty the choice, the legend. `agenda`: the city gives bookings to calendars."""

    def copy(child: str) -> Callable[[], None]:
        return lambda: actions.open(CopyWeekOf(child))

    rows: list[ft.Control] = [
        text_button(
            of_name(_("Copier la semaine de {name}"), _("Copier la semaine d'{name}"), child.first_name),
            copy(child.id),
            icons.COPY,
        )
        for child in planning.household.children
    ]
    typical = actions.mode.typical
    rows.append(
        text_button(
            _("Semaine réelle") if typical else _("Semaine type"),
            lambda: actions.show_typical(not typical),
            ft.Icons.EVENT_REPEAT_ROUNDED,
        )
    )
    if actions.store.choice.pending:
        rows.append(text_button(_("Vider mon choix"), lambda: actions.open(Panel.DROP), icons.CLOSE))
    if agenda:
        rows.append(text_button(_("Mon agenda"), lambda: _go(actions), icons.AGENDA))
    rows.append(separator())
    rows.append(text(_("Ce que veulent dire les signes"), "strong", heading=3))
    rows.append(ft.Row([_sign(state) for state in _LEGEND], spacing=SPACE.gap, run_spacing=SPACE.snug, wrap=True))
    return ft.Column(rows, spacing=SPACE.small, tight=True, horizontal_alignment=ft.CrossAxisAlignment.START)


def _go(actions: BookingActions) -> None:
    actions.close()
    navigate(AGENDA)


def _sign(state: ShownState) -> ft.Control:
    look = state_look(state)
    return ft.Row(
        [ft.Icon(look.icon, size=20, color=colour(look.ink)), text(look.word, "small")], spacing=SPACE.small, tight=True
    )
