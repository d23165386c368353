"""Ways on from a slot that cannot be ticked: being told when it opens, declaring an absence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import flet as ft

from services.errors import ErrorKind
from services.models import Slot, SlotState
from services.models.notification import Reminder
from services.models.procedure import CatalogueItem
from views.booking.actions import BookingActions
from views.design import SPACE, icons, inline_error, notice, soft_button, text_button
from views.state import Failed, Ready, navigate, screen, use_mutation, use_portal, use_query
from views.state.mutation import answering
from views.state.navigation import CATALOGUE
from views.text import _
from views.text.deadlines import reminder
from views.text.errors import told_error

_MISSED = (SlotState.BOOKED, SlotState.ABSENT)


def opens_later(slot: Slot, now: datetime) -> bool:
    """Whether one may ask to be told when bookings of this slot open."""
    return slot.state is SlotState.NOT_OPEN and slot.opens is not None and slot.opens > now


def may_be_missed(slot: Slot) -> bool:
    """Whether an absence is all that can still be said of it: it is booked, and cannot be cancelled any more."""
    return slot.state in _MISSED and not slot.can_cancel


@screen
def Reminding(slot: Slot, now: datetime) -> ft.Control:
    """« Me prévenir », or when the parent will be told and « Ne plus me prévenir ». Nothing where the city cannot."""
    portal = use_portal()
    answer, _refresh = use_query(portal.notifications.reminders(), [])
    unsaid: bool | None = None
    said, say = ft.use_state(unsaid)
    asking = use_mutation(answering(portal.notifications.remind))
    forgetting = use_mutation(answering(portal.notifications.forget_reminder))

    async def ask() -> None:
        forgetting.clear()
        if await asking.run(slot.service, slot.day):
            say(True)

    async def forget() -> None:
        asking.clear()
        if await forgetting.run(slot.service, slot.day):
            say(False)

    if isinstance(answer, Failed) and answer.kind is ErrorKind.NOT_FOUND:
        return ft.Container()
    known = answer.value if isinstance(answer, Ready) else ()
    waits = _waits(slot, known) if said is None else said
    rows = _waiting(slot, now, forget, busy=forgetting.busy) if waits else [_ask(ask, busy=asking.busy)]
    error = asking.error or forgetting.error
    if error is not None:
        rows.append(inline_error(told_error(error).sentence))
    return ft.Column(rows, spacing=SPACE.snug, tight=True)


def _waits(slot: Slot, known: tuple[Reminder, ...]) -> bool:
    return any((one.service, one.day) == (slot.service, slot.day) for one in known)


def _ask(ask: Callable[[], Awaitable[Any]], *, busy: bool) -> ft.Control:
    return ft.Row([soft_button(_("Me prévenir"), ask, icons.BELL, busy)], key="ask")


def _waiting(slot: Slot, now: datetime, forget: Callable[[], Awaitable[Any]], *, busy: bool) -> list[ft.Control]:
    sentence = reminder(slot.opens, now) if slot.opens is not None else ""
    stop = text_button(_("Ne plus me prévenir"), None if busy else forget)
    return [ft.Container(notice("green", sentence, icon=icons.BELL, live=True), key="told"), ft.Row([stop], key="stop")]


@screen
def Absence(slot: Slot, actions: BookingActions) -> ft.Control:
    """« Déclarer une absence », where the town has a démarche for it; it opens with the child and the day filled in."""
    portal = use_portal()
    answer, _refresh = use_query(portal.procedures.catalogue(), [])
    offered = answer.value if isinstance(answer, Ready) else ()
    item = next((one for one in offered if one.open and one.absence), None)
    if item is None:
        return ft.Container()

    def declare() -> None:
        actions.close()
        navigate(absence_route(item, slot))

    return ft.Row([soft_button(_("Déclarer une absence"), declare, icons.procedure_icon("absence"))])


def absence_route(item: CatalogueItem, slot: Slot) -> str:
    """The form of that démarche, for the slot's child and day."""
    return f"{CATALOGUE}/{item.key}?enfant={slot.child}&jour={slot.day}"
