"""The outbox: `post` in the transaction of what causes a mail, `deliver_waiting` afterwards, by a job."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.database import Database
from city.ids import new_id
from city.mail.mailbox import Mail, Mailbox
from city.mail.models import MailRow

log = logging.getLogger("city.mail")

_AT_ONCE = 50
_CLAIM = timedelta(minutes=2)


async def post(session: AsyncSession, *, recipient: str, subject: str, text: str, now: datetime) -> str:
    """Leaves a mail in the outbox; it goes if and only if the transaction is committed. Returns its id."""
    mail_id = new_id("m")
    session.add(
        MailRow(
            id=mail_id,
            recipient=recipient,
            subject=subject,
            text=text,
            created_at=now,
            claimed_until=None,
            delivered_at=None,
            attempts=0,
        )
    )
    await session.flush()
    return mail_id


async def deliver_waiting(database: Database, mailbox: Mailbox, now: datetime) -> int:
    """Delivers what waits, oldest first; several workers never take the same mail. Returns how many went."""
    async with database.transaction() as session:
        waiting = await session.scalar(select(MailRow.id).where(MailRow.delivered_at.is_(None)).limit(1))
    if waiting is None:
        return 0
    delivered = 0
    for mail in await _claim(database, now):
        try:
            await mailbox.deliver(mail)
        except OSError:
            log.warning("mail %s could not be delivered yet", mail.id, exc_info=True)
            continue
        async with database.transaction(write=True) as session:
            await session.execute(
                update(MailRow).where(MailRow.id == mail.id).values(delivered_at=now, text="", claimed_until=None)
            )
        delivered += 1
    return delivered


async def _claim(database: Database, now: datetime) -> list[Mail]:
    free = (
        select(MailRow.id)
        .where(MailRow.delivered_at.is_(None), MailRow.claimed_until.is_(None) | (MailRow.claimed_until <= now))
        .order_by(MailRow.created_at, MailRow.id)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    async with database.transaction(write=True) as session:
        rows = await session.execute(
            update(MailRow)
            .where(MailRow.id.in_(free))
            .values(claimed_until=after(now, _CLAIM), attempts=MailRow.attempts + 1)
            .returning(MailRow.id, MailRow.recipient, MailRow.subject, MailRow.text, MailRow.created_at)
            .execution_options(synchronize_session=False)
        )
        mails = [Mail(*row) for row in rows]
    return sorted(mails, key=lambda mail: (mail.at, mail.id))
