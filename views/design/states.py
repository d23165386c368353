"""What a slot looks like in each of its states: icon, word, fill, ink and edge. Never fill alone.

A state here is what the screen shows (the choice included), not what the wire says: `booking` derives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import flet as ft

from views.text import _, mark


class ShownState(StrEnum):
    AVAILABLE = "available"
    LAST_PLACES = "last_places"
    CHOSEN = "chosen"
    BOOKED = "booked"
    HELD = "held"
    TO_CANCEL = "to_cancel"
    WAITLISTED = "waitlisted"
    AWAITING_VALIDATION = "awaiting_validation"
    FULL = "full"
    TOO_LATE = "too_late"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    ELSEWHERE = "elsewhere"
    PRESENT = "present"
    ABSENT = "absent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Look:
    """`fill`, `ink`, `edge` are palette roles; `edge_width` in pixels, 0 = none; `word` in French."""

    icon: ft.IconData
    word: str
    fill: str
    ink: str
    edge: str
    edge_width: float


_I = ft.Icons
_LOOKS: Final[dict[str, Look]] = {
    "available": Look(_I.ADD_ROUNDED, mark("Disponible"), "surface", "ink", "edge", 1),
    "last_places": Look(_I.EVENT_SEAT_ROUNDED, mark("Dernières places"), "surface", "amber", "amber_edge", 1.2),
    "chosen": Look(_I.CHECK_BOX_ROUNDED, mark("Choisi"), "primary_soft", "primary", "primary", 2),
    "booked": Look(_I.CHECK_CIRCLE_ROUNDED, mark("Réservé"), "green_fill", "green", "none", 0),
    "held": Look(_I.TIMER_ROUNDED, mark("Place gardée"), "green_fill", "green", "green_edge", 1.2),
    "to_cancel": Look(_I.REMOVE_CIRCLE_ROUNDED, mark("À annuler"), "red_fill", "red", "red_edge", 2),
    "waitlisted": Look(_I.HOURGLASS_TOP_ROUNDED, mark("En attente"), "plum_fill", "plum", "none", 0),
    "awaiting_validation": Look(_I.PENDING_ROUNDED, mark("En validation"), "blue_fill", "blue", "none", 0),
    "full": Look(_I.DO_NOT_DISTURB_ON_ROUNDED, mark("Complet"), "grey_fill", "grey", "none", 0),
    "too_late": Look(_I.LOCK_CLOCK_ROUNDED, mark("Trop tard"), "sunken", "ink_soft", "none", 0),
    "not_open": Look(_I.UPCOMING_ROUNDED, mark("Pas encore ouvert"), "sunken", "ink_soft", "none", 0),
    "closed": Look(_I.EVENT_BUSY_ROUNDED, mark("Fermé"), "sunken", "ink_soft", "none", 0),
    "elsewhere": Look(_I.HOME_WORK_ROUNDED, mark("Autre foyer"), "sunken", "ink_soft", "none", 0),
    "present": Look(_I.HOW_TO_REG_ROUNDED, mark("Présence notée"), "surface", "green", "green_edge", 1.2),
    "absent": Look(_I.PERSON_OFF_ROUNDED, mark("Absence notée"), "surface", "red", "red_edge", 1.2),
    "refused": Look(_I.CANCEL_ROUNDED, mark("Refusé"), "red_fill", "red", "none", 0),
}


def state_look(state: ShownState | str) -> Look:
    """The look of a state, its word in the current language. KeyError for an unknown state."""
    look = _LOOKS[str(state)]
    return Look(look.icon, _(look.word), look.fill, look.ink, look.edge, look.edge_width)
