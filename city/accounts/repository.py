"""Accounts as stored: by e-mail, by id, by link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import (
    AccountRow,
    DeviceSessionRow,
    InvitationRequestRow,
    LinkPurpose,
    ResetRequestRow,
    SingleUseLinkRow,
)
from city.households.models import PersonRow
from city.ids import new_token, token_hash


@dataclass(frozen=True, slots=True)
class Account:
    """An account with its owner's name."""

    id: str
    email: str
    first_name: str
    last_name: str
    password_hash: str | None


def fold(email: str) -> str:
    """The form in which e-mail addresses are kept and compared."""
    return email.strip().lower()


def _accounts() -> Select[str, str, str, str, str | None]:
    return select(
        AccountRow.id, AccountRow.email, PersonRow.first_name, PersonRow.last_name, AccountRow.password_hash
    ).join(PersonRow, PersonRow.id == AccountRow.person_id)


async def by_email(session: AsyncSession, email: str) -> Account | None:
    """The account of `email`, whatever its case."""
    row = (await session.execute(_accounts().where(AccountRow.email == fold(email)))).one_or_none()
    return Account(*row) if row else None


async def by_id(session: AsyncSession, account_id: str) -> Account | None:
    """The account of that id."""
    row = (await session.execute(_accounts().where(AccountRow.id == account_id))).one_or_none()
    return Account(*row) if row else None


async def by_link(session: AsyncSession, token: str, purpose: LinkPurpose, now: datetime) -> Account | None:
    """The account that a link still good for `purpose` was sent to."""
    row = (
        await session.execute(
            _accounts()
            .join(SingleUseLinkRow, SingleUseLinkRow.account_id == AccountRow.id)
            .where(
                SingleUseLinkRow.token_hash == token_hash(token),
                SingleUseLinkRow.purpose == purpose.value,
                SingleUseLinkRow.used_at.is_(None),
                SingleUseLinkRow.expires_at > now,
            )
        )
    ).one_or_none()
    return Account(*row) if row else None


async def is_signed_in_from(session: AsyncSession, email: str, device: str, now: datetime) -> bool:
    """Whether `device` holds a session of that account."""
    found = await session.scalar(
        select(
            exists().where(
                DeviceSessionRow.account_id == AccountRow.id,
                AccountRow.email == fold(email),
                DeviceSessionRow.device == device,
                DeviceSessionRow.expires_at > now,
            )
        )
    )
    return bool(found)


async def set_password(session: AsyncSession, account_id: str, password_hash: str) -> None:
    """Replaces the password."""
    await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(password_hash=password_hash))


async def make_link(
    session: AsyncSession, account_id: str, purpose: LinkPurpose, now: datetime, expires_at: datetime
) -> str:
    """A new single-use link's token; earlier unused links of the same purpose no longer serve."""
    await session.execute(
        delete(SingleUseLinkRow)
        .where(
            SingleUseLinkRow.account_id == account_id,
            SingleUseLinkRow.purpose == purpose.value,
            SingleUseLinkRow.used_at.is_(None),
        )
        .execution_options(synchronize_session=False)
    )
    token = new_token()
    session.add(
        SingleUseLinkRow(
            token_hash=token_hash(token),
            account_id=account_id,
            purpose=purpose.value,
            created_at=now,
            expires_at=expires_at,
            used_at=None,
        )
    )
    await session.flush()
    return token


async def has_link_since(session: AsyncSession, account_id: str, purpose: LinkPurpose, since: datetime) -> bool:
    """Whether a link of that purpose was made for the account after `since`."""
    found = await session.scalar(
        select(
            exists().where(
                SingleUseLinkRow.account_id == account_id,
                SingleUseLinkRow.purpose == purpose.value,
                SingleUseLinkRow.created_at > since,
            )
        )
    )
    return bool(found)


async def use_link(session: AsyncSession, token: str, purpose: LinkPurpose, now: datetime) -> bool:
    """Spends a link. False when it is unknown, spent or too old: of two at once, one gets True."""
    used = await session.execute(
        update(SingleUseLinkRow)
        .where(
            SingleUseLinkRow.token_hash == token_hash(token),
            SingleUseLinkRow.purpose == purpose.value,
            SingleUseLinkRow.used_at.is_(None),
            SingleUseLinkRow.expires_at > now,
        )
        .values(used_at=now)
        .returning(SingleUseLinkRow.token_hash)
        .execution_options(synchronize_session=False)
    )
    return used.first() is not None


async def any_reset_request(session: AsyncSession) -> bool:
    """Whether a reset link waits to be sent."""
    return await session.scalar(select(ResetRequestRow.id).limit(1)) is not None


async def take_reset_requests(session: AsyncSession) -> list[str]:
    """Takes all waiting requests for a reset link away: the e-mails asked for, each once."""
    taken = await session.execute(delete(ResetRequestRow).returning(ResetRequestRow.email))
    return sorted(set(taken.scalars()))


async def any_invitation_request(session: AsyncSession) -> bool:
    """Whether somebody waits to be invited."""
    return await session.scalar(select(InvitationRequestRow.account_id).limit(1)) is not None


async def take_invitation_requests(session: AsyncSession, most: int) -> list[Account]:
    """Takes up to `most` of the accounts that wait to be invited."""
    chosen = select(InvitationRequestRow.account_id).limit(most).with_for_update(skip_locked=True)
    ids = list(await session.scalars(chosen))
    await session.execute(delete(InvitationRequestRow).where(InvitationRequestRow.account_id.in_(ids)))
    return [Account(*row) for row in await session.execute(_accounts().where(AccountRow.id.in_(ids)))]
