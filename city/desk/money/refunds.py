"""What the town owes: who waits for money, what it is made of, and that it was paid back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, Transaction
from city.desk.acting import Acting, BadForm, Form, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.invoices.carrying import line_of_sum
from city.invoices.models import CarriedSumRow
from city.invoices.repository import places
from city.payments import refunds
from city.payments.refunds import Given

router = APIRouter(prefix="/remboursements")

Reader = Annotated[SignedInAgent, agent_with(Right.INVOICING)]
PayingBack = Annotated[Acting, acting_with(Right.INVOICING)]
_PAGE = 50


class _Means(StrEnum):
    TRANSFER = "transfer"
    CHEQUE = "cheque"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class _Sum:
    """A waiting sum in words; above zero: the town owes it."""

    made_at: datetime
    words: str
    cents: int


@router.get("")
async def show_owed(
    request: Request,
    _reader: Reader,
    session: Transaction,
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """The households that the town owes money, those that wait longest first."""
    rows = await refunds.owed(session, first=page_ * _PAGE, count=_PAGE + 1)
    return page(request, "money/refunds.html", listed=rows[:_PAGE], more=len(rows) > _PAGE, number=page_)


@router.get("/{household_id}")
async def show_owed_to(
    request: Request, household_id: str, _reader: Reader, session: Transaction, now: ReceivedAt
) -> Response:
    """What it is made of, and the form that says it was paid back."""
    owed, sums = await refunds.owed_to(session, household_id)
    return page(
        request,
        "money/refund.html",
        owed=owed,
        sums=await _in_words(session, sums),
        fingerprint=refunds.fingerprint_of(sums),
        today=now.date(),
    )


@router.post("/{household_id}")
async def note_refund(household_id: str, acting: PayingBack) -> Response:
    """Notes that all of what was shown was paid back."""
    owed, sums = await refunds.owed_to(acting.session, household_id)
    given = Given(
        acting.form.word("moyen", _Means).value,
        _day(acting.form, acting.now.date()),
        acting.form.text("reference", longest=60),
        acting.form.text("empreinte"),
    )
    made = await refunds.refund(acting.session, household_id, given, acting.now)
    after = {
        "cents": made.cents,
        "means": made.means,
        "reference": made.reference,
        "paid_on": made.paid_on.isoformat(),
        "sums": [row.id for row in sums],
    }
    await acting.record(Act.REFUNDED, Target("household", household_id, owed.name), after=after)
    return done(f"{DESK}/remboursements", "rembourse")


def _day(form: Form, today: date) -> date:
    day = form.day("jour")
    if not today.replace(year=today.year - 1, day=1) <= day <= today:
        raise BadForm({"field": "jour"})
    return day


async def _in_words(session: AsyncSession, sums: Sequence[CarriedSumRow]) -> list[_Sum]:
    known = await places(session, {row.from_id for row in sums if row.from_id})
    return [_Sum(row.made_at, line_of_sum(row, known).words, -row.cents) for row in sums]
