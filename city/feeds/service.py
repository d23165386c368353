"""Making, telling and ending the address of a guardian's calendar; reading the calendar itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.refusals import SlowDown
from city.context import SignedIn
from city.database import Database
from city.errors import NotFound
from city.feeds import repository
from city.feeds.calendar import as_icalendar, fingerprint
from city.feeds.schemas import FeedMadeOut, FeedOut
from city.ids import new_token, token_hash
from city.procedures.years import period_of, school_year
from city.towns import Town

MOST_AN_HOUR = 30
"""Calendars made for one address; those that have not changed are not made again and not counted."""
_PERIOD = timedelta(hours=1)
_BEHIND = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is answered; no body when the reader has it already."""

    etag: str
    body: bytes | None


async def describe(session: AsyncSession, me: SignedIn, now: datetime) -> FeedOut:
    """Whether there is an address."""
    made_at = await repository.made_at(session, me.account_id)
    return FeedOut(now=now, made_at=made_at.astimezone(now.tzinfo) if made_at else None)


async def make(session: AsyncSession, me: SignedIn, prefix: str, now: datetime) -> FeedMadeOut:
    """A new address, in the place of the one there was. `prefix`: the path before the secret."""
    secret = new_token()
    await repository.keep(session, me.account_id, token_hash(secret), now)
    return FeedMadeOut(now=now, made_at=now, path=f"{prefix}{secret}.ics")


async def end(session: AsyncSession, me: SignedIn) -> None:
    """The address answers no more."""
    await repository.drop(session, me.account_id)


async def read(database: Database, town: Town, secret: str, known: str | None, now: datetime) -> Feed:
    """The calendar under that secret. `known`: the `If-None-Match` of the reader. Raises NotFound, SlowDown."""
    key = token_hash(secret)
    first, last = period(now.date())
    async with database.transaction() as session:
        household = await repository.household_of(session, key)
        if household is None:
            raise NotFound
        found = await repository.expected(session, household, first, last)
    bookings = [one for one in found if one.service in town.services]
    etag = fingerprint(town, bookings)
    if known is not None and etag in known:
        return Feed(etag, None)
    async with database.transaction(write=True) as session:
        wait = await repository.count_making(session, key, now, most=MOST_AN_HOUR, within=_PERIOD)
    if wait:
        raise SlowDown(wait)
    return Feed(etag, await asyncio.to_thread(as_icalendar, town, bookings, first, last))


def period(today: date) -> tuple[date, date]:
    """From a month ago to the end of the school year, days included."""
    return today - _BEHIND, period_of(school_year(today))[1]
