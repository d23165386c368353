"""What the API offers for payments; and where the bank, and who comes back from it, knock."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response

from city.context import ReceivedAt, SignedInBriefly, TheBank, TheDatabase, TheSettings, TheTown
from city.errors import NotFound, NotJson, SessionExpired
from city.payments import repository, service
from city.payments.checking import check
from city.payments.models import PaymentOrderRow
from city.payments.ordering import Asked, begin
from city.payments.pages import returned
from city.payments.refusals import (
    AlreadyPaying,
    BankDown,
    EmailTooLong,
    NoTill,
    NotPayable,
    OneAtATime,
    TooLittle,
    TooMuch,
    TotalChanged,
)
from city.payments.schemas import PaymentIn, PaymentOut, PaymentPageOut
from city.payments.states import RUNNING, OrderState
from city.problems import refusals
from city.submissions.idempotency import idempotency_key
from city.submissions.refusals import BadKey, KeyRequired, KeyReused

router = APIRouter(prefix="/payments", tags=["payments"])
_REFUSALS = (
    SessionExpired, NotFound, NotJson, KeyRequired, BadKey, KeyReused, NoTill, AlreadyPaying, NotPayable, TotalChanged,
    TooLittle, TooMuch, OneAtATime, EmailTooLong, BankDown,
)  # fmt: skip


@router.post(
    "",
    status_code=201,
    responses={
        200: {"model": PaymentOut, "description": "The same key and invoices again: the order as it stands."},
        **refusals(*_REFUSALS),
    },
)
async def begin_payment(
    me: SignedInBriefly,
    key: Annotated[str, Depends(idempotency_key)],
    asked: PaymentIn,
    database: TheDatabase,
    town: TheTown,
    bank: TheBank,
    settings: TheSettings,
    now: ReceivedAt,
    response: Response,
) -> PaymentOut:
    """Begins to pay invoices together: the answer's `pay_url` is to be opened in a browser."""
    wish = Asked(key, tuple(dict.fromkeys(asked.invoices)), asked.total_cents)
    began = await begin(database, town, bank, me, wish, api=f"{settings.own_url}/api/v1", now=now)
    response.status_code = 200 if began.again else 201
    async with database.transaction() as session:
        return await service.read_payment(session, me.household_id, began.order_id, now)


@router.get("", responses=refusals(SessionExpired))
async def list_payments(
    me: SignedInBriefly,
    database: TheDatabase,
    now: ReceivedAt,
    cursor: Annotated[str | None, Query(max_length=120)] = None,
) -> PaymentPageOut:
    """The household's orders, newest first, 20 a page."""
    async with database.transaction() as session:
        return await service.list_payments(session, me.household_id, now, cursor)


@router.api_route("/notifications", methods=["GET", "POST"], include_in_schema=False)
async def hear_bank(request: Request, database: TheDatabase, town: TheTown, bank: TheBank, now: ReceivedAt) -> Response:
    """The bank says that something happened; what, it says when it is asked. Anybody may knock: nothing is believed."""
    bank_id = await _bank_id(request)
    async with database.transaction() as session:
        order_id = await repository.of_bank_id(session, bank_id) if bank_id else None
    if order_id is not None:
        await check(database, town, bank, order_id, now)
    return Response(status_code=200, media_type="text/plain")


@router.get("/{identity}", responses=refusals(SessionExpired, NotFound))
async def read_payment(
    me: SignedInBriefly, identity: str, database: TheDatabase, town: TheTown, bank: TheBank, now: ReceivedAt
) -> PaymentOut:
    """One order; while it runs, the bank is asked again."""
    async with database.transaction() as session:
        row = await service.find(session, me.household_id, identity)
    if service.due_to_ask(row, now):
        await check(database, town, bank, row.id, now)
    async with database.transaction() as session:
        return await service.read_payment(session, me.household_id, identity, now)


@router.api_route("/{identity}/return", methods=["GET", "POST"], include_in_schema=False)
async def come_back(identity: str, database: TheDatabase, town: TheTown, bank: TheBank, now: ReceivedAt) -> Response:
    """The page after the bank's; it says nothing of who paid what."""
    state = await _state(database, identity)
    if state in RUNNING:
        await check(database, town, bank, identity, now, back=True)
        state = await _state(database, identity)
    return returned(town, state)


async def _state(database: TheDatabase, identity: str) -> OrderState:
    async with database.transaction() as session:
        row = await session.get(PaymentOrderRow, identity)
    if row is None:
        raise NotFound()
    return OrderState(row.state)


async def _bank_id(request: Request) -> str | None:
    """`idop` from the query or the body, whatever the case."""
    text = f"{request.url.query}&{(await request.body()).decode('ascii', 'replace')}"
    found = [values[0] for name, values in parse_qs(text).items() if name.lower() == "idop"]
    return found[0] if found and "\x00" not in found[0] else None
