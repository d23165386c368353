"""What lies over the booking pages: reasons, the month, the lines of the choice, copies."""

from __future__ import annotations

from functools import partial

import flet as ft

from views.booking.actions import BookingActions, CopyWeekOf, DeadlinesOf, Panel, SheetEntry
from views.booking.names import of_name
from views.booking.planning import Planning
from views.booking.presenter import BookingState
from views.booking.sheets.copying import CopyDay, CopyWeek
from views.booking.sheets.deadlines import Deadlines
from views.booking.sheets.filters import Activities, Period
from views.booking.sheets.lines import Lines
from views.booking.sheets.menu import menu
from views.booking.sheets.month import Month
from views.booking.sheets.reasons import call_button, reason_title, told_reason
from views.booking.ticking import AskLeave, AskReplace, AskTogether, Locked
from views.design import question, sheet, soft_button, text_button
from views.frame import use_reaching
from views.state import Ready, screen, use_layout, use_portal, use_query
from views.text import _, ngettext
from views.text.dates import day_name

__all__ = ["Sheets"]


@screen
def Sheets(entry: SheetEntry, actions: BookingActions, state: BookingState) -> ft.Control:
    """Shows the sheet of `entry`, a bottom sheet on the phone, a dialog elsewhere. Draws nothing itself."""
    portal, layout = use_portal(), use_layout()
    town, _refresh = use_query(portal.town, [])
    reaching = use_reaching()
    call = call_button(town.value.contact, reaching) if isinstance(town, Ready) else None
    shown = entry.shown
    planning = state.planning.value if isinstance(state.planning, Ready) else None
    dialog: ft.DialogControl | None = None
    if shown in (Panel.DROP, Panel.LEAVE):
        dialog = _drop(actions, leaving=shown is Panel.LEAVE)
    elif shown is not None and planning is not None:
        title, content = _content(shown, planning, actions, state, call, agenda=portal.feed.offered)
        dialog = sheet(title, content, actions.close, phone=layout.phone, height=layout.height)
    ft.use_dialog(dialog)
    return ft.Container(width=0, height=0)


def _content(
    shown: object,
    planning: Planning,
    actions: BookingActions,
    state: BookingState,
    call: ft.Control | None,
    *,
    agenda: bool,
) -> tuple[str, ft.Control]:
    match shown:
        case Locked() | AskLeave() | AskReplace() | AskTogether():
            return reason_title(shown.slot, planning), told_reason(shown, planning, actions, state.now, call)
        case Panel.MONTH:
            return _("Choisir un jour"), Month(planning, actions, state.week, state.days, state.today)
        case Panel.COPY_DAY if state.days:
            day = state.days[0]
            return _("Copier le {day}").format(day=day_name(day)), CopyDay(
                planning, actions, day, state.children, state.today
            )
        case CopyWeekOf(child=child):
            known = planning.child(child)
            name = known.first_name if known else ""
            title = of_name(_("Copier la semaine de {name}"), _("Copier la semaine d'{name}"), name)
            return title, CopyWeek(planning, actions, child, state.week, state.today)
        case DeadlinesOf(days, children):
            return _("Me rappeler un délai"), Deadlines(planning, days, children, state.now)
        case Panel.PERIOD:
            return _("Période"), Period(planning, actions, state.week, state.today)
        case Panel.ACTIVITIES:
            return _("Filtrer les activités"), Activities(actions.filter, planning, actions)
        case Panel.MENU:
            return _("Plus d'actions"), menu(planning, actions, agenda=agenda)
        case _:
            return _("Votre choix"), Lines(actions.store.summary, actions, planning)


def _drop(actions: BookingActions, *, leaving: bool) -> ft.DialogControl:
    """« Garder votre choix ? »: keeping is the default."""
    sums = actions.store.summary.value
    if sums.cancellations:
        told = ngettext(
            "{count} ligne n'est pas encore envoyée.", "{count} lignes ne sont pas encore envoyées.", sums.count
        )
    else:
        told = ngettext(
            "{count} réservation n'est pas encore envoyée.",
            "{count} réservations ne sont pas encore envoyées.",
            sums.count,
        )
    keep = soft_button(_("Garder"), partial(actions.leave, keep=True) if leaving else actions.close)
    drop = text_button(_("Abandonner"), partial(actions.leave, keep=False) if leaving else actions.drop_all)
    return question(_("Garder votre choix ?"), told, [keep, drop], actions.close)
