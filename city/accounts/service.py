"""Signing in, and the links that set a password.

Hashing takes tens of milliseconds, so it is done between transactions, never inside one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from city.accounts import delays, repository, sessions
from city.accounts.delays import Counter
from city.accounts.models import LinkPurpose, ResetRequestRow
from city.accounts.passwords import hash_password, verify_password, weakness
from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.accounts.repository import Account
from city.accounts.sessions import Opened
from city.database import Database
from city.settings import Settings


@dataclass(frozen=True, slots=True)
class Device:
    """Where a parent signs in from. `id` was made by the app at its first start; `address` is the network's."""

    id: str
    name: str
    address: str


async def sign_in(
    database: Database, settings: Settings, *, email: str, password: str, device: Device, now: datetime
) -> tuple[Account, Opened]:
    """Opens a session. Same answer, same work and same time whether the account exists or not.

    Raises InvalidCredentials, SlowDown.
    """
    folded = repository.fold(email)
    address = Counter.address(device.address)
    async with database.transaction(write=True) as session:
        known = await repository.is_signed_in_from(session, folded, device.id, now)
        counter = Counter.account(folded, device.id if known else None)
        wait = await delays.count_attempt(session, (counter, address), now)
        if wait:
            raise SlowDown(wait)
        account = await repository.by_email(session, folded)
    stored = account.password_hash if account else None
    if not await verify_password(stored, password, settings.password_cost) or account is None:
        raise InvalidCredentials
    async with database.transaction(write=True) as session:
        await delays.forgive(session, counter, address)
        opened = await sessions.open_session(session, account.id, device.id, device.name, now)
    return account, opened


async def ask_reset(database: Database, email: str, now: datetime) -> None:
    """Notes that a reset link was asked for. The same work for every address; a job looks whether it is known."""
    async with database.transaction(write=True) as session:
        session.add(ResetRequestRow(email=repository.fold(email), asked_at=now))


async def reset_password(database: Database, settings: Settings, *, token: str, password: str, now: datetime) -> None:
    """Sets a new password by link and ends every session of the account. Raises LinkExpired, WeakPassword."""
    async with database.transaction() as session:
        account = await repository.by_link(session, token, LinkPurpose.PASSWORD_RESET, now)
    password_hash = await _new_password(account, password, settings)
    async with database.transaction(write=True) as session:
        if account is None or not await repository.use_link(session, token, LinkPurpose.PASSWORD_RESET, now):
            raise LinkExpired
        await repository.set_password(session, account.id, password_hash)
        await sessions.revoke_all(session, account.id)
        for counter in (Counter.account(account.email, None), Counter.links(account.id, LinkPurpose.PASSWORD_RESET)):
            await delays.forget(session, counter)


async def invited(database: Database, token: str, now: datetime) -> Account:
    """Who an invitation is for. Raises LinkExpired."""
    async with database.transaction() as session:
        account = await repository.by_link(session, token, LinkPurpose.INVITATION, now)
    if account is None:
        raise LinkExpired
    return account


async def accept_invitation(
    database: Database, settings: Settings, *, token: str, password: str, device: Device, now: datetime
) -> tuple[Account, Opened]:
    """First sign-in: sets the password and opens a session. Raises LinkExpired, WeakPassword."""
    account = await invited(database, token, now)
    password_hash = await _new_password(account, password, settings)
    async with database.transaction(write=True) as session:
        if not await repository.use_link(session, token, LinkPurpose.INVITATION, now):
            raise LinkExpired
        await repository.set_password(session, account.id, password_hash)
        opened = await sessions.open_session(session, account.id, device.id, device.name, now)
    return account, opened


async def _new_password(account: Account | None, password: str, settings: Settings) -> str:
    if account is None:
        raise LinkExpired
    reason = weakness(password, account.email, account.email.partition("@")[0], account.first_name, account.last_name)
    if reason:
        raise WeakPassword({"reason": reason})
    return await hash_password(password, settings.password_cost)
