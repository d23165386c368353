"""Ways on from a slot that cannot be ticked: told when it opens or a place is free, an absence declared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import flet as ft

from services.errors import ErrorKind
from services.models import Slot, SlotState
from services.models.notification import Wish, WishAbout
from services.models.procedure import CatalogueItem
from views.booking.actions import BookingActions
from views.design import SPACE, icons, inline_error, notice, soft_button, text, text_button
from views.state import Failed, Ready, navigate, screen, use_mutation, use_portal, use_query
from views.state.mutation import answering
from views.state.navigation import CATALOGUE
from views.text import _, typeset
from views.text.deadlines import reminder
from views.text.errors import told_error

_MISSED = (SlotState.BOOKED, SlotState.ABSENT)


def wish_of(slot: Slot, now: datetime) -> Wish | None:
    """What one may ask to be told of a slot that cannot be ticked: when it opens, or when a place is free."""
    if slot.state is SlotState.NOT_OPEN and slot.opens is not None and slot.opens > now:
        return Wish(WishAbout.OPENING, slot.service, slot.day)
    if slot.state is SlotState.FULL and not slot.can_book:
        return Wish(WishAbout.PLACE, slot.service, slot.day, slot.child)
    return None


def may_be_missed(slot: Slot) -> bool:
    """Whether an absence is all that can still be said of it: it is booked, and cannot be cancelled any more."""
    return slot.state in _MISSED and not slot.can_cancel


@screen
def Reminding(slot: Slot, wish: Wish, now: datetime) -> ft.Control:
    """« Me prévenir », or when the parent will be told and « Ne plus me prévenir ». Nothing where the city cannot."""
    portal = use_portal()
    answer, _refresh = use_query(portal.notifications.reminders(), [])
    unsaid: bool | None = None
    said, say = ft.use_state(unsaid)
    asking = use_mutation(answering(portal.notifications.remind))
    forgetting = use_mutation(answering(portal.notifications.forget_reminder))

    async def ask() -> None:
        forgetting.clear()
        if await asking.run(wish):
            say(True)

    async def forget() -> None:
        asking.clear()
        if await forgetting.run(wish):
            say(False)

    if isinstance(answer, Failed) and answer.kind is ErrorKind.NOT_FOUND:
        return ft.Container()
    known = answer.value if isinstance(answer, Ready) else ()
    waits = any(one.wish == wish for one in known) if said is None else said
    rows = [_fairness()] if wish.about is WishAbout.PLACE else []
    rows += _waiting(slot, wish, now, forget, busy=forgetting.busy) if waits else [_ask(ask, busy=asking.busy)]
    error = asking.error or forgetting.error
    if error is not None:
        rows.append(inline_error(told_error(error).sentence))
    return ft.Column(rows, spacing=SPACE.snug, tight=True)


def _fairness() -> ft.Control:
    said = _(
        "Si une place se libère, toutes les familles qui l'ont demandé sont prévenues en même temps. Elle n'est pas "
        "gardée : la première qui réserve l'obtient."
    )
    return text(typeset(said), "body", "ink_soft", key="fairness")


def _ask(ask: Callable[[], Awaitable[Any]], *, busy: bool) -> ft.Control:
    return ft.Row([soft_button(_("Me prévenir"), ask, icons.BELL, busy)], wrap=True, key="ask")


def _waiting(
    slot: Slot, wish: Wish, now: datetime, forget: Callable[[], Awaitable[Any]], *, busy: bool
) -> list[ft.Control]:
    sentence = _("Nous vous préviendrons si une place se libère.")
    if wish.about is WishAbout.OPENING and slot.opens is not None:
        sentence = reminder(slot.opens, now)
    stop = text_button(_("Ne plus me prévenir"), None if busy else forget)
    told = ft.Container(notice("green", sentence, icon=icons.BELL, live=True), key="told")
    return [told, ft.Row([stop], wrap=True, key="stop")]


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

    return ft.Row([soft_button(_("Déclarer une absence"), declare, icons.procedure_icon("absence"))], wrap=True)


def absence_route(item: CatalogueItem, slot: Slot) -> str:
    """The form of that démarche, for the slot's child and day."""
    return f"{CATALOGUE}/{item.key}?enfant={slot.child}&jour={slot.day}"
