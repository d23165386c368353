"""Transactions and instants, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from city.accounts.models import DeviceSessionRow, ResetRequestRow
from city.database import Database
from city.households.models import HouseholdRow


class Undone(Exception):
    """Makes a transaction roll back."""


def household(name: str = "h_1", quotient: int | None = 0) -> HouseholdRow:
    return HouseholdRow(id=name, name="Famille", quotient=quotient, quotient_from=None, quotient_to=None)


async def test_a_transaction_is_kept_when_it_ends_and_lost_when_it_raises(database: Database) -> None:
    async with database.transaction(write=True) as session:
        session.add(household("h_1"))
    with pytest.raises(Undone):
        async with database.transaction(write=True) as session:
            session.add(household("h_2"))
            await session.flush()
            raise Undone

    async with database.transaction() as session:
        assert (await session.scalars(select(HouseholdRow.id))).all() == ["h_1"]


async def test_many_writers_at_once_wait_for_each_other_and_none_fails(database: Database) -> None:
    async with database.transaction(write=True) as session:
        session.add(household())

    async def add_one() -> None:
        async with database.transaction(write=True) as session:
            found = await session.get_one(HouseholdRow, "h_1", with_for_update=True)
            found.quotient = (found.quotient or 0) + 1

    await asyncio.gather(*(add_one() for _ in range(40)))

    async with database.transaction() as session:
        assert (await session.get_one(HouseholdRow, "h_1")).quotient == 40


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.transaction(write=True) as writing:
        writing.add(household())
        await writing.flush()
        async with database.transaction() as reading:
            assert (await reading.scalars(select(HouseholdRow.id))).all() == []


async def test_foreign_keys_hold(database: Database) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with pytest.raises(IntegrityError):
        async with database.transaction(write=True) as session:
            session.add(
                DeviceSessionRow(
                    id="s",
                    account_id="nobody",
                    token_hash="t",
                    device="d",
                    device_name="",
                    created_at=now,
                    last_used_at=now,
                    expires_at=now,
                )
            )


@pytest.mark.parametrize("local", ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-07-14T12:00+02:00"])
async def test_an_instant_comes_back_as_itself_in_utc(database: Database, local: str) -> None:
    at = datetime.fromisoformat(local)
    async with database.transaction(write=True) as session:
        session.add(ResetRequestRow(email="a@exemple.fr", asked_at=at.astimezone(ZoneInfo("Europe/Paris"))))
    async with database.transaction() as session:
        kept = (await session.scalars(select(ResetRequestRow.asked_at))).one()

    assert kept == at
    assert kept.utcoffset() == UTC.utcoffset(None)


async def test_an_instant_without_a_time_zone_is_refused(database: Database) -> None:
    with pytest.raises((StatementError, DBAPIError)):
        async with database.transaction(write=True) as session:
            session.add(ResetRequestRow(email="a@exemple.fr", asked_at=datetime(2026, 11, 23)))  # noqa: DTZ001
