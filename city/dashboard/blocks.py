"""The blocks of the dashboard. A room gives its own by one function and one line in `BLOCKS`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, DeviceSessionRow
from city.accounts.sessions import SignedIn
from city.bookings.people import family_of
from city.calendar.service import Period, calendar_of
from city.database import UtcDateTime, read_rows
from city.households import repository as households
from city.households.service import describe
from city.invoices.schemas import DueOut
from city.invoices.service import due_of_household
from city.messages.reading import messages_block
from city.news.reading import news_block
from city.procedures.blocks import catalogue, sent, to_do
from city.registrations.block import registrations
from city.sheets.service import notices_of
from city.towns import Town

Provider = Callable[[AsyncSession, Town, SignedIn, datetime], Awaitable[Any]]
"""What a block shows `me` at an instant (the town's time): plain JSON or a pydantic model. It only reads.

What it raises is logged, and the block alone is said to have failed.
"""

_DAYS = 14
_DEVICES = (
    select(func.count(DeviceSessionRow.id))
    .where(
        DeviceSessionRow.account_id == AccountRow.id,
        DeviceSessionRow.expires_at > bindparam("now", type_=UtcDateTime()),
    )
    .scalar_subquery()
)
_PROFILE = select(AccountRow.email, _DEVICES.label("devices")).where(AccountRow.id == bindparam("account"))


async def bookings(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """The household and its calendar, two weeks from this Monday."""
    monday = now.date() - timedelta(days=now.weekday())
    shown = Period(monday, monday + timedelta(days=_DAYS - 1))
    household = await describe(session, town, me, now)
    home, _guardians = await households.with_guardians(session, me.household_id)
    children = await households.children(session, me.household_id)
    return {
        "household": household,
        "calendar": await calendar_of(session, town, family_of(home, children), shown, now),
    }


async def invoices(session: AsyncSession, _town: Town, me: SignedIn, now: datetime) -> DueOut:
    """What the household has to pay."""
    return await due_of_household(session, me.household_id, now)


async def profile(session: AsyncSession, _town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """Whose account it is, and on how many devices it is signed in."""
    (row,) = await read_rows(session, _PROFILE, {"account": me.account_id, "now": now})
    return {"email": row.email, "devices": row.devices}


async def sheet(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """What is missing or out of date in what the town knows of the household."""
    return {"notices": await notices_of(session, town, me, now)}


BLOCKS: dict[str, Provider] = {
    "bookings": bookings,
    "invoices": invoices,
    "to_do": to_do,
    "sent": sent,
    "catalogue": catalogue,
    "registrations": registrations,
    "messages": messages_block,
    "news": news_block,
    "sheet": sheet,
    "profile": profile,
}
