"""A service of the day: the card is the checkbox for one child, and holds a ticket per child for several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import flet as ft

from services.models import Child, Service, Slot, SlotState
from views.booking.actions import BookingActions
from views.booking.memo import memo
from views.booking.names import joined, service_said
from views.booking.shown import shown_state
from views.booking.store import ChoiceStore, PickEntry
from views.booking.ticket import Standing, Ticket, TicketView, standing
from views.design import (
    ICON_SMALL,
    RADIUS,
    SPACE,
    ShownState,
    button_style,
    card,
    colour,
    handler,
    icon_tile,
    icons,
    large_text,
    named,
    slot_tile,
    state_look,
    text,
)
from views.design.icons import service_icon
from views.state import screen
from views.text.dates import hours
from views.text.deadlines import Note, Tone, group_note, slot_note
from views.text.money import price_range

_TILE = 36
_NOTE_INK = {
    Tone.QUIET: "ink_soft",
    Tone.SOON: "amber",
    Tone.FEW: "amber",
    Tone.WAITING: "grey",
    Tone.LOCKED: "ink_soft",
}
_NOTE_ICON = {
    Tone.QUIET: icons.CLOCK,
    Tone.SOON: icons.CLOCK,
    Tone.FEW: ft.Icons.EVENT_SEAT_ROUNDED,
    Tone.WAITING: ft.Icons.HOURGLASS_BOTTOM_ROUNDED,
    Tone.LOCKED: ft.Icons.LOCK_CLOCK_ROUNDED,
}


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service with the slots shown of it: per child (in order of birth), its slots of the chosen days.

    `alone`: one child is chosen, and the card itself is the checkbox. `stacked`: a ticket per line.
    """

    service: Service
    slots: tuple[tuple[Child, str, tuple[Slot, ...]], ...]
    now: datetime
    closed_for: str | None = None
    alone: bool = False
    stacked: bool = False

    @property
    def all_slots(self) -> tuple[Slot, ...]:
        return tuple(slot for _child, _letters, slots in self.slots for slot in slots)


def service_card(view: ServiceView, actions: BookingActions, store: ChoiceStore) -> ft.Control:
    """The card of a service for the children and days chosen."""
    if view.alone:
        entries = [store.entry(slot.key) for slot in view.slots[0][2]]
        return memo(SingleCard)(view, actions, *entries, key=f"alone-{view.service.id}")
    return _several(view, actions, store)


@screen
def SingleCard(view: ServiceView, actions: BookingActions, *entries: PickEntry) -> ft.Control:
    """One child: the whole card is the checkbox, tinted by its state."""
    _child, _letters, slots = view.slots[0]
    picks = tuple(entry.pick for entry in entries)
    now = standing(view.service, slots, picks)
    keys = tuple(slot.key for slot in slots)
    name = (
        service_said(view.service, slots[0], picks[0], view.now, view.closed_for)
        if len(slots) == 1
        else (f"{view.service.name}, {now.word}")
    )
    look = state_look(now.state)
    soft = "ink_soft" if look.ink in ("ink", "ink_soft", "grey", "primary") else look.ink
    note = note_row(single_note(view, slots, picks), soft)
    content = ft.Column([_single_head(view, slots, now), note], spacing=SPACE.snug, tight=True)
    return slot_tile(
        name=name,
        checked=now.checked,
        state=now.state,
        on_tap=lambda: actions.tap(*keys),
        content=content,
        height=None,
        radius=RADIUS.card,
        padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.gap),
    )


def _single_head(view: ServiceView, slots: tuple[Slot, ...], now: Standing) -> ft.Control:
    """Icon, name, hours and price, and the state's icon."""
    look = state_look(now.state)
    ink = "ink_soft" if look.ink == "ink_soft" else "ink"
    price = price_range([slot.price_cents for slot in slots])
    tile = icon_tile(
        service_icon(view.service.icon), fill="sunken" if look.fill == "surface" else "surface", ink=ink, size=_TILE + 2
    )
    about = ft.Column(
        [
            text(view.service.name, "strong", ink, struck=now.state is ShownState.TO_CANCEL),
            text(f"{hours(view.service.starts, view.service.ends)} · {price}", "small", "ink_soft"),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    icon = ft.Icon(look.icon, size=24, color=colour("primary" if now.state is ShownState.AVAILABLE else look.ink))
    return ft.Row([*([] if large_text() else [tile]), about, icon], spacing=SPACE.medium)


def single_note(view: ServiceView, slots: tuple[Slot, ...], picks: tuple[Any, ...]) -> Note:
    """What a child's card says under the hours: state and limit in one line."""
    if len(slots) > 1:
        return group_note([(view.service.name, slot) for slot in slots], view.now, view.closed_for) or Note("")
    slot, pick = slots[0], picks[0]
    note = slot_note(slot, view.now, view.closed_for)
    state = shown_state(slot, pick)
    if state is ShownState.BOOKED and slot.can_cancel:
        sentence = f"{state_look(state).word}, {note.sentence[:1].lower()}{note.sentence[1:]}"
        return Note(sentence, note.tone)
    if state is ShownState.LAST_PLACES:
        few = group_note([("", slot)], view.now)
        return Note(few.sentence if few else note.sentence, Tone.FEW)
    return note


def note_row(note: Note, ink: str | None = None) -> ft.Control:
    """A small icon and the sentence; amber when it ends soon."""
    color = _NOTE_INK[note.tone] if ink is None or note.tone in (Tone.SOON, Tone.FEW) else ink
    return ft.Row(
        [
            ft.Icon(_NOTE_ICON[note.tone], size=ICON_SMALL, color=colour(color)),
            text(note.sentence, "small", color, expand=True),
        ],
        spacing=SPACE.snug,
        vertical_alignment=ft.CrossAxisAlignment.START if large_text() else ft.CrossAxisAlignment.CENTER,
    )


def _several(view: ServiceView, actions: BookingActions, store: ChoiceStore) -> ft.Control:
    """Two or more children: a ticket each, two per row; the head takes all who can."""
    tickets = [
        ft.Container(
            memo(Ticket)(
                TicketView(child, letters, view.service, slots, view.now),
                actions,
                *(store.entry(slot.key) for slot in slots),
                key=f"ticket-{view.service.id}-{child.id}",
            ),
            expand=not view.stacked,
        )
        for child, letters, slots in view.slots
    ]
    rows: list[ft.Control] = [_head(view, actions), *_two_by_two(tickets, stacked=view.stacked)]
    note = group_note(
        [(child.first_name, slot) for child, _letters, slots in view.slots for slot in slots], view.now, view.closed_for
    )
    if note is not None:
        rows.append(note_row(note))
    return card(
        ft.Column(rows, spacing=SPACE.cosy, tight=True),
        padding=ft.Padding.all(SPACE.gap),
        key=f"service-{view.service.id}",
    )


def _two_by_two(tickets: Sequence[ft.Control], *, stacked: bool) -> list[ft.Control]:
    if stacked:
        return list(tickets)
    pairs = [tickets[start : start + 2] for start in range(0, len(tickets), 2)]
    return [
        ft.Row([*pair, *([ft.Container(expand=True)] if len(pair) == 1 else [])], spacing=SPACE.snug) for pair in pairs
    ]


def _head(view: ServiceView, actions: BookingActions) -> ft.Control:
    """Icon, name, hours, price; a tap takes all who can."""
    price = price_range([slot.price_cents for slot in view.all_slots])
    about = hours(view.service.starts, view.service.ends)
    names = ft.Column(
        [
            text(view.service.name, "strong"),
            text(f"{about} · {price}" if large_text() else about, "small", "ink_soft"),
        ],
        spacing=0,
        tight=True,
        expand=True,
    )
    parts: list[ft.Control] = [names]
    if not large_text():
        tile = icon_tile(service_icon(view.service.icon), fill="sunken", ink="ink", size=_TILE)
        parts = [tile, names, text(price, "strong", no_wrap=True)]
    keys = tuple(slot.key for slot in view.all_slots if slot.state is not SlotState.FULL)
    everyone = joined([child.first_name for child, _letters, _slots in view.slots])
    taken = handler(lambda: actions.take_all(*keys))
    button = ft.TextButton(
        content=ft.Row(parts, spacing=SPACE.cosy),
        style=button_style(padding=ft.Padding.all(0), radius=RADIUS.cell),
        on_click=taken,
    )
    return named(button, f"{view.service.name}, {everyone}", taken)
