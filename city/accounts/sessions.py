"""Sessions of devices: an opaque token, 90 days after its last use, renewed silently, revocable one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, DeviceSessionRow
from city.clock import after
from city.database import connection_of
from city.households.models import PersonRow
from city.ids import new_id, new_token, token_hash

LIFETIME = timedelta(days=90)
MOST_DEVICES = 50
RENEW_EVERY = timedelta(hours=1)


_RECOGNISE = (
    select(
        DeviceSessionRow.id,
        DeviceSessionRow.last_used_at,
        AccountRow.id,
        AccountRow.household_id,
        PersonRow.id,
        PersonRow.first_name,
        PersonRow.last_name,
    )
    .join(AccountRow, AccountRow.id == DeviceSessionRow.account_id)
    .join(PersonRow, PersonRow.id == AccountRow.person_id)
    .where(DeviceSessionRow.token_hash == bindparam("token"), DeviceSessionRow.expires_at > bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is asking. `display_name` ("Camille Martin") is what receipts are signed with."""

    account_id: str
    household_id: str
    person_id: str
    display_name: str
    session_id: str
    last_used_at: datetime

    def due_for_renewal(self, now: datetime) -> bool:
        """Whether the session's last use was noted long enough ago to note it again."""
        return now - self.last_used_at >= RENEW_EVERY


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened. `token` is shown this once and never stored."""

    token: str
    expires_at: datetime


async def open_session(session: AsyncSession, account_id: str, device: str, device_name: str, now: datetime) -> Opened:
    """Signs a device in; an earlier session of the same device is replaced, others stay.

    Beyond `MOST_DEVICES` the one that was used least recently ends.
    """
    await session.execute(
        delete(DeviceSessionRow).where(DeviceSessionRow.account_id == account_id, DeviceSessionRow.device == device)
    )
    await _make_room(session, account_id)
    token, expires_at = new_token(), after(now, LIFETIME)
    session.add(
        DeviceSessionRow(
            id=new_id("s"),
            account_id=account_id,
            token_hash=token_hash(token),
            device=device,
            device_name=device_name,
            created_at=now,
            last_used_at=now,
            expires_at=expires_at,
        )
    )
    await session.flush()
    return Opened(token, expires_at)


async def _make_room(session: AsyncSession, account_id: str) -> None:
    used = (DeviceSessionRow.last_used_at.desc(), DeviceSessionRow.id)
    mine = select(DeviceSessionRow.id).where(DeviceSessionRow.account_id == account_id).order_by(*used)
    too_many = (await session.scalars(mine.offset(MOST_DEVICES - 1))).all()
    await session.execute(delete(DeviceSessionRow).where(DeviceSessionRow.id.in_(too_many)))


async def recognise(session: AsyncSession, token: str, now: datetime) -> SignedIn | None:
    """Who holds `token`, or None when it is unknown, revoked or too old."""
    connection = await connection_of(session)
    row = (await connection.execute(_RECOGNISE, {"token": token_hash(token), "now": now})).one_or_none()
    if row is None:
        return None
    session_id, last_used_at, account_id, household_id, person_id, first_name, last_name = row
    return SignedIn(account_id, household_id, person_id, f"{first_name} {last_name}", session_id, last_used_at)


async def renew(session: AsyncSession, session_id: str, now: datetime) -> None:
    """Notes the use of a session: its 90 days begin again."""
    await session.execute(
        update(DeviceSessionRow)
        .where(DeviceSessionRow.id == session_id)
        .values(last_used_at=now, expires_at=after(now, LIFETIME))
    )


async def sessions_of(session: AsyncSession, account_id: str, now: datetime) -> list[DeviceSessionRow]:
    """The devices signed in to an account, last used first."""
    found = await session.scalars(
        select(DeviceSessionRow)
        .where(DeviceSessionRow.account_id == account_id, DeviceSessionRow.expires_at > now)
        .order_by(DeviceSessionRow.last_used_at.desc(), DeviceSessionRow.id)
        .limit(MOST_DEVICES)
    )
    return list(found)


async def alive(session: AsyncSession, session_ids: Collection[str], now: datetime) -> set[str]:
    """Those of the sessions that still stand."""
    standing = select(DeviceSessionRow.id).where(
        DeviceSessionRow.id.in_(sorted(session_ids)), DeviceSessionRow.expires_at > now
    )
    return set((await session.scalars(standing)).all())


async def revoke(session: AsyncSession, account_id: str, session_id: str) -> bool:
    """Ends one session of the account. False when it has no such session."""
    ended = await session.execute(
        delete(DeviceSessionRow)
        .where(DeviceSessionRow.account_id == account_id, DeviceSessionRow.id == session_id)
        .returning(DeviceSessionRow.id)
    )
    return ended.first() is not None


async def revoke_all(session: AsyncSession, account_id: str) -> None:
    """Ends every session of the account (after a password reset)."""
    await session.execute(delete(DeviceSessionRow).where(DeviceSessionRow.account_id == account_id))


async def forget_expired(session: AsyncSession, now: datetime) -> None:
    """Deletes sessions whose 90 days are over."""
    await session.execute(delete(DeviceSessionRow).where(DeviceSessionRow.expires_at <= now))
