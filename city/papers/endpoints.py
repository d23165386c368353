"""Where the API gives papers, and the yearly statements."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import NotFound, SessionExpired
from city.invoices import repository as invoices
from city.papers.giving import document, invoice_document, receipt_document
from city.papers.statement import statement_paper
from city.papers.submission import submission_paper
from city.papers.yearly import Statement, statements
from city.problems import refusals
from city.submissions.reading import read_receipt

router = APIRouter(tags=["papers"])
_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}, "description": "The document."}}


class ChildSumOut(BaseModel):
    """A child's part."""

    child_name: str
    cents: int


class StatementOut(BaseModel):
    """A year; `ready` once it is over, and its paper can be had."""

    year: int
    children: list[ChildSumOut]
    total_cents: int
    ready: bool


class StatementsOut(BaseModel):
    """Newest first."""

    now: datetime
    items: list[StatementOut]


@router.get(
    "/invoices/{number}/pdf",
    response_class=Response,
    responses={**_PDF, **refusals(SessionExpired, NotFound)},
)
async def read_invoice_paper(
    me: Current, number: str, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """The invoice as PDF."""
    return await invoice_document(session, town, me.household_id, number, now)


@router.get(
    "/payments/{identity}/receipt",
    response_class=Response,
    responses={**_PDF, **refusals(SessionExpired, NotFound)},
)
async def read_receipt_paper(me: Current, identity: str, session: Transaction, town: TheTown) -> Response:
    """The receipt of an order that was paid, as PDF."""
    return await receipt_document(session, town, me.household_id, identity)


@router.get(
    "/submissions/{number}/receipt.pdf",
    response_class=Response,
    responses={**_PDF, **refusals(SessionExpired, NotFound)},
)
async def read_submission_paper(
    me: Current, number: str, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """The receipt of a submission as PDF, with what followed."""
    receipt = await read_receipt(session, me.household_id, number, now)
    names = (await invoices.recipients(session, [me.household_id]))[me.household_id]
    paper = await asyncio.to_thread(submission_paper, town, receipt, names)
    return document(paper, f"recu-{number}.pdf")


@router.get("/tax-statements", responses=refusals(SessionExpired))
async def list_tax_statements(me: Current, session: Transaction, town: TheTown, now: ReceivedAt) -> StatementsOut:
    """What was paid for the care of young children, by year."""
    found = await statements(session, town, me.household_id, now)
    return StatementsOut(now=now, items=[_out(statement) for statement in found])


@router.get(
    "/tax-statements/{year}/pdf",
    response_class=Response,
    responses={**_PDF, **refusals(SessionExpired, NotFound)},
)
async def read_tax_statement_paper(
    me: Current,
    year: Annotated[int, Path(ge=2000, le=2100)],
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
) -> Response:
    """The statement of a year that is over, as PDF."""
    found = await statements(session, town, me.household_id, now)
    wanted = next((statement for statement in found if statement.year == year and statement.ready), None)
    if wanted is None:
        raise NotFound()
    names = (await invoices.recipients(session, [me.household_id]))[me.household_id]
    paper = await asyncio.to_thread(statement_paper, town, wanted, names, now)
    return document(paper, f"attestation-fiscale-{year}.pdf")


def _out(statement: Statement) -> StatementOut:
    return StatementOut(
        year=statement.year,
        children=[ChildSumOut(child_name=child.name, cents=child.cents) for child in statement.children],
        total_cents=statement.total_cents,
        ready=statement.ready,
    )
