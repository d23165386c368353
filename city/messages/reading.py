"""Threads as a guardian reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from city import cursors
from city.context import SignedIn
from city.errors import Invalid, NotFound
from city.events import Topic, tell
from city.messages import repository
from city.messages.models import AttachmentRow, MessageRow, ThreadRow
from city.messages.offices import offices_on
from city.messages.schemas import (
    AttachmentOut,
    By,
    ConversationOut,
    MessageOut,
    MessagesBlock,
    OfficeOut,
    OfficesOut,
    ThreadOut,
    ThreadPageOut,
)
from city.notifications import Kind
from city.notifications.service import mark_read_about
from city.submissions.receipts import plain
from city.towns import Town

_FIRST = 3
_HIGHEST_PLACE = 9


def show_offices(town: Town, now: datetime) -> OfficesOut:
    """Whom one may write to."""
    offices = offices_on(town, now.date()).values()
    items = [
        OfficeOut(key=office.key, name=office.name, subjects=list(office.subjects), invoices=office.invoices)
        for office in offices
    ]
    return OfficesOut(now=now, items=items)


async def list_threads(
    session: AsyncSession, town: Town, me: SignedIn, now: datetime, *, q: str = "", cursor: str | None = None
) -> ThreadPageOut:
    """A page, last written first. Every word of `q` is found in it. Raises Invalid."""
    before = cursors.read(cursor) if cursor else None
    rows = await repository.page(session, me.household_id, words=plain(q).split(), before=before)
    shown = rows[: repository.PAGE]
    unread = await repository.unread(session, me.household_id, me.account_id)
    return ThreadPageOut(
        now=now,
        unread=sum(unread.values()),
        items=[_thread(town, me, row, unread, now) for row in shown],
        next=cursors.written(shown[-1].last_at, shown[-1].id) if len(rows) > len(shown) else None,
    )


async def messages_block(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> MessagesBlock:
    """What the dashboard shows of them."""
    unread = await repository.unread(session, me.household_id, me.account_id)
    rows = await repository.page(session, me.household_id, limit=_FIRST)
    return MessagesBlock(unread=sum(unread.values()), threads=[_thread(town, me, row, unread, now) for row in rows])


async def read_thread(
    session: AsyncSession, town: Town, me: SignedIn, thread_id: str, now: datetime, cursor: str | None
) -> ConversationOut:
    """A thread with a page of its messages, newest first. Raises NotFound, Invalid."""
    thread = await _own(session, me, thread_id)
    rows = await repository.messages(session, thread.id, before=_place(cursor) if cursor else None)
    shown = rows[: repository.PAGE]
    papers = await repository.attachments(session, [row.id for row in shown])
    unread = await repository.unread(session, me.household_id, me.account_id)
    return ConversationOut(
        **_thread(town, me, thread, unread, now).model_dump(),
        now=now,
        items=[show_message(row, papers.get(row.id, []), me, town.time_zone) for row in shown],
        next=str(shown[-1].place) if len(rows) > len(shown) else None,
    )


async def mark_read(session: AsyncSession, me: SignedIn, thread_id: str, now: datetime) -> None:
    """Everything in it is read, by this account; harmless to repeat. Raises NotFound."""
    thread = await _own(session, me, thread_id)
    if await repository.mark_read(session, thread, me.account_id, now):
        await repository.mark_seen(session, thread.id, now, by_city=False)
        await tell(session, me.household_id, Topic.MESSAGES, now=now, account_id=me.account_id)
    await mark_read_about(session, me, Kind.MESSAGE, thread_id, now)


def show_message(row: MessageRow, papers: Sequence[AttachmentRow], me: SignedIn, zone: ZoneInfo) -> MessageOut:
    """A message as the wire says it."""
    return MessageOut(
        id=row.app_id,
        at=row.at.astimezone(zone),
        by=_by(row.account_id, me),
        sender=row.author,
        text=row.text,
        attachments=[
            AttachmentOut(id=paper.app_id, name=paper.name, type=paper.kind, bytes=paper.size) for paper in papers
        ],
        read_at=row.read_at.astimezone(zone) if row.read_at else None,
    )


def _thread(town: Town, me: SignedIn, row: Any, unread: Mapping[str, int], now: datetime) -> ThreadOut:
    office = offices_on(town, now.date()).get(row.office)
    return ThreadOut(
        id=row.app_id,
        service=row.office,
        service_name=office.name if office else row.office_name,
        subject=row.subject,
        last_at=row.last_at.astimezone(town.time_zone),
        last_by=_by(row.last_account_id, me),
        last_from=row.last_from,
        excerpt=row.excerpt,
        unread=unread.get(row.id, 0),
        closed=row.closed_at is not None,
    )


def _by(account_id: str | None, me: SignedIn) -> By:
    if account_id is None:
        return "city"
    return "you" if account_id == me.account_id else "household"


async def _own(session: AsyncSession, me: SignedIn, thread_id: str) -> ThreadRow:
    thread = await repository.find(session, me.household_id, thread_id)
    if thread is None:
        raise NotFound()
    return thread


def _place(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= _HIGHEST_PLACE):
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unreadable"}]})
    return int(cursor)
