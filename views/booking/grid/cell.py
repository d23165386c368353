"""One slot of the grid: a checkbox of 48 px. Only the cell under the cursor is a tab stop."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from services.models import Child, Service, Slot
from views.booking.actions import BookingActions
from views.booking.choice import Pick, will_be_held
from views.booking.names import cell_said
from views.booking.shown import rank_word, short_word, shown_state
from views.booking.store import PickEntry
from views.booking.ticket import two_lines
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    Look,
    Role,
    ShownState,
    colour,
    handler,
    slot_tile,
    state_look,
    text,
)
from views.design.components.button import pressed
from views.design.components.focus import focus_on
from views.state import screen
from views.text import _, typeset
from views.text.money import money

_PRICED = (ShownState.AVAILABLE, ShownState.CHOSEN, ShownState.LAST_PLACES)


@dataclass(frozen=True, slots=True)
class CellView:
    """What a cell shows besides the choice. `named`: the service's name is written inside, short if `narrow`."""

    child: Child
    service: Service
    slot: Slot
    now: datetime
    named: bool
    closed_for: str | None = None
    narrow: bool = False


def cell_lines(view: CellView, pick: Pick | None) -> tuple[str, ...]:
    """One or two short lines: the price if it can be taken, else the state's word."""
    state = shown_state(view.slot, pick)
    what = money(view.slot.price_cents) if state in _PRICED else short_word(view.slot, pick)
    if view.named:
        return _name_inside(view), what
    if state is ShownState.LAST_PLACES:
        return what, short_word(view.slot, pick)
    if state is ShownState.AWAITING_VALIDATION:
        return (_("À valider"),)
    if state is ShownState.WAITLISTED and view.slot.position:
        return _("En attente"), rank_word(view.slot.position)
    return (what,)


def _name_inside(view: CellView) -> str:
    """« Journée », « Demi-journée »; « ½ journée » where that is too long."""
    name = view.service.short_name
    if view.narrow:
        name = re.sub(r"^demi-", "½ ", name, flags=re.IGNORECASE)
    return typeset(name[:1].upper() + name[1:])


@screen
def Cell(view: CellView, actions: BookingActions, entry: PickEntry) -> ft.Control:
    """Redrawn when its own pick changes, or when the keyboard's cursor comes or goes."""
    pick = entry.pick
    look = state_look(shown_state(view.slot, pick))
    name = cell_said(view.service, view.child, view.slot, pick, view.now, view.closed_for)
    checked = will_be_held(view.slot, pick)
    face = _face(view, pick, look)
    button: ft.MutableRef[ft.Control] = ft.use_ref()

    def tapped() -> None:
        actions.tap(view.slot.key)

    async def take_focus() -> None:
        if entry.asked and isinstance(button.current, ft.TextButton):
            await focus_on(button.current)

    ft.use_effect(take_focus, [entry.asked])
    if not entry.active:
        return _still(name, checked, look, face, tapped)
    tile = slot_tile(
        name=name,
        checked=checked,
        state=look,
        on_tap=tapped,
        content=face,
        height=two_lines(TARGET.minimum),
        radius=RADIUS.cell,
        padding=ft.Padding.only(left=SPACE.cosy, right=SPACE.tiny),
        expand=True,
    )
    button.current = pressed(tile)
    return tile


def _still(name: str, checked: bool, look: Look, face: ft.Control, tapped: Callable[[], None]) -> ft.Control:
    """The same look without a tab stop: pointer and screen reader reach it, Tab passes it over."""
    inside = ft.Container(
        face,
        bgcolor=colour(look.fill),
        border_radius=RADIUS.cell - 1,
        padding=ft.Padding.only(left=SPACE.cosy, right=SPACE.tiny),
        alignment=ft.Alignment.CENTER_LEFT,
    )
    # The edge is what a second box shows around the first: two values on the wire where a border has eight.
    box = ft.Container(
        inside,
        bgcolor=colour(look.edge if look.edge_width else look.fill),
        border_radius=RADIUS.cell,
        height=two_lines(TARGET.minimum),
        padding=look.edge_width,
    )
    on_tap = handler(tapped)
    return ft.Semantics(
        content=ft.GestureDetector(box, on_tap=on_tap, mouse_cursor=ft.MouseCursor.CLICK),
        label=name,
        checked=checked,
        container=True,
        exclude_semantics=True,
        on_tap=on_tap,
        expand=True,
    )


def _face(view: CellView, pick: Pick | None, look: Look) -> ft.Control:
    state = shown_state(view.slot, pick)
    lines = cell_lines(view, pick)
    strong = state in (ShownState.CHOSEN, ShownState.BOOKED, ShownState.TO_CANCEL, ShownState.WAITLISTED)
    ink = look.ink if state is not ShownState.AVAILABLE else "ink"
    shown: list[ft.Control] = [_line(lines[0], "small_bold" if strong and len(lines) == 1 else "small", ink)]
    if len(lines) > 1:
        shown.append(_line(lines[1], "small_bold" if strong else "caption", ink))
    icon_ink = "primary" if state in (ShownState.AVAILABLE, ShownState.CHOSEN) else look.ink
    return ft.Row(
        [
            ft.Icon(look.icon, size=18, color=colour(icon_ink)),
            ft.Column(shown, spacing=0, tight=True, alignment=ft.MainAxisAlignment.CENTER, expand=True),
        ],
        spacing=SPACE.snug,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _line(value: str, role: Role, ink: str) -> ft.Control:
    return text(value, role, ink, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS)
