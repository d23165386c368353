"""Adding a message to a thread, whoever writes it, and what a guardian may write."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.clock import after
from city.context import SignedIn
from city.errors import Invalid, NotFound
from city.events import Topic, tell
from city.excerpts import excerpt_of
from city.households.models import PersonRow
from city.ids import new_id
from city.messages import attachments, repository
from city.messages.models import AttachmentRow, MessageRow, ThreadRow
from city.messages.opening import open_thread
from city.messages.refusals import IdUsed, TooManyMessages
from city.messages.schemas import MessageIn
from city.notifications import Kind
from city.notifications.service import mark_read_about
from city.submissions.receipts import plain
from city.towns import Town

_MOST_A_DAY = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A message in its thread; `new` is False when it was there already."""

    message: MessageRow
    attachments: list[AttachmentRow]
    new: bool


async def write(
    session: AsyncSession, town: Town, me: SignedIn, thread_id: str, message_id: str, said: MessageIn, now: datetime
) -> Written:
    """A guardian's message, under the ids the app made; the same again writes nothing.

    Raises NotFound, UnknownService, UnknownAttachment, IdUsed, TooManyMessages, Invalid (nothing is said).
    """
    thread = await repository.find(session, me.household_id, thread_id, lock=True)
    if thread is None:
        thread = await _open(session, town, me, thread_id, said, now)
    known = await repository.message(session, thread.id, message_id)
    if known is not None:
        return await _again(session, me, known, said)
    if not said.text and not said.attachments:
        raise Invalid({"errors": [{"where": "body.text", "what": "missing"}]})
    await _refuse_too_many(session, me, now)
    person = await session.get_one(PersonRow, me.person_id)
    papers = await attachments.unsent(session, me.household_id, said.attachments)
    row = MessageRow(
        app_id=message_id,
        account_id=me.account_id,
        agent_id=None,
        author=person.first_name,
        text=said.text,
        about=said.about.model_dump() if said.about else None,
    )
    await add(session, thread, row, papers, now)
    thread.closed_at = None
    thread.waiting_since = thread.waiting_since or now
    await session.flush()
    await repository.mark_read(session, thread, me.account_id, now)
    await repository.mark_seen(session, thread.id, now, by_city=False)
    await mark_read_about(session, me, Kind.MESSAGE, thread_id, now)
    await tell(session, me.household_id, Topic.MESSAGES, now=now)
    return Written(row, papers, new=True)


async def add(
    session: AsyncSession, thread: ThreadRow, row: MessageRow, papers: list[AttachmentRow], now: datetime
) -> None:
    """Puts a message at the end of a thread that is locked, with its files."""
    thread.last_place += 1
    row.id, row.thread_id, row.place, row.at, row.read_at = new_id("m"), thread.id, thread.last_place, now, None
    row.search = plain("\n".join([row.text, row.author, *(paper.name for paper in papers)]))
    session.add(row)
    await session.flush()
    for position, paper in enumerate(papers):
        paper.message_id, paper.position = row.id, position
    thread.last_at, thread.last_account_id, thread.last_from = now, row.account_id, row.author
    thread.excerpt = excerpt_of(row.text)
    if row.account_id is None:
        thread.city_place = row.place


async def _open(
    session: AsyncSession, town: Town, me: SignedIn, thread_id: str, said: MessageIn, now: datetime
) -> ThreadRow:
    if said.service is None:
        raise NotFound()
    if said.subject is None:
        raise Invalid({"errors": [{"where": "body.subject", "what": "missing"}]})
    return await open_thread(
        session, town, me.household_id, thread_id, office=said.service, subject=said.subject, now=now
    )


async def _again(session: AsyncSession, me: SignedIn, known: MessageRow, said: MessageIn) -> Written:
    """The message that is there; IdUsed when it is another."""
    papers = (await repository.attachments(session, [known.id])).get(known.id, [])
    same = known.account_id == me.account_id and known.text == said.text
    if not same or [paper.app_id for paper in papers] != said.attachments:
        raise IdUsed()
    return Written(known, papers, new=False)


async def _refuse_too_many(session: AsyncSession, me: SignedIn, now: datetime) -> None:
    count, first = await repository.written_since(session, me.household_id, after(now, -_DAY))
    if count >= _MOST_A_DAY and first is not None:
        raise TooManyMessages(max(1, math.ceil((after(first, _DAY) - now).total_seconds())))
