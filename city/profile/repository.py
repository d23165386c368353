"""Accounts as their owner sees them. Every query starts from the account that asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, DeviceSessionRow, LinkPurpose, SingleUseLinkRow
from city.accounts.repository import fold
from city.profile.models import DeletionRequestRow, EmailChangeRow


async def email_change(session: AsyncSession, account_id: str) -> EmailChangeRow | None:
    """The new address asked for, if its link has not been opened yet."""
    return await session.get(EmailChangeRow, account_id)


async def is_used(session: AsyncSession, email: str, account_id: str) -> bool:
    """Whether another account has that address."""
    other = exists().where(AccountRow.email == fold(email), AccountRow.id != account_id)
    return bool(await session.scalar(select(other)))


async def ask_email(session: AsyncSession, account_id: str, email: str, now: datetime) -> None:
    """Notes the new address; an earlier one is forgotten."""
    await session.execute(delete(EmailChangeRow).where(EmailChangeRow.account_id == account_id))
    session.add(EmailChangeRow(account_id=account_id, email=fold(email), asked_at=now))
    await session.flush()


async def forget_email_change(session: AsyncSession, account_id: str) -> None:
    """The change is done or given up: its links no longer serve."""
    await session.execute(delete(EmailChangeRow).where(EmailChangeRow.account_id == account_id))
    await session.execute(
        delete(SingleUseLinkRow).where(
            SingleUseLinkRow.account_id == account_id,
            SingleUseLinkRow.purpose == LinkPurpose.EMAIL_CHANGE.value,
            SingleUseLinkRow.used_at.is_(None),
        )
    )


async def set_email(session: AsyncSession, account_id: str, email: str) -> None:
    """Replaces the address of the account."""
    await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(email=email))


async def sign_out_others(session: AsyncSession, account_id: str, session_id: str) -> None:
    """Ends every session of the account but one."""
    await session.execute(
        delete(DeviceSessionRow).where(DeviceSessionRow.account_id == account_id, DeviceSessionRow.id != session_id)
    )


async def deletion(session: AsyncSession, account_id: str) -> DeletionRequestRow | None:
    """The deletion asked for."""
    return await session.get(DeletionRequestRow, account_id)


async def ask_deletion(session: AsyncSession, account_id: str, now: datetime) -> bool:
    """Notes that the account is to be deleted; False when that was asked already."""
    if await deletion(session, account_id) is not None:
        return False
    session.add(DeletionRequestRow(account_id=account_id, asked_at=now))
    await session.flush()
    return True


async def keep_account(session: AsyncSession, account_id: str) -> None:
    """The deletion is no longer asked for."""
    await session.execute(delete(DeletionRequestRow).where(DeletionRequestRow.account_id == account_id))
