"""The address of registrations."""

from __future__ import annotations

from fastapi import APIRouter

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import SessionExpired
from city.problems import refusals
from city.registrations.schemas import RegistrationsOut
from city.registrations.service import children_registrations

router = APIRouter(tags=["registrations"])


@router.get("/registrations", responses=refusals(SessionExpired))
async def list_registrations(me: Current, session: Transaction, town: TheTown, now: ReceivedAt) -> RegistrationsOut:
    """What each child is registered to, what waits, and what is open to register."""
    return RegistrationsOut(now=now, children=await children_registrations(session, town, me.household_id, now))
