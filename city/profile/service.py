"""A guardian's own account. Passwords are checked between transactions: hashing takes tens of milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts import delays, sessions
from city.accounts import repository as accounts
from city.accounts.delays import Counter
from city.accounts.models import LinkPurpose
from city.accounts.passwords import hash_password, verify_password, weakness
from city.accounts.refusals import InvalidCredentials, LinkExpired, SlowDown, WeakPassword
from city.accounts.repository import Account
from city.accounts.schemas import DeviceOut
from city.accounts.sessions import SignedIn
from city.database import Database
from city.errors import NotFound
from city.profile import letters, repository
from city.profile.refusals import EmailUsed
from city.profile.schemas import DeletionOut, ProfileOut
from city.settings import Settings
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, from which network address, in which town."""

    me: SignedIn
    address: str
    town: Town
    now: datetime


async def describe(session: AsyncSession, me: SignedIn, now: datetime) -> ProfileOut:
    """The account as its owner sees it."""
    account = await _account(session, me)
    change = await repository.email_change(session, me.account_id)
    deletion = await repository.deletion(session, me.account_id)
    rows = await sessions.sessions_of(session, me.account_id, now)
    zone = now.tzinfo
    return ProfileOut(
        now=now,
        email=account.email,
        pending_email=change.email if change else None,
        first_name=account.first_name,
        last_name=account.last_name,
        devices=[
            DeviceOut(
                id=row.id,
                device_name=row.device_name,
                created_at=row.created_at.astimezone(zone),
                last_used_at=row.last_used_at.astimezone(zone),
                current=row.id == me.session_id,
            )
            for row in rows
        ],
        deletion=DeletionOut(asked_at=deletion.asked_at.astimezone(zone)) if deletion else None,
    )


async def ask_email(database: Database, settings: Settings, asker: Asker, *, email: str, password: str) -> None:
    """Sends a link to the new address. Raises InvalidCredentials, SlowDown, EmailUsed."""
    account = await _proven(database, settings, asker, password)
    async with database.transaction(write=True) as session:
        if await repository.is_used(session, email, account.id):
            raise EmailUsed
        if accounts.fold(email) == account.email:
            await repository.forget_email_change(session, account.id)
            return
        wait = await delays.count_attempt(session, (Counter.links(account.id, LinkPurpose.EMAIL_CHANGE),), asker.now)
        if wait:
            raise SlowDown(wait)
        await repository.ask_email(session, account.id, email, asker.now)
        await letters.send_link(
            session, asker.town, account, accounts.fold(email), public_url=settings.public_url, now=asker.now
        )


async def confirm_email(database: Database, town: Town, token: str, now: datetime) -> None:
    """The link was opened: the new address holds. Raises LinkExpired, EmailUsed."""
    async with database.transaction(write=True) as session:
        account = await accounts.by_link(session, token, LinkPurpose.EMAIL_CHANGE, now)
        change = await repository.email_change(session, account.id) if account else None
        if account is None or change is None:
            raise LinkExpired
        if not await accounts.use_link(session, token, LinkPurpose.EMAIL_CHANGE, now):
            raise LinkExpired
        if await repository.is_used(session, change.email, account.id):
            raise EmailUsed
        new_address = change.email
        try:
            await repository.set_email(session, account.id, new_address)
        except IntegrityError as error:
            raise EmailUsed from error
        await repository.forget_email_change(session, account.id)
        await letters.tell_changed(session, town, account, now)


async def change_password(
    database: Database, settings: Settings, asker: Asker, *, password: str, new_password: str, sign_out_others: bool
) -> None:
    """Replaces the password; this device stays signed in. Raises InvalidCredentials, SlowDown, WeakPassword."""
    account = await _proven(database, settings, asker, password)
    known = (account.email, account.email.partition("@")[0], account.first_name, account.last_name)
    reason = weakness(new_password, *known)
    if reason:
        raise WeakPassword({"reason": reason})
    hashed = await hash_password(new_password, settings.password_cost)
    async with database.transaction(write=True) as session:
        await accounts.set_password(session, account.id, hashed)
        if sign_out_others:
            await repository.sign_out_others(session, account.id, asker.me.session_id)
        await letters.tell_new_password(session, asker.town, account, asker.now)


async def ask_deletion(database: Database, settings: Settings, asker: Asker, *, password: str) -> None:
    """Asks the town's service to delete the account. Harmless to repeat. Raises InvalidCredentials, SlowDown."""
    account = await _proven(database, settings, asker, password)
    async with database.transaction(write=True) as session:
        if await repository.ask_deletion(session, account.id, asker.now):
            await letters.tell_service(session, asker.town, account, asker.now, stays=False)


async def keep_account(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> None:
    """The deletion is no longer asked for. Harmless to repeat."""
    if await repository.deletion(session, me.account_id) is not None:
        await repository.keep_account(session, me.account_id)
        await letters.tell_service(session, town, await _account(session, me), now, stays=True)


async def _proven(database: Database, settings: Settings, asker: Asker, password: str) -> Account:
    """The account of who asks, once its password was right: counted like a sign-in, so that nobody guesses here."""
    address = Counter.address(asker.address)
    async with database.transaction(write=True) as session:
        account = await _account(session, asker.me)
        counter = Counter.account(account.email, f"session {asker.me.session_id}")
        wait = await delays.count_attempt(session, (counter, address), asker.now)
    if wait:
        raise SlowDown(wait)
    if not await verify_password(account.password_hash, password, settings.password_cost):
        raise InvalidCredentials
    async with database.transaction(write=True) as session:
        await delays.forgive(session, counter, address)
    return account


async def _account(session: AsyncSession, me: SignedIn) -> Account:
    account = await accounts.by_id(session, me.account_id)
    if account is None:
        raise NotFound
    return account
