"""Judging: the limits of a slot, and the phase in which an instant finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from city.rules.clock import local_instant
from city.rules.limits import NEVER, Limit, NoLimit
from city.rules.steps import Slot
from city.rules.verdict import CancelVerdict, Reason, Surcharge, Verdict, VerdictName
from city.rules.when import When

_NONE = NoLimit()
Phase = tuple[VerdictName, Surcharge | None, Reason]


@dataclass(frozen=True, slots=True)
class Late:
    """A time after ``book_by`` during which booking costs more (None: the same)."""

    until: Limit
    surcharge: Surcharge | None


@dataclass(frozen=True, slots=True)
class Window:
    """A published booking window for the slots from ``first`` to ``last``, both included."""

    first: date
    last: date
    opens: Limit | None = None
    closes: Limit | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """When the slots of a service may be booked and cancelled. ``cancel`` None: as booking.

    ``cases``: the slots for which another rule, named by its id, holds instead.
    """

    id: str
    opens: Limit = _NONE
    book: Limit = _NONE
    cancel: Limit | None = None
    late: tuple[Late, ...] = ()
    windows: tuple[Window, ...] = ()
    cases: tuple[tuple[When, str], ...] = ()

    def id_for(self, slot: Slot) -> str:
        """The id of the rule that holds for ``slot``: that of the first case, or its own."""
        return next((name for when, name in self.cases if when.holds(slot)), self.id)


@dataclass(frozen=True, slots=True)
class Limits:
    """The instants of one slot, whatever the time it is.

    ``starts`` and ``ends`` are the service's, ``day_ends`` is midnight after it. ``closed`` says why
    it is not served; ``notes`` go into the reasons of what can be booked.
    """

    starts: datetime
    ends: datetime
    day_ends: datetime
    opens: datetime | None = None
    book_by: datetime | None = None
    late: tuple[tuple[datetime, Surcharge | None], ...] = ()
    cancel_by: datetime | Literal["never"] | None = None
    closed: Reason | None = None
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def moments(self) -> list[datetime]:
        """The instants at which a verdict may change, in order."""
        named = (self.starts, self.day_ends, self.opens, self.book_by, self.cancel_by)
        late = (until for until, _surcharge in self.late)
        return sorted({moment for moment in (*named, *late) if isinstance(moment, datetime)})

    @property
    def late_until(self) -> datetime | None:
        """The end of the last late phase, or None without one."""
        return self.late[-1][0] if self.late else None


def limits_of(rule: Rule, slot: Slot, closed: Reason | None) -> Limits:
    """The limits of ``slot`` under ``rule``; ``closed``: why it is not served, if it is not."""
    starts = local_instant(slot.day, slot.starts, slot.zone)
    ends, day_ends = (local_instant(slot.day, minutes, slot.zone) for minutes in (slot.ends, 24 * 60))
    window = next((w for w in rule.windows if w.first <= slot.day <= w.last), None)
    if closed is None and rule.windows and window is None:
        closed = Reason("NO_WINDOW", {"day": slot.day.isoformat()})
    if closed is not None:
        never = rule.cancel is not None and rule.cancel.instant(slot) == NEVER
        return Limits(starts, ends, day_ends, cancel_by=NEVER if never else None, closed=closed)
    opening = (window and window.opens) or rule.opens
    closing = (window and window.closes) or rule.book
    opens, book_by = _datetime(opening, slot), _datetime(closing, slot)
    return Limits(
        starts,
        ends,
        day_ends,
        opens,
        book_by,
        _late(rule, slot, book_by),
        (rule.cancel or closing).instant(slot),
    )


def judge(service: str, day: date, limits: Limits, at: datetime) -> Verdict:
    """The verdict on ``service`` and ``day`` at an instant, given the slot's limits.

    It is the same until the next of their ``moments``.
    """
    name, surcharge, reason = _phase(limits, at, {"day": day.isoformat()})
    cancel = _cancel(limits, at)
    cancel_by = limits.cancel_by if isinstance(limits.cancel_by, datetime) else None
    return Verdict(
        service=service,
        day=day,
        served=limits.closed is None,
        opens=limits.opens,
        book_by=limits.book_by,
        late_until=limits.late_until,
        cancel_by=cancel_by,
        can_book=name in ("open", "late"),
        can_cancel=cancel == "open",
        verdict=name,
        cancel_verdict=cancel,
        surcharge=surcharge,
        reason=reason,
    )


def _phase(limits: Limits, at: datetime, params: dict[str, str]) -> Phase:
    if limits.closed is not None:
        return "not_served", None, limits.closed
    if at >= limits.day_ends or (limits.book_by is None and at >= limits.starts):
        return "closed", None, Reason("SLOT_PAST", params)
    bookable = params | limits.notes
    if limits.opens is not None and at < limits.opens:
        return "not_open", None, Reason("NOT_OPEN", bookable | {"opens": limits.opens.isoformat()})
    if limits.book_by is None:
        return "open", None, Reason("OPEN_NO_LIMIT", bookable)
    params["book_by"] = bookable["book_by"] = limits.book_by.isoformat()
    if at < limits.book_by:
        return "open", None, _open_reason(limits, bookable)
    for until, surcharge in limits.late:
        if at < until:
            late = bookable | {"late_until": until.isoformat()} | _told(surcharge)
            return "late", surcharge, Reason("LATE", late)
    if limits.late_until is not None:
        params["late_until"] = limits.late_until.isoformat()
    return "closed", None, Reason("DEADLINE_PASSED", params)


def _open_reason(limits: Limits, params: dict[str, str]) -> Reason:
    if limits.late_until is None or limits.late_until == limits.book_by:
        return Reason("OPEN", params)
    told = params | {"late_until": limits.late_until.isoformat()} | _told(limits.late[0][1])
    return Reason("OPEN_THEN_LATE", told)


def _told(surcharge: Surcharge | None) -> dict[str, str]:
    return {key: str(value) for key, value in surcharge.as_json().items()} if surcharge else {}


def _cancel(limits: Limits, at: datetime) -> CancelVerdict:
    if limits.cancel_by == NEVER:
        return "never"
    if limits.closed is not None or at >= limits.day_ends:
        return "closed"
    limit = limits.cancel_by if isinstance(limits.cancel_by, datetime) else limits.starts
    return "open" if at < limit else "closed"


def _late(rule: Rule, slot: Slot, book_by: datetime | None) -> tuple[tuple[datetime, Surcharge | None], ...]:
    tiers: list[tuple[datetime, Surcharge | None]] = []
    last = book_by
    for tier in rule.late:
        until = _datetime(tier.until, slot)
        if until is None or last is None:
            break
        last = max(last, until)
        tiers.append((last, tier.surcharge))
    return tuple(tiers)


def _datetime(limit: Limit, slot: Slot) -> datetime | None:
    found = limit.instant(slot)
    return found if isinstance(found, datetime) else None
