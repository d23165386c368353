"""The booking choice: the days, children and slots a parent ticked and has not sent yet.

One frozen value for the phone page and the grid; lines, sums and the bar are derived from it, never stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from services.models import Line, OnFull, Op, Service, Slot, SlotKey, SlotState
from views.booking.planning import ASKED_STATES, TAKEN_STATES

_NOTHING: Mapping[SlotKey, Pick] = MappingProxyType({})
_BILLED = frozenset({SlotState.HELD, SlotState.BOOKED})


@dataclass(frozen=True, slots=True)
class Pick:
    """One ticked slot: what « Soumettre » will ask for it.

    `price_cents` is what the parent saw (surcharge included; for a cancel, what leaves the bill); `counts` is
    False for what is not billed at once (waiting list, to be validated). `send_before` is the instant from which
    the city would judge it otherwise, None = no limit. Picks of one `group` stand or fall together.
    """

    op: Op
    price_cents: int
    counts: bool = True
    on_full: OnFull = OnFull.REFUSE
    send_before: datetime | None = None
    group: str | None = None

    @property
    def cents(self) -> int:
        """What it adds to the bill, negative for a cancel."""
        if not self.counts:
            return 0
        return self.price_cents if self.op is Op.BOOK else -self.price_cents


@dataclass(frozen=True, slots=True)
class Choice:
    """`days` is never empty once a page has opened; several only while `several_days`.

    `week` is the Monday of the week that is looked at; `picks` are all that « Soumettre » sends, seen or not.
    """

    week: date | None = None
    days: tuple[date, ...] = ()
    children: tuple[str, ...] = ()
    several_days: bool = False
    picks: Mapping[SlotKey, Pick] = field(default_factory=lambda: _NOTHING)

    @property
    def pending(self) -> bool:
        return bool(self.picks)

    def with_picks(self, added: Mapping[SlotKey, Pick]) -> Choice:
        return replace(self, picks=MappingProxyType({**self.picks, **added}))

    def without(self, keys: Iterable[SlotKey]) -> Choice:
        """The choice without these slots, and without what stands or falls with them."""
        gone = set(keys)
        groups = {pick.group for key, pick in self.picks.items() if key in gone and pick.group}
        kept = {k: p for k, p in self.picks.items() if k not in gone and (p.group is None or p.group not in groups)}
        return replace(self, picks=MappingProxyType(kept))

    def emptied(self) -> Choice:
        return replace(self, picks=_NOTHING)

    def new_group(self) -> str:
        taken = {pick.group for pick in self.picks.values()}
        return next(name for name in (f"g{n}" for n in range(1, len(taken) + 2)) if name not in taken)


def pick_for(slot: Slot, service: Service) -> Pick | None:
    """What a tap on this slot asks of the city; None when nothing can be asked."""
    if slot.state in ASKED_STATES:
        if not slot.can_cancel:
            return None
        billed = slot.state in _BILLED
        price = slot.price_cents if billed else 0
        return Pick(Op.CANCEL, price, counts=billed, send_before=slot.cancel_by)
    if not slot.can_book:
        return None
    waits = slot.state is SlotState.FULL
    late = slot.reason.code == "LATE"
    return Pick(
        Op.BOOK,
        slot.price_cents,
        counts=not waits and not service.validation,
        on_full=OnFull.WAIT if waits else OnFull.REFUSE,
        send_before=slot.late_until if late else slot.book_by,
    )


def will_be_held(slot: Slot | None, pick: Pick | None) -> bool:
    """Whether its box is ticked: the slot is held after « Soumettre », or asked for by this choice."""
    if pick is not None:
        return pick.op is Op.BOOK
    return slot is not None and slot.state in TAKEN_STATES


def lines(choice: Choice) -> tuple[Line, ...]:
    """What « Soumettre » sends, day by day."""
    ordered = sorted(choice.picks.items(), key=lambda item: item[0].day)
    return tuple(
        Line(
            op=pick.op,
            child=key.child,
            service=key.service,
            day=key.day,
            price_cents=pick.price_cents,
            on_full=pick.on_full,
            group=pick.group,
        )
        for key, pick in ordered
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the bar says. `bookings` includes `waiting` (places on a waiting list) and `validations`.

    `cents` may be negative. `months` are the first days of the months whose invoice changes.
    """

    bookings: int = 0
    cancellations: int = 0
    waiting: int = 0
    validations: int = 0
    cents: int = 0
    months: tuple[date, ...] = ()
    send_before: datetime | None = None

    @property
    def count(self) -> int:
        return self.bookings + self.cancellations


def summary(choice: Choice) -> Summary:
    """Counts, sum, invoices concerned and the nearest instant before which to send."""
    picks = choice.picks.values()
    booked = [pick for pick in picks if pick.op is Op.BOOK]
    waiting = sum(pick.on_full is OnFull.WAIT for pick in booked)
    limits = [pick.send_before for pick in picks if pick.send_before is not None]
    return Summary(
        bookings=len(booked),
        cancellations=len(choice.picks) - len(booked),
        waiting=waiting,
        validations=sum(not pick.counts for pick in booked) - waiting,
        cents=sum(pick.cents for pick in picks),
        months=tuple(sorted({key.day.replace(day=1) for key, pick in choice.picks.items() if pick.counts})),
        send_before=min(limits, default=None),
    )


def to_json(choice: Choice) -> str:
    """The choice as kept on the device."""
    picks = [
        {
            "child": key.child,
            "service": key.service,
            "day": key.day.isoformat(),
            "op": pick.op.value,
            "price_cents": pick.price_cents,
            "counts": pick.counts,
            "on_full": pick.on_full.value,
            "send_before": pick.send_before.isoformat() if pick.send_before else None,
            "group": pick.group,
        }
        for key, pick in choice.picks.items()
    ]
    return json.dumps({"version": 1, "children": list(choice.children), "picks": picks})


def from_json(text: str | None) -> Choice:
    """The kept choice; an empty one when nothing usable was kept. Days are chosen afresh at each opening."""
    if not text:
        return Choice()
    try:
        kept = json.loads(text)
        picks = {
            SlotKey(item["child"], item["service"], date.fromisoformat(item["day"])): Pick(
                op=Op(item["op"]),
                price_cents=int(item["price_cents"]),
                counts=bool(item["counts"]),
                on_full=OnFull(item["on_full"]),
                send_before=datetime.fromisoformat(item["send_before"]) if item["send_before"] else None,
                group=item["group"],
            )
            for item in kept["picks"]
        }
        children = tuple(str(child) for child in kept["children"])
    except (ValueError, KeyError, TypeError):
        return Choice()
    return Choice(children=children, picks=MappingProxyType(picks))
