"""The difference a pattern would make over a period. Pure: what it proposes is decided as if it were submitted.

Ticked and free: to book. Unticked but booked: to cancel, only where the parent asked for it. Weeks to which the pattern
does not apply, and services it does not name, are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from city.bookings.judging import Pupil
from city.calendar.service import Period
from city.calendar.slots import Board, slot_of
from city.submissions.decide import Desk, decide
from city.submissions.schemas import LineIn
from city.submissions.verdicts import Answer
from city.typical_weeks.schemas import PatternLineOut, TypicalWeekIn, UntouchedOut
from city.typical_weeks.weeks import monday_of

_SILENT = frozenset({"PAST", "PUBLIC_HOLIDAY", "CITY_CLOSED", "ATTENDED"})
"""Why a slot is only listed as untouched: nothing the parent does changes it."""


@dataclass(slots=True)
class Difference:
    """What a pattern proposes, possible or not, and what it leaves."""

    lines: list[PatternLineOut] = field(default_factory=list)
    untouched: list[UntouchedOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Proposal:
    line: LineIn
    slot: dict[str, Any]


def difference(
    pattern: TypicalWeekIn, period: Period, applying: set[date], board: Board, desk: Desk, *, cancel_others: bool
) -> Difference:
    """The difference of `pattern` over the weeks of `period` whose Mondays are in `applying`."""
    found = Difference()
    pupil = desk.family.pupils[pattern.child]
    ticked = {(tick.weekday, tick.service) for tick in pattern.ticks}
    proposals: list[_Proposal] = []
    for day, service, slot in _slots(pattern, period, applying, board, pupil):
        wanted = (day.isoweekday(), service) in ticked
        proposal = _proposal(wanted, slot, cancel_others=cancel_others)
        if isinstance(proposal, _Proposal):
            proposals.append(proposal)
        elif proposal is not None:
            found.untouched.append(UntouchedOut(service=service, date=day, code=proposal))
    answers = decide([proposal.line for proposal in proposals], desk)
    for proposal, answer in zip(proposals, answers, strict=True):
        line = proposal.line
        code, params = _reason(proposal, answer)
        found.lines.append(
            PatternLineOut(
                op=line.op,
                child=line.child,
                service=line.service,
                date=line.date,
                price_cents=answer.price_cents,
                possible=not answer.refused,
                code=code,
                params=params,
                position=answer.position,
            )
        )
    return found


def _reason(proposal: _Proposal, answer: Answer) -> tuple[str, dict[str, str]]:
    """Why a line is possible or not; FULL for one that would wait, also behind earlier lines of the same preview."""
    if answer.refused:
        return answer.code, answer.params
    if answer.verdict == "waitlisted":
        return "FULL", {}
    reason = proposal.slot["reason"]
    return reason["code"], reason["params"]


def _slots(
    pattern: TypicalWeekIn, period: Period, applying: set[date], board: Board, pupil: Pupil
) -> Iterator[tuple[date, str, dict[str, Any]]]:
    named = [service for service in board.judge.town.services if service in pattern.services]
    for day in period.days:
        if monday_of(day) not in applying:
            continue
        for service in named:
            slot = slot_of(board, pupil, service, day)
            if slot is not None:
                yield day, service, slot


def _proposal(wanted: bool, slot: dict[str, Any], *, cancel_others: bool) -> _Proposal | str | None:
    """What becomes of one slot: a line to decide, the code of why it stays, or None where nothing is to be said."""
    held = slot["state"] in _HELD
    code: str = slot["reason"]["code"]
    if wanted and held:
        return "UNCHANGED"
    if not wanted and not held:
        return None
    if code in _SILENT:
        return code
    if not wanted and not cancel_others:
        return "NOT_IN_PATTERN"
    return _Proposal(_line("book" if wanted else "cancel", slot), slot)


_HELD = frozenset(
    {
        "held",
        "booked",
        "waitlisted",
        "awaiting_validation",
        "present",
        "absent",
        "absent_justified",
    }
)


def _line(op: Literal["book", "cancel"], slot: dict[str, Any]) -> LineIn:
    return LineIn(
        op=op,
        child=slot["child"],
        service=slot["service"],
        date=slot["date"],
        price_cents=slot["price_cents"],
        on_full="wait",
    )
