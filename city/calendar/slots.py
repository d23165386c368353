"""One slot as the calendar shows it: what the household holds, or what stands in the way. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from city.bookings.booking import Booking
from city.bookings.judging import Judge, Pupil
from city.bookings.ledger import Ledger
from city.bookings.states import BookingState
from city.rules import Calendar, Reason

_COMMONEST: dict[str, object] = {
    "can_book": False,
    "can_cancel": False,
    "opens": None,
    "late_until": None,
    "surcharge_cents": 0,
    "places_left": None,
    "position": None,
    "waiting_list": True,
}
_IN_THE_WAY = {"NOT_OPEN": "not_open"}


@dataclass(frozen=True, slots=True)
class Ended:
    """What a slot without a live booking was before: refused by an agent, or cancelled by the city."""

    state: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Board:
    """All that the calendar of a household looks at."""

    household_id: str
    judge: Judge
    ledger: Ledger
    ended: dict[tuple[str, str, date], Ended]
    _limits: dict[tuple[str, date], dict[str, Any]] = field(default_factory=dict)

    def limits(self, service: str, day: date) -> dict[str, Any]:
        """What a slot says of its day, limits and price, whichever child's it is."""
        found = self._limits.get((service, day))
        if found is None:
            found = self._limits[service, day] = {"date": day.isoformat()} | _limits(self.judge, service, day)
        return found


def slot_of(board: Board, child: Pupil, service: str, day: date) -> dict[str, Any] | None:
    """The slot's JSON without its commonest values, or None when there is no such slot."""
    judge = board.judge
    booking = board.ledger.live(child.id, service, day)
    own = booking if booking is not None and booking.household_id == board.household_id else None
    if own is None and not judge.is_registered(child, service, day):
        return None
    closed = judge.not_served(child, service, day)
    if own is None and closed is not None and not is_shown_closed(judge, service, day, closed):
        return None
    if own is not None:
        found = _held(board, own)
    elif booking is not None:
        found = _way("elsewhere", Reason("BOOKED_ELSEWHERE"))
    else:
        found = _free(board, child, service, day, closed)
    return _slim({"child": child.id, "service": service} | board.limits(service, day) | found)


def is_shown_closed(judge: Judge, service: str, day: date, closed: Reason) -> bool:
    """Whether a closed day is worth showing: without its public holiday or closure the service would run."""
    if closed.code == "CITY_CLOSED":
        verdict = judge.verdict(service, day)
        return verdict.served or verdict.reason.code == "CLOSED"
    if closed.code != "PUBLIC_HOLIDAY":
        return False
    offered = judge.town.on(day).services.get(service)
    if offered is None:
        return False
    weekday = not offered.weekdays or day.weekday() in offered.weekdays
    return weekday and _ordinary_kind(judge.town.on(day).calendar, day) in offered.days


def _ordinary_kind(calendar: Calendar, day: date) -> str:
    """What a public holiday would be if it were none."""
    on_holiday = calendar.holiday(day) is not None
    if day in calendar.extra_class_days or (not on_holiday and day.weekday() in calendar.class_days):
        return "school"
    if day.weekday() >= 5:
        return "weekend"
    return "school_holiday" if on_holiday else "wednesday"


def _limits(judge: Judge, service: str, day: date) -> dict[str, Any]:
    verdict, price = judge.verdict(service, day), judge.price(service, day)
    return {
        "opens": _iso(verdict.opens),
        "book_by": _iso(verdict.book_by),
        "late_until": _iso(verdict.late_until),
        "cancel_by": _iso(verdict.cancel_by),
        "price_cents": price.total_cents,
        "surcharge_cents": price.surcharge_cents,
    }


def _held(board: Board, booking: Booking) -> dict[str, Any]:
    obstacle = board.judge.cancel_obstacle(booking)
    found = _way(booking.state.value, obstacle or Reason("OPEN"), can_cancel=obstacle is None)
    found |= {"price_cents": booking.price_cents, "surcharge_cents": booking.surcharge_cents}
    if booking.state is BookingState.WAITLISTED:
        found["position"] = board.ledger.position(booking)
    if booking.state is BookingState.AWAITING_VALIDATION:
        found["reason"] = _reason(Reason("AWAITING_VALIDATION"))
    if booking.held_until is not None and booking.state is BookingState.HELD:
        found["reason"]["params"]["held_until"] = booking.held_until.astimezone(board.judge.at.tzinfo).isoformat()
    return found


def _free(board: Board, child: Pupil, service: str, day: date, closed: Reason | None) -> dict[str, Any]:
    """Of a child that is registered; `closed`: why the service does not run for it, if it does not."""
    judge = board.judge
    ended = board.ended.get((child.id, service, day))
    verdict = judge.verdict(service, day)
    obstacle = closed or (None if verdict.can_book else judge.reason(verdict))
    if obstacle is not None:
        state = _IN_THE_WAY.get(obstacle.code, "closed")
        return _way(ended.state, ended.reason) if ended else _way(state, obstacle)
    counters = judge.counters(child, service, day)
    left = board.ledger.room(day, counters)
    validated = judge.town.services[service].validation
    if left == 0 and not validated:
        return _full(board, service, day, counters)
    reason = judge.reason(verdict)
    found = _way(ended.state, ended.reason) if ended and ended.state == "refused" else _way("free", reason)
    return found | {"can_book": True, "places_left": None if validated else left}


def _full(board: Board, service: str, day: date, counters: tuple[str, ...]) -> dict[str, Any]:
    if not board.judge.list_is_open(service, day):
        return _way("full", Reason("NO_WAITING_LIST")) | {"places_left": 0, "waiting_list": False}
    position = board.ledger.next_position(day, counters)
    return _way("full", Reason("FULL")) | {"can_book": True, "places_left": 0, "position": position}


def _way(state: str, reason: Reason, *, can_cancel: bool = False) -> dict[str, Any]:
    return {"state": state, "can_cancel": can_cancel, "reason": _reason(reason)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "params": {name: text for name, text in reason.params.items() if name not in _KNOWN}}


_KNOWN = frozenset({"day", "opens", "book_by", "late_until", "cancel_by"})
"""Parameters of a reason that the slot says already."""


def _slim(slot: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in slot.items() if name not in _COMMONEST or value != _COMMONEST[name]}


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
