"""The city's side of messages, for its agents: what waits, reading, answering, closing. The desk goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.documents.contents import Upload
from city.errors import NotFound
from city.events import Topic, tell
from city.households.models import HouseholdRow
from city.ids import new_id
from city.messages import attachments, repository
from city.messages.models import AttachmentRow, MessageRow, ThreadRow
from city.messages.offices import offices_on, signature
from city.messages.opening import open_thread as open_thread_with
from city.messages.refusals import WroteMeanwhile
from city.messages.writing import add
from city.notifications import Kind, Target, notify
from city.submissions.receipts import plain
from city.towns import Town

PAGE = 50
Which = Literal["waiting", "all"]


class Writer(Protocol):
    """Who answers: the family reads their first name."""

    id: str
    first_name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A thread in an agent's list."""

    thread: ThreadRow
    household_name: str


@dataclass(frozen=True, slots=True)
class First:
    """A first message to a family; `thread_id` is made once per form, so that sending it twice opens one thread."""

    thread_id: str
    office: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A thread opened by an agent: its messages, oldest first, and whether there are older ones."""

    thread: ThreadRow
    household_name: str
    messages: Sequence[tuple[MessageRow, Sequence[AttachmentRow]]]
    older: bool


async def waiting(
    session: AsyncSession, *, which: Which = "waiting", office: str | None = None, q: str = "", page: int = 0
) -> tuple[list[Listed], bool]:
    """A page (from 0) of the threads that wait for the city, the longest waiting first, and whether there are more.

    With `which` « all » every thread, last written first. Every word of `q` is in the household's name, the subject
    or a message.
    """
    query = select(ThreadRow, HouseholdRow.name).join(HouseholdRow, HouseholdRow.id == ThreadRow.household_id)
    if office is not None:
        query = query.where(ThreadRow.office == office)
    for word in q.split():
        named = func.lower(HouseholdRow.name).contains(word.lower(), autoescape=True)
        query = query.where(or_(named, repository.holding(plain(word))))
    if which == "waiting":
        query = query.where(ThreadRow.waiting_since.is_not(None)).order_by(ThreadRow.waiting_since, ThreadRow.id)
    else:
        query = query.order_by(ThreadRow.last_at.desc(), ThreadRow.id.desc())
    rows = (await session.execute(query.offset(page * PAGE).limit(PAGE + 1))).all()
    return [Listed(thread, name) for thread, name in rows[:PAGE]], len(rows) > PAGE


async def count_waiting(session: AsyncSession, *, office: str | None = None) -> int:
    """How many threads wait for the city."""
    query = select(func.count()).select_from(ThreadRow).where(ThreadRow.waiting_since.is_not(None))
    return await session.scalar(query if office is None else query.where(ThreadRow.office == office)) or 0


async def open_thread(session: AsyncSession, thread_id: str, *, before: int | None = None) -> Opened:
    """A thread with its last messages, or those before a place. Raises NotFound."""
    thread = await _any(session, thread_id)
    household = await session.get_one(HouseholdRow, thread.household_id)
    rows = await repository.messages(session, thread.id, before=before, limit=PAGE + 1)
    papers = await repository.attachments(session, [row.id for row in rows])
    shown = [(row, papers.get(row.id, [])) for row in reversed(rows[:PAGE])]
    return Opened(thread, household.name, shown, len(rows) > PAGE)


async def seen(session: AsyncSession, thread_id: str, now: datetime, *, up_to: int) -> None:
    """An agent was shown it up to a place: the family sees that it was read. Raises NotFound."""
    thread = await _any(session, thread_id)
    if await repository.mark_seen(session, thread.id, now, by_city=True, up_to=up_to):
        await tell(session, thread.household_id, Topic.MESSAGES, now=now)


async def answer(
    session: AsyncSession,
    town: Town,
    agent: Writer,
    thread_id: str,
    text: str,
    files: Sequence[tuple[str, Upload]] = (),
    *,
    last_place: int,
    now: datetime,
    quietly: bool = False,
) -> MessageRow:
    """Writes to the family, who is told; `files` are names and contents. A closed thread is open again.

    `last_place`: that of the last message the agent has read. `quietly`: without mail, for what is past.
    Raises NotFound, WroteMeanwhile.
    """
    thread = await _any(session, thread_id, lock=True)
    if thread.last_place != last_place:
        raise WroteMeanwhile()
    office = offices_on(town, now.date()).get(thread.office)
    author = signature(agent.first_name, office.name if office else thread.office_name)
    papers = [await attachments.add(session, thread.household_id, None, file, name, now) for name, file in files]
    row = MessageRow(
        app_id=new_id("m"), account_id=None, agent_id=agent.id, author=author, text=text.strip(), about=None
    )
    await add(session, thread, row, papers, now)
    thread.waiting_since = thread.closed_at = None
    await session.flush()
    await repository.mark_seen(session, thread.id, now, by_city=True)
    await tell(session, thread.household_id, Topic.MESSAGES, now=now)
    await notify(
        session,
        Kind.MESSAGE,
        key=row.id,
        params={"from": author, "subject": thread.subject, "excerpt": thread.excerpt},
        to=Target("thread", thread.app_id),
        household_id=thread.household_id,
        now=now,
        quietly=quietly,
    )
    return row


async def write_first(
    session: AsyncSession,
    town: Town,
    agent: Writer,
    household_id: str,
    first: First,
    files: Sequence[tuple[str, Upload]] = (),
    *,
    now: datetime,
) -> tuple[ThreadRow, MessageRow]:
    """Opens a thread with a family, who is told.

    Raises NotFound, UnknownService, WroteMeanwhile (it is open already).
    """
    if await session.get(HouseholdRow, household_id) is None:
        raise NotFound()
    thread = await open_thread_with(
        session, town, household_id, first.thread_id, office=first.office, subject=first.subject, now=now
    )
    row = await answer(session, town, agent, thread.id, first.text, files, last_place=-1, now=now)
    return thread, row


async def close(session: AsyncSession, thread_id: str, *, last_place: int, now: datetime) -> ThreadRow:
    """Closes a thread, answered or not; harmless to repeat. Raises NotFound, WroteMeanwhile."""
    thread = await _any(session, thread_id, lock=True)
    if thread.last_place != last_place:
        raise WroteMeanwhile()
    thread.closed_at, thread.waiting_since = thread.closed_at or now, None
    await session.flush()
    await tell(session, thread.household_id, Topic.MESSAGES, now=now)
    return thread


async def _any(session: AsyncSession, thread_id: str, *, lock: bool = False) -> ThreadRow:
    thread = await repository.find_any(session, thread_id, lock=lock)
    if thread is None:
        raise NotFound()
    return thread
