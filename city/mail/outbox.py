"""The outbox: `post` in the transaction of what causes a mail, `deliver_waiting` afterwards, by a job."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import Clock, after
from city.database import Database
from city.ids import new_id
from city.mail.mailbox import DeliveryFailed, Mail, Mailbox, Undeliverable
from city.mail.models import MailRow

log = logging.getLogger("city.mail")

GIVEN_UP_AFTER = timedelta(days=5)
KNOWN_FOR = timedelta(days=30)
LONGEST_PAUSE = timedelta(hours=6)
_FIRST_PAUSE = timedelta(minutes=1)
_BATCH, _AT_ONCE = 20, 4
_CLAIM = timedelta(minutes=6)
"""Longer than a batch may take (a minute a mail, some at once): nobody else takes it meanwhile. After a crash it is
taken again."""

_TABLE: Any = MailRow.__table__
_WRITE = {
    name: made(_TABLE).on_conflict_do_nothing(index_elements=["id"])
    for name, made in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
_WAITS = (MailRow.delivered_at.is_(None), MailRow.given_up_at.is_(None))


async def post(
    session: AsyncSession,
    *,
    recipient: str,
    subject: str,
    text: str,
    now: datetime,
    html: str | None = None,
    key: str | None = None,
) -> str:
    """Leaves a mail in the outbox; it goes if and only if the transaction is committed. Returns its id.

    `key` names what it is about, where it may be posted again: the first one stays.
    """
    mail_id = f"m_{hashlib.sha256(key.encode()).hexdigest()[:24]}" if key else new_id("m")
    row = {
        "id": mail_id,
        "recipient": recipient,
        "subject": subject,
        "text": text,
        "html": html,
        "created_at": now,
        "attempts": 0,
    }
    await session.execute(_WRITE[session.get_bind().dialect.name].values(row))
    return mail_id


async def deliver_waiting(database: Database, mailbox: Mailbox, clock: Clock) -> int:
    """Delivers what waits, oldest first; several workers never take the same mail. Returns how many went.

    It stops when everything taken at once had to be put off: the server is then down.
    """
    now = clock.now()
    async with database.transaction() as session:
        free = _free(now)
        if await session.scalar(select(MailRow.id).where(*_WAITS, *free).limit(1)) is None:
            return 0
    delivered = 0
    while mails := await _claim(database, clock.now()):
        at_once = asyncio.Semaphore(_AT_ONCE)
        ended = await asyncio.gather(*(_deliver(mailbox, mail, attempts, clock, at_once) for mail, attempts in mails))
        async with database.transaction(write=True) as session:
            for (mail, _attempts), values in zip(mails, ended, strict=True):
                chosen = update(MailRow).where(MailRow.id == mail.id)
                await session.execute(chosen.values(values | {"claimed_until": None}))
        delivered += sum("delivered_at" in values for values in ended)
        if all("not_before" in values for values in ended):
            break
    return delivered


async def forget_recipients(session: AsyncSession, now: datetime) -> None:
    """Whom a mail went to is not kept for longer than `KNOWN_FOR`; its row stays, so that it is not posted again."""
    before = after(now, -KNOWN_FOR)
    old = or_(MailRow.delivered_at < before, MailRow.given_up_at < before)
    blank = update(MailRow).where(old, MailRow.recipient != "").values(recipient="", subject="")
    await session.execute(blank.execution_options(synchronize_session=False))


async def _deliver(
    mailbox: Mailbox, mail: Mail, attempts: int, clock: Clock, at_once: asyncio.Semaphore
) -> dict[str, Any]:
    """Hands one mail over; answers what to note: it went, it never will, or when to try again."""
    try:
        async with at_once:
            await mailbox.deliver(mail)
    except Undeliverable as refused:
        return _given_up(mail, refused.why, clock)
    except Exception as error:  # whatever it is, the others of the batch went and have to be noted
        why = error.why if isinstance(error, DeliveryFailed) else type(error).__name__
        if clock.now() - mail.at >= GIVEN_UP_AFTER:
            return _given_up(mail, why, clock)
        log.warning("mail %s is put off after attempt %s: %s", mail.id, attempts, why)
        return {"not_before": after(clock.now(), _pause(attempts))}
    return {"delivered_at": clock.now(), "text": "", "html": None}


def _given_up(mail: Mail, why: str, clock: Clock) -> dict[str, Any]:
    log.error("mail %s is given up: %s", mail.id, why)
    return {"given_up_at": clock.now(), "text": "", "html": None}


def _pause(attempts: int) -> timedelta:
    """One minute after the first attempt, twice as long after each, six hours at most."""
    return min(LONGEST_PAUSE, _FIRST_PAUSE * (1 << min(attempts - 1, 10)))


def _free(now: datetime) -> tuple[Any, ...]:
    return (
        or_(MailRow.claimed_until.is_(None), MailRow.claimed_until <= now),
        or_(MailRow.not_before.is_(None), MailRow.not_before <= now),
    )


async def _claim(database: Database, now: datetime) -> list[tuple[Mail, int]]:
    """A few mails that are this worker's for a while, each with the number of this attempt."""
    free = (
        select(MailRow.id)
        .where(*_WAITS, *_free(now))
        .order_by(MailRow.created_at, MailRow.id)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    columns = (MailRow.id, MailRow.recipient, MailRow.subject, MailRow.text, MailRow.created_at, MailRow.html)
    async with database.transaction(write=True) as session:
        rows = await session.execute(
            update(MailRow)
            .where(MailRow.id.in_(free))
            .values(claimed_until=after(now, _CLAIM), attempts=MailRow.attempts + 1)
            .returning(*columns, MailRow.attempts)
            .execution_options(synchronize_session=False)
        )
        mails = [(Mail(*row[:6]), row[6]) for row in rows]
    return sorted(mails, key=lambda taken: (taken[0].at, taken[0].id))
