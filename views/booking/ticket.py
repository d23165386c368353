"""One child's ticket in a service's card: one slot, or the slots of several days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from services.models import Child, Op, Service, Slot
from views.booking.actions import BookingActions
from views.booking.choice import Pick, pick_for, will_be_held
from views.booking.names import ticket_said
from views.booking.shown import short_word, shown_state
from views.booking.store import PickEntry
from views.design import (
    SPACE,
    TYPE,
    ShownState,
    child_mark,
    colour,
    large_text,
    slot_tile,
    state_look,
    text,
    text_scale,
)
from views.state import screen
from views.text import ngettext

_TICKET_HEIGHT = 56
_MARK = 30


@dataclass(frozen=True, slots=True)
class TicketView:
    """What a ticket shows besides the choice; compared by value, so an unchanged ticket is not drawn again."""

    child: Child
    letters: str
    service: Service
    slots: tuple[Slot, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How the slots of a ticket stand once the choice is laid over them."""

    state: ShownState
    word: str
    checked: bool


def standing(service: Service, slots: tuple[Slot, ...], picks: tuple[Pick | None, ...]) -> Standing:
    """One slot: its own state. Several days: « 2 jours », « 1 jour sur 2 »."""
    pairs = list(zip(slots, picks, strict=True))
    if len(pairs) == 1:
        slot, pick = pairs[0]
        return Standing(shown_state(slot, pick), short_word(slot, pick), will_be_held(slot, pick))
    held = sum(will_be_held(slot, pick) for slot, pick in pairs)
    chosen = sum(pick is not None and pick.op is Op.BOOK for _slot, pick in pairs)
    free = sum(pick is None and _can_take(slot, service) for slot, pick in pairs)
    if chosen:
        return Standing(ShownState.CHOSEN, _days_word(held, len(pairs)), True)
    if free:
        return Standing(ShownState.AVAILABLE, _days_word(free, len(pairs)), False)
    state = shown_state(*pairs[0])
    if held == len(pairs):
        return Standing(state, state_look(state).word, True)
    return Standing(state, _days_word(held, len(pairs)) if held else state_look(state).word, False)


def _can_take(slot: Slot, service: Service) -> bool:
    pick = pick_for(slot, service)
    return pick is not None and pick.op is Op.BOOK


def _days_word(count: int, total: int) -> str:
    if count == total:
        return ngettext("{count} jour", "{count} jours", count)
    return ngettext("{count} jour sur {total}", "{count} jours sur {total}", count).replace("{total}", str(total))


def two_lines(least: float) -> float:
    """A height that holds two lines of the ticket's roles at the device's text scale."""
    lines = sum(TYPE[role].size * TYPE[role].height for role in ("strong", "caption"))
    return max(least, round(lines * text_scale() + SPACE.wide)) if large_text() else least


@screen
def Ticket(view: TicketView, actions: BookingActions, *entries: PickEntry) -> ft.Control:
    """A checkbox « Restauration scolaire, Noé, à annuler », 56 px."""
    now = standing(view.service, view.slots, tuple(entry.pick for entry in entries))
    keys = tuple(slot.key for slot in view.slots)
    return ticket_tile(view, now, lambda: actions.tap(*keys))


def ticket_tile(view: TicketView, now: Standing, on_tap: Callable[[], None]) -> ft.Control:
    """The ticket as a control; plain, so that it can be looked at without a page."""
    look = state_look(now.state)
    names = ft.Column(
        [
            text(view.child.first_name, "strong", struck=now.state is ShownState.TO_CANCEL, no_wrap=True),
            text(now.word, "caption", look.ink if look.ink != "ink" else "ink_soft"),
        ],
        spacing=0,
        tight=True,
        expand=True,
        alignment=ft.MainAxisAlignment.CENTER,
    )
    icon_ink = "primary" if now.state is ShownState.AVAILABLE else look.ink
    content = ft.Row(
        [child_mark(view.child, _MARK, view.letters), names, ft.Icon(look.icon, size=22, color=colour(icon_ink))],
        spacing=SPACE.cosy,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return slot_tile(
        name=ticket_said(view.service, view.child, now.word),
        checked=now.checked,
        state=now.state,
        on_tap=on_tap,
        content=content,
        height=two_lines(_TICKET_HEIGHT),
        expand=True,
    )
