"""What a slot shows once the choice is laid over it: its state, its one word, its place in the order of urgency."""

from __future__ import annotations

from services.models import Op, Slot, SlotState
from views.booking.choice import Pick
from views.design.states import ShownState, state_look
from views.text import _, ngettext

#: Below this many places left, the slot says how many.
LAST_PLACES = 5

_OF_STATE = {
    SlotState.HELD: ShownState.HELD,
    SlotState.BOOKED: ShownState.BOOKED,
    SlotState.WAITLISTED: ShownState.WAITLISTED,
    SlotState.AWAITING_VALIDATION: ShownState.AWAITING_VALIDATION,
    SlotState.REFUSED: ShownState.REFUSED,
    SlotState.PRESENT: ShownState.PRESENT,
    SlotState.ABSENT: ShownState.ABSENT,
    SlotState.ABSENT_JUSTIFIED: ShownState.ABSENT,
    SlotState.FULL: ShownState.FULL,
    SlotState.NOT_OPEN: ShownState.NOT_OPEN,
    SlotState.ELSEWHERE: ShownState.ELSEWHERE,
    SlotState.CANCELLED_BY_CITY: ShownState.CLOSED,
}
_TOO_LATE = frozenset({"DEADLINE_PASSED", "PAST", "INVOICED", "ATTENDED", "CANCEL_DEADLINE_PASSED"})


def shown_state(slot: Slot, pick: Pick | None = None) -> ShownState:
    """The state as the parent sees it."""
    if pick is not None:
        return ShownState.CHOSEN if pick.op is Op.BOOK else ShownState.TO_CANCEL
    if slot.state in _OF_STATE:
        return _OF_STATE[slot.state]
    if slot.state is SlotState.FREE and slot.can_book:
        few = slot.places_left is not None and slot.places_left <= LAST_PLACES
        return ShownState.LAST_PLACES if few else ShownState.AVAILABLE
    if slot.state is SlotState.FREE or slot.reason.code in _TOO_LATE:
        return ShownState.TOO_LATE
    return ShownState.CLOSED


def rank_word(position: int) -> str:
    """« 1re », « 3e »: a rank on the waiting list (place, feminine)."""
    return _("1re") if position == 1 else _("{rank}e").format(rank=position)


def short_word(slot: Slot, pick: Pick | None = None) -> str:
    """As `state_word`, for a ticket or a cell: « 2 places »."""
    if shown_state(slot, pick) is ShownState.LAST_PLACES and slot.places_left:
        return ngettext("{count} place", "{count} places", slot.places_left)
    return state_word(slot, pick)


def state_word(slot: Slot, pick: Pick | None = None) -> str:
    """The one word (or few) that says the state."""
    state = shown_state(slot, pick)
    if state is ShownState.LAST_PLACES and slot.places_left:
        return ngettext("Plus que {count} place", "Plus que {count} places", slot.places_left)
    if state is ShownState.WAITLISTED and slot.position:
        return _("{rank} en attente").format(rank=rank_word(slot.position))
    return state_look(state).word
