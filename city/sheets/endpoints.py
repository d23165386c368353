"""Addresses of « Mon Foyer »."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import NotFound, NotJson, SessionExpired
from city.problems import refusals
from city.sheets import service, writing
from city.sheets.refusals import NeedsProcedure, TooManyContacts
from city.sheets.schemas import ChildIn, ContactIn, PersonIn, SheetOut

router = APIRouter(prefix="/household/sheet", tags=["household"])

SomeId = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


@router.get("", responses=refusals(SessionExpired))
async def show_sheet(session: Transaction, town: TheTown, me: Current, now: ReceivedAt) -> SheetOut:
    """What the town knows of the household, how each fact changes, and what is missing."""
    return await service.describe(session, town, me, now)


@router.patch("/people/{person_id}", status_code=204, responses=refusals(SessionExpired, NotFound, NotJson))
async def change_person(person_id: SomeId, body: PersonIn, session: Transaction, me: Current, now: ReceivedAt) -> None:
    """The phones of a guardian."""
    await writing.change_person(session, me, person_id, body, now)


@router.patch(
    "/children/{child_id}", status_code=204, responses=refusals(SessionExpired, NotFound, NotJson, NeedsProcedure)
)
async def change_child(
    child_id: SomeId, body: ChildIn, session: Transaction, town: TheTown, me: Current, now: ReceivedAt
) -> None:
    """What a guardian changes of a child at once; what is not sent stays."""
    await writing.change_child(session, town, me, child_id, body, now)


@router.put(
    "/contacts/{contact_id}", status_code=204, responses=refusals(SessionExpired, NotFound, NotJson, TooManyContacts)
)
async def put_contact(contact_id: SomeId, body: ContactIn, session: Transaction, me: Current, now: ReceivedAt) -> None:
    """Writes or changes somebody to call, or who may pick children up; the app makes the id."""
    await writing.put_contact(session, me, contact_id, body, now)


@router.delete("/contacts/{contact_id}", status_code=204, responses=refusals(SessionExpired))
async def delete_contact(contact_id: SomeId, session: Transaction, me: Current, now: ReceivedAt) -> None:
    """Forgets somebody."""
    await writing.delete_contact(session, me, contact_id, now)
