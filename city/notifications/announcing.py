"""Telling what was written: the mail and the live signal, as each account wants them, outside its quiet time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.clock import after
from city.database import UtcDateTime
from city.events import Topic, tell
from city.households.models import PersonRow
from city.jobs import Work
from city.mail.letter import Action, Letter, post_letter
from city.notifications.kinds import Kind
from city.notifications.models import NotificationRow, NotificationSettingsRow
from city.notifications.preferences import Preferences
from city.notifications.service import shown_params
from city.notifications.words import address_of, fields_of, label_of, sentences_of, subject_of
from city.text import _

log = logging.getLogger("city.notifications")

_AT_ONCE = 25
_DUE = (
    select(
        NotificationRow,
        NotificationSettingsRow,
        AccountRow.household_id,
        AccountRow.email,
        AccountRow.password_hash.is_not(None).label("signs_in"),
        PersonRow.first_name,
    )
    .join(AccountRow, AccountRow.id == NotificationRow.account_id)
    .join(PersonRow, PersonRow.id == AccountRow.person_id)
    .outerjoin(NotificationSettingsRow, NotificationSettingsRow.account_id == NotificationRow.account_id)
    .where(NotificationRow.announce_at <= bindparam("now", type_=UtcDateTime()))
    .order_by(NotificationRow.announce_at, NotificationRow.id)
    .limit(_AT_ONCE)
    .with_for_update(skip_locked=True, of=NotificationRow)
)
_STALE = timedelta(days=3)
"""What is older than this when its turn comes is on the list, and no longer told by mail."""


async def announce(work: Work) -> None:
    """Job: everything whose turn has come; harmless to repeat, and by several workers at once."""
    now = work.clock.now()
    async with work.database.transaction() as session:
        due = select(NotificationRow.id).where(NotificationRow.announce_at <= now).limit(1)
        if await session.scalar(due) is None:
            return
    while True:
        async with work.database.transaction(write=True) as session:
            if await _announce_some(session, work, now) < _AT_ONCE:
                return


async def _announce_some(session: AsyncSession, work: Work, now: datetime) -> int:
    rows = (await session.execute(_DUE, {"now": now})).all()
    waiting: dict[str, datetime] = {}
    woken: dict[str, str] = {}
    for row in rows:
        notification, chosen = row.NotificationRow, Preferences.of(row.NotificationSettingsRow)
        until = chosen.quiet.ends(now, work.town.time_zone) if chosen.quiet else None
        if until is not None:
            waiting[notification.id] = until
            continue
        channels = chosen.kinds[notification.kind]
        if channels.app:
            woken[notification.account_id] = row.household_id
        if channels.mail and row.signs_in and _worth_a_mail(notification, now):
            await _mail(session, work, row, now)
    for account_id, household_id in sorted(woken.items()):
        await tell(session, household_id, Topic.NOTIFICATIONS, now=now, account_id=account_id)
    await _note(session, [row.NotificationRow.id for row in rows], waiting)
    return len(rows)


def _worth_a_mail(notification: NotificationRow, now: datetime) -> bool:
    unseen = notification.read_at is None and notification.deleted_at is None
    return unseen and notification.at > after(now, -_STALE)


async def _note(session: AsyncSession, ids: list[str], waiting: dict[str, datetime]) -> None:
    done = [each for each in ids if each not in waiting]
    for at, these in [(None, done), *((at, [each]) for each, at in waiting.items())]:
        if these:
            chosen = update(NotificationRow).where(NotificationRow.id.in_(these)).values(announce_at=at)
            await session.execute(chosen.execution_options(synchronize_session=False))


async def _mail(session: AsyncSession, work: Work, row: Row[*tuple[Any, ...]], now: datetime) -> None:
    try:
        letter = _letter(work, row.NotificationRow, row.first_name)
    except (LookupError, ValueError):
        log.exception("notification %s cannot be said in a mail", row.NotificationRow.id)
        return
    await post_letter(session, work.town, row.email, letter, now=now, key=f"notification {row.NotificationRow.id}")


def _letter(work: Work, notification: NotificationRow, first_name: str) -> Letter:
    kind, params = Kind(notification.kind), shown_params(notification.params, work.town)
    fields = fields_of(params, work.town.time_zone)
    address = address_of(work.settings.public_url, notification.to_page, notification.to_id)
    return Letter(
        subject=subject_of(kind, params).format_map(fields),
        first_name=first_name,
        before=tuple(sentence.format_map(fields) for sentence in sentences_of(kind, params)),
        action=Action(label_of(notification.to_page), address),
        after=(_("Vous choisissez ce que vous recevez dans l'application, « Régler les notifications »."),),
    )
