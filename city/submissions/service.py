"""Submitting: from lines to a receipt, in the request's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.bonds import bonds_of
from city.bookings.closures import keep_closures, load_closures
from city.bookings.judging import Judge
from city.bookings.people import Family, load_family, lock_family
from city.bookings.repository import Scope, load_ledger
from city.bookings.writing import Author, write_ledger
from city.context import SignedIn
from city.submissions import repository
from city.submissions.decide import Desk, decide
from city.submissions.groups import slot_twice
from city.submissions.idempotency import fingerprint
from city.submissions.numbers import number_of
from city.submissions.receipts import body_of, receipt_of, search_text
from city.submissions.refusals import KeyReused, SlotTwice, TooManyLines
from city.submissions.schemas import MAX_LINES, LineIn
from city.submissions.verdicts import Answer
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Submitted:
    """A receipt as it is answered; `again` when the key had been used for the same lines before."""

    body: bytes
    again: bool


def check(lines: Sequence[LineIn]) -> None:
    """Refuses what cannot be decided at all. Raises TooManyLines, SlotTwice."""
    if len(lines) > MAX_LINES:
        raise TooManyLines({"max": MAX_LINES})
    twice = slot_twice(lines)
    if twice:
        raise SlotTwice({"lines": twice})


async def submit(
    session: AsyncSession, town: Town, me: SignedIn, key: str, lines: Sequence[LineIn], received_at: datetime
) -> Submitted:
    """Decides the lines at `received_at` and keeps the receipt; the same key again gives the first one.

    Raises TooManyLines, SlotTwice, KeyReused.
    """
    check(lines)
    mark = fingerprint(lines)
    claimed = await repository.claim(session, me, key, mark, received_at)
    if isinstance(claimed, repository.Kept):
        if claimed.fingerprint != mark:
            raise KeyReused()
        return Submitted(claimed.body, again=True)
    desk = await _prepare(session, town, me, lines, received_at, submission_id=claimed)
    answers = decide(lines, desk)
    await write_ledger(session, desk.ledger, Author(me.person_id), received_at)
    body = body_of(lines, answers, desk.family.pupils, town, received_at)
    return Submitted(await _keep(session, claimed, body, answers, me), again=False)


async def preview(
    session: AsyncSession, town: Town, me: SignedIn, lines: Sequence[LineIn], now: datetime
) -> dict[str, Any]:
    """What `submit` would answer now. Writes nothing. Raises TooManyLines, SlotTwice."""
    check(lines)
    desk = await _prepare(session, town, me, lines, now, submission_id=None)
    return body_of(lines, decide(lines, desk), desk.family.pupils, town, now)


async def _prepare(
    session: AsyncSession, town: Town, me: SignedIn, lines: Sequence[LineIn], now: datetime, submission_id: str | None
) -> Desk:
    """Loads, under their locks when it is for good, the children and slots of the lines."""
    lock = submission_id is not None
    if lock:
        await keep_closures(session)
    find = lock_family if lock else load_family
    family = await find(session, me.household_id, only={line.child for line in lines})
    days = {line.date for line in lines if line.child in family.pupils and line.service in town.services}
    closures = await load_closures(session, min(days), max(days)) if days else []
    judge = Judge(town, now, family.quotient_on, closures)
    bonds = bonds_of(town)
    scope = _scope(lines, family, judge, days)
    ledger = await load_ledger(session, town, bonds, scope, now=now, lock=lock)
    return Desk(family, judge, ledger, bonds, submission_id)


def _scope(lines: Sequence[LineIn], family: Family, judge: Judge, days: set[date]) -> Scope:
    counters = {
        (line.date, counter)
        for line in lines
        if line.child in family.pupils and line.service in judge.town.services
        if judge.verdict(line.service, line.date).served
        for counter in judge.counters(family.pupils[line.child], line.service, line.date)
    }
    frees = frozenset(line.date for line in lines if line.op == "cancel")
    return Scope(family.pupils, frozenset(days), frozenset(counters), frees)


async def _keep(
    session: AsyncSession, identity: str, body: dict[str, Any], answers: Sequence[Answer], me: SignedIn
) -> bytes:
    year = int(body["received_at"][:4])
    serial = await repository.next_serial(session, year)
    number = number_of(year, serial)
    receipt = receipt_of(body, number, me.display_name)
    values = {
        "year": year,
        "serial": serial,
        "body": receipt,
        "total_cents": body["total_cents"],
        "line_count": len(answers),
        "refused_count": sum(answer.refused for answer in answers),
        "search": search_text(body, number),
    }
    await repository.finish(session, identity, values)
    return receipt
