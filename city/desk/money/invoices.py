"""Invoicing at the desk: what a run would issue is shown first, then issued if it is still the same; invoices read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, ChangedMeanwhile, Form, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.money.till_words import MEANS
from city.desk.paths import DESK
from city.errors import NotFound
from city.households.models import HouseholdRow
from city.invoices import repository
from city.invoices.issuing import Run, issue, preview
from city.invoices.models import InvoiceRow
from city.invoices.numbers import number_of, read_number, title_of
from city.papers.giving import invoice_document, receipt_document
from city.payments.models import PaymentRow

router = APIRouter(prefix="/factures")

Reader = Annotated[SignedInAgent, agent_with(Right.INVOICING)]
Issuing = Annotated[Acting, acting_with(Right.INVOICING)]
Word = Annotated[str, Query(max_length=100)]
_PAGE = 50
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Listed:
    """An invoice in a list, and what is left to pay of it."""

    number: str
    title: str
    household_id: str
    household: str
    issued_on: date
    due_on: date
    total_cents: int
    left_cents: int
    is_credit: bool


@router.get("")
async def show_invoices(
    request: Request,
    _reader: Reader,
    session: Transaction,
    now: ReceivedAt,
    q: Word = "",
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """The invoices, last issued first, and the form of a run; by default the month that is over."""
    last = now.date().replace(day=1) - timedelta(days=1)
    rows = await _listed(session, q, page_)
    return page(
        request,
        "money/invoices.html",
        listed=rows[:_PAGE],
        more=len(rows) > _PAGE,
        number=page_,
        q=q,
        first_day=last.replace(day=1),
        last_day=last,
        today=now.date(),
    )


@router.get("/apercu")
async def preview_run(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    du: Annotated[str, Query(max_length=10)],
    au: Annotated[str, Query(max_length=10)],
) -> Response:
    """What a run would issue. Nothing is written."""
    run = _run(Form.of({"du": du, "au": au}), now.date())
    drafts = await preview(session, town, run, now)
    ids = {draft.household_id for draft in drafts}
    homes = {row.id: row.name for row in await session.scalars(select(HouseholdRow).where(HouseholdRow.id.in_(ids)))}
    shown = sorted((homes[draft.household_id], len(draft.lines), draft.total_cents) for draft in drafts)
    return page(
        request,
        "money/invoice_run.html",
        drafts=shown,
        total=sum(draft.total_cents for draft in drafts),
        least=town.till.min_cents,
        title=title_of(run.first_day, run.last_day),
        du=du,
        au=au,
        fingerprint=_fingerprint((draft.household_id, draft.total_cents) for draft in drafts),
    )


@router.post("")
async def issue_run(acting: Issuing) -> Response:
    """Issues, if it is what was shown."""
    run = _run(acting.form, acting.now.date())
    issued = await issue(acting.session, acting.town, run, acting.now)
    found = [(row.household_id, row.total_cents) for row in issued.invoices]
    if not found or _fingerprint(found) != acting.form.text("empreinte"):
        raise ChangedMeanwhile
    numbers = [number_of(row.year, row.serial) for row in issued.invoices]
    await acting.record(
        Act.INVOICES_ISSUED,
        Target("invoices", f"{run.first_day} {run.last_day}", title_of(run.first_day, run.last_day)),
        after={"numbers": numbers, "total_cents": sum(cents for _home, cents in found)},
    )
    return done(f"{DESK}/factures", "factures")


@router.get("/{number}")
async def show_invoice(request: Request, number: str, _reader: Reader, session: Transaction, town: TheTown) -> Response:
    """One invoice with its lines."""
    invoice, household = await _found(session, number)
    payments = select(PaymentRow).where(PaymentRow.invoice_id == invoice.id).order_by(PaymentRow.at, PaymentRow.id)
    return page(
        request,
        "money/invoice.html",
        shown=_in_list(invoice, household),
        invoice=invoice,
        lines=await repository.lines(session, invoice.id),
        payments=list(await session.scalars(payments)),
        means=MEANS,
        zone=town.time_zone,
    )


@router.get("/{number}/pdf")
async def download_invoice(
    number: str, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """The paper that the family gets."""
    invoice, _household = await _found(session, number)
    return await invoice_document(session, town, invoice.household_id, number, now)


@router.get("/{number}/recus/{order_id}")
async def download_receipt(
    number: str, order_id: str, _reader: Reader, session: Transaction, town: TheTown
) -> Response:
    """The receipt of a payment online, as the family gets it."""
    invoice, _household = await _found(session, number)
    return await receipt_document(session, town, invoice.household_id, order_id)


async def _found(session: AsyncSession, number: str) -> tuple[InvoiceRow, str]:
    """An invoice and its household's name. Raises NotFound."""
    place = read_number(number)
    if place is None:
        raise NotFound
    query = _QUERY.where(InvoiceRow.year == place[0], InvoiceRow.serial == place[1])
    row = (await session.execute(query)).one_or_none()
    if row is None:
        raise NotFound
    invoice, household = row
    return invoice, household


_QUERY = select(InvoiceRow, HouseholdRow.name).join(HouseholdRow, HouseholdRow.id == InvoiceRow.household_id)


async def _listed(session: AsyncSession, q: str, number: int) -> list[Listed]:
    query = _QUERY.order_by(InvoiceRow.year.desc(), InvoiceRow.serial.desc())
    place = read_number(q.strip())
    if place is not None:
        query = query.where(InvoiceRow.year == place[0], InvoiceRow.serial == place[1])
    elif q.strip():
        words = q.strip()
        query = query.where(
            or_(HouseholdRow.name.icontains(words, autoescape=True), InvoiceRow.title.icontains(words, autoescape=True))
        )
    rows = await session.execute(query.offset(number * _PAGE).limit(_PAGE + 1))
    return [_in_list(invoice, household) for invoice, household in rows]


def _in_list(invoice: InvoiceRow, household: str) -> Listed:
    return Listed(
        number_of(invoice.year, invoice.serial),
        invoice.title,
        invoice.household_id,
        household,
        invoice.issued_on,
        invoice.due_on,
        invoice.total_cents,
        invoice.left_cents,
        invoice.credits_id is not None,
    )


def _run(form: Form, today: date) -> Run:
    first, last = form.day("du"), form.day("au")
    if not first <= last <= first + _LONGEST or last >= today:
        raise BadForm({"field": "au"})
    return Run(first, last)


def _fingerprint(found: Iterable[tuple[str, int]]) -> str:
    return hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
