"""Why a slot cannot simply be ticked, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import flet as ft

from services.models import Contact, Slot, SlotState
from views.booking.actions import BookingActions
from views.booking.choice import Choice
from views.booking.names import joined, lower_first
from views.booking.planning import Planning
from views.booking.sheets.ways import Absence, Reminding, may_be_missed, wish_of
from views.booking.ticking import AskLeave, AskReplace, AskTogether, Locked
from views.design import SPACE, icons, primary_button, soft_button, text, text_button
from views.frame import Reaching, call_name
from views.text import _, typeset
from views.text.dates import day_name
from views.text.deadlines import reason_sentence, slot_note, until

Asked = Locked | AskLeave | AskReplace | AskTogether


def reason_title(slot: Slot, planning: Planning) -> str:
    """« Restauration scolaire, Noé, jeudi 26 novembre »."""
    service, child = planning.service(slot.service), planning.child(slot.child)
    parts = [service.name if service else "", child.first_name if child else "", day_name(slot.day)]
    return ", ".join(part for part in parts if part)


def told_reason(
    asked: Asked, planning: Planning, actions: BookingActions, now: datetime, call: ft.Control | None
) -> ft.Control:
    """One sentence and what can be done; `call` is the button that calls the service."""
    buttons: list[ft.Control] = []
    more: list[ft.Control] = []
    match asked:
        case Locked(slot):
            sentence = locked_sentence(slot, planning, now)
            more = _ways(slot, actions, now)
            buttons = [call] if call else []
        case AskLeave(slot, choice):
            sentence = slot_note(slot, now).sentence
            leaving = slot.state is SlotState.WAITLISTED
            label = _("Quitter la liste d'attente") if leaving else _("Retirer la demande")
            buttons = [soft_button(label, partial(actions.accept, choice)), text_button(_("Garder"), actions.close)]
        case AskReplace(_slot, others, choice):
            sentence = _("Impossible avec {names}, aux mêmes heures").format(names=service_names(planning, others))
            buttons = _accepting(_("Remplacer"), choice, actions, call)
        case AskTogether(_slot, needed, choice):
            sentence = _("Réservez d'abord : {names}").format(names=service_names(planning, needed))
            buttons = _accepting(_("Réserver les deux"), choice, actions, call)
    return ft.Column(
        [
            text(typeset(sentence), "body"),
            *more,
            ft.Row(buttons, spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True, key="buttons"),
        ],
        spacing=SPACE.gap,
        tight=True,
    )


def _ways(slot: Slot, actions: BookingActions, now: datetime) -> list[ft.Control]:
    wish = wish_of(slot, now)
    if wish is not None:
        return [Reminding(slot, wish, now, key="reminding")]
    return [Absence(slot, actions, key="absence")] if may_be_missed(slot) else []


def _accepting(label: str, choice: Choice | None, actions: BookingActions, call: ft.Control | None) -> list[ft.Control]:
    if choice is None:
        return [call] if call else []
    return [
        primary_button(label, partial(actions.accept, choice)),
        text_button(_("Ne rien changer"), actions.close),
    ]


def service_names(planning: Planning, ids: Sequence[str]) -> str:
    return joined([lower_first(service.name) for i in ids if (service := planning.service(i)) is not None])


def locked_sentence(slot: Slot, planning: Planning, now: datetime) -> str:
    """The reason, its instant, and what follows for the parent."""
    known = planning.days.get(slot.day)
    closed_for = known.name if known else None
    late_cancel = slot.state in (SlotState.BOOKED, SlotState.HELD) and slot.reason.code in (
        "CANCEL_DEADLINE_PASSED",
        "DEADLINE_PASSED",
        "OPEN",
    )
    if late_cancel and slot.cancel_by is not None:
        return _(
            "Vous ne pouvez plus annuler cette réservation : c'était possible {until}. Elle sera facturée. "
            "Enfant malade ? Prévenez le service."
        ).format(until=until(slot.cancel_by, now))
    if slot.state in (SlotState.BOOKED, SlotState.HELD):
        return slot_note(slot, now, closed_for).sentence
    return reason_sentence(slot, now, closed_for)


def call_button(contact: Contact, reaching: Reaching) -> ft.Control:
    """« Appeler le 01 49 41 28 00 »."""
    label = _("Appeler le {phone}").format(phone=contact.phone.replace(" ", "\u00a0"))
    return soft_button(label, partial(reaching.call, contact), icons.CONTACT, name=call_name(contact))
