"""What anybody may ask: what the town says of itself, and whether the city answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import text

from city.context import ReceivedAt, TheTown, Transaction

router = APIRouter(tags=["town"])
health = APIRouter(tags=["town"])


class ContactOut(BaseModel):
    """How to reach the school service; `hours` only where the town gives them."""

    service_name: str
    email: str
    phone: str
    address: str
    hours: str | None


class TownOut(BaseModel):
    """The town before sign-in. `demonstration`: its rules, prices and people are invented."""

    now: datetime
    id: str
    name: str
    time_zone: str
    demonstration: bool
    seed_colour: str
    contact: ContactOut


class HealthOut(BaseModel):
    """The city and its database answer."""

    status: Literal["ok"] = "ok"
    now: datetime


@router.get("/town")
async def show_town(town: TheTown, now: ReceivedAt) -> TownOut:
    """The town, its time zone, colour and contact."""
    contact = town.contact
    return TownOut(
        now=now,
        id=town.id,
        name=town.name,
        time_zone=town.time_zone.key,
        demonstration=town.demonstration,
        seed_colour=town.seed_colour,
        contact=ContactOut(
            service_name=contact.service_name,
            email=contact.email,
            phone=contact.phone,
            address=contact.address,
            hours=contact.hours,
        ),
    )


@health.get("/healthz")
async def check_health(session: Transaction, now: ReceivedAt) -> HealthOut:
    """Answers when the city can serve: the database is asked too."""
    await session.execute(text("SELECT 1"))
    return HealthOut(now=now)
