"""Accounts that their owners want deleted: what stands against it and what would be erased is shown before."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.errors import NotFound
from city.leaving.deciding import delete_account, refuse_deletion
from city.leaving.requests import find, listed
from city.leaving.standing import standing

router = APIRouter(prefix="/comptes")

Reader = Annotated[SignedInAgent, agent_with(Right.DELETIONS)]
Deciding = Annotated[Acting, acting_with(Right.DELETIONS)]
_PAGE = f"{DESK}/comptes"


@router.get("")
async def show_deletions(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """Who asked, since when, and whether anything stands against it."""
    found, more = await listed(session, page=page_)
    rows = [(asked, await standing(session, asked, now.date())) for asked in found]
    return page(request, "people/deletions.html", listed=rows, more=more, number=page_, zone=town.time_zone)


@router.get("/{account_id}")
async def show_deletion(
    request: Request, account_id: str, reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """One of them: what is open, what would be erased, what would be kept."""
    asked = await find(session, account_id)
    if asked is None:
        raise NotFound
    return page(
        request,
        "people/deletion.html",
        asked=asked,
        stands=await standing(session, asked, now.date()),
        cashes=reader.role.may(Right.INVOICING),
        zone=town.time_zone,
    )


@router.post("/{account_id}/supprimer")
async def delete(account_id: str, acting: Deciding) -> Response:
    """Deletes the account, and the household with it when nobody else is in it."""
    asked = await delete_account(acting.session, acting.town, account_id, acting.now)
    after = {"household": asked.household_id, "household_kept": asked.stays}
    await acting.record(Act.ACCOUNT_DELETED, Target("account", account_id, asked.name), after=after)
    return done(_PAGE, "supprime")


@router.post("/{account_id}/garder")
async def keep(account_id: str, acting: Deciding) -> Response:
    """Says why it cannot be deleted."""
    reason = acting.form.text("motif", longest=1000)
    asked = await refuse_deletion(acting.session, acting.town, account_id, reason, acting.now)
    after = {"household": asked.household_id, "reason": reason}
    await acting.record(Act.DELETION_REFUSED, Target("account", account_id, asked.name), after=after)
    return done(_PAGE, "garde")
