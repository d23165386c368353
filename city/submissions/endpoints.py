"""What the API offers for submissions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from city.context import Current, ReceivedAt, TheTown, Transaction, reads_only
from city.errors import NotFound, NotJson, SessionExpired
from city.problems import refusals
from city.submissions import reading, service
from city.submissions.idempotency import idempotency_key
from city.submissions.receipts import as_json
from city.submissions.refusals import BadKey, KeyRequired, KeyReused, SlotTwice, TooManyLines
from city.submissions.schemas import NO_NUL, PreviewOut, ReceiptDetailOut, ReceiptOut, ReceiptPageOut, SubmissionIn

router = APIRouter(prefix="/submissions", tags=["submissions"])


def _json(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")


@router.post(
    "/preview",
    response_model=PreviewOut,
    responses=refusals(SessionExpired, NotJson, TooManyLines, SlotTwice),
)
@reads_only
async def preview_submission(
    me: Current, asked: SubmissionIn, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """Verdicts and price that the lines would get now. Writes nothing."""
    return _json(as_json(await service.preview(session, town, me, asked.lines, now)))


@router.post(
    "",
    status_code=201,
    response_model=ReceiptOut,
    responses={
        200: {"model": ReceiptOut, "description": "The same key and lines again: the first receipt."},
        **refusals(SessionExpired, NotJson, KeyRequired, BadKey, KeyReused, TooManyLines, SlotTwice),
    },
)
async def submit(
    me: Current,
    key: Annotated[str, Depends(idempotency_key)],
    asked: SubmissionIn,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
) -> Response:
    """Books and cancels, line by line; what is accepted stands. Answers a receipt, also when all is refused."""
    submitted = await service.submit(session, town, me, key, asked.lines, now)
    return _json(submitted.body, 200 if submitted.again else 201)


@router.get("", response_model=ReceiptPageOut, responses=refusals(SessionExpired))
async def list_submissions(
    me: Current,
    session: Transaction,
    now: ReceivedAt,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
    q: Annotated[str, Query(max_length=200, pattern=NO_NUL)] = "",
) -> dict[str, Any]:
    """The household's receipts, newest first, 20 a page."""
    return await reading.list_receipts(session, me.household_id, now, cursor=cursor, q=q)


@router.get("/{number}", response_model=ReceiptDetailOut, responses=refusals(SessionExpired, NotFound))
async def read_submission(me: Current, number: str, session: Transaction, now: ReceivedAt) -> Response:
    """One receipt as first answered, with what followed."""
    return _json(as_json(await reading.read_receipt(session, me.household_id, number, now)))
