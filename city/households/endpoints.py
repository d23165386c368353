"""The address of the household."""

from __future__ import annotations

from fastapi import APIRouter

from city.context import Current, ReceivedAt, TheTown, Transaction
from city.errors import SessionExpired
from city.households import service
from city.households.schemas import HouseholdOut
from city.problems import refusals

router = APIRouter(tags=["household"])


@router.get("/household", responses=refusals(SessionExpired))
async def show_household(session: Transaction, town: TheTown, me: Current, now: ReceivedAt) -> HouseholdOut:
    """The signed-in household, its children, their registrations and services."""
    return await service.describe(session, town, me, now)
