"""The demonstration's messages, news and menus, made by the same services that parents and agents use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from city.agents.models import AgentRow
from city.clock import after
from city.documents.contents import Upload
from city.messages import answering, attachments, repository, writing
from city.messages.offices import offices_on
from city.messages.schemas import MessageIn
from city.news import publishing
from city.news.audience import is_known
from city.news.importing import COLUMNS, apply, read_menus
from city.news.menus import COURSES, course_name
from city.news.publishing import Article
from city.notifications.models import NotificationRow
from city.seed.gazette import MENUS, STORIES, Story
from city.seed.habits import WEEK, monday_of, next_class_day
from city.seed.landscape import landscape
from city.seed.letters import FAMILY, NEIGHBOURS, Exchange, Letter
from city.seed.paper import paper
from city.seed.people import Settled
from city.towns import Town

_MORNING = time(8, 30)
_BY = "Nadia Lefèvre"


async def correspond(
    session: AsyncSession, town: Town, martin: Settled, neighbours: Sequence[Settled], now: datetime
) -> None:
    """Writes the threads, each with the offices that the town has."""
    told = [(martin, exchange) for exchange in FAMILY]
    told += [(neighbours[place], exchange) for place, exchange in NEIGHBOURS if place < len(neighbours)]
    agents = {agent.email: agent for agent in await session.scalars(select(AgentRow))}
    for number, (home, exchange) in enumerate(told):
        if exchange.office in offices_on(town, now.date()):
            await _exchange(session, town, home, f"demo-{number}", exchange, agents, now)


async def publish_news(session: AsyncSession, town: Town, now: datetime) -> None:
    """Publishes the items whose targets the town has; families were told of those that are past."""
    for story in STORIES:
        if all(is_known(town, word) for word in story.targets):
            await _publish(session, town, story, now)


async def serve(session: AsyncSession, town: Town, now: datetime) -> None:
    """Imports the menus of this week and of the next (in the holidays: of the first two with class)."""
    monday = monday_of(next_class_day(town, now.date()))
    days = [monday + timedelta(days=ahead) for ahead in range(2 * WEEK.days)]
    lines = [line for day in days if town.day(day).kind == "school" for line in _menu(day)]
    if lines:
        await apply(session, read_menus("\n".join([";".join(COLUMNS), *lines]), now.date()), now)


async def _exchange(
    session: AsyncSession,
    town: Town,
    home: Settled,
    thread_id: str,
    exchange: Exchange,
    agents: dict[str, AgentRow],
    now: datetime,
) -> None:
    at = now
    for place, letter in enumerate(exchange.letters):
        at = datetime.combine(_working_day(town, now.date(), letter.days_ago), letter.at, town.time_zone)
        if isinstance(letter.by, int):
            await _ask(session, town, home, (thread_id, f"m{place}"), exchange, letter, at)
        elif letter.by in agents:
            thread = await repository.find(session, home.guardians[0].household_id, thread_id)
            assert thread is not None
            files = [(name, Upload(paper(name.removesuffix(".pdf")), "pdf")) for name in letter.files]
            await answering.answer(
                session, town, agents[letter.by], thread.id, letter.text, files,
                last_place=thread.last_place, now=at, quietly=True,
            )  # fmt: skip
    await _afterwards(session, home, thread_id, exchange, min(after(at, timedelta(hours=2)), now))


async def _ask(
    session: AsyncSession,
    town: Town,
    home: Settled,
    ids: tuple[str, str],
    exchange: Exchange,
    letter: Letter,
    at: datetime,
) -> None:
    assert isinstance(letter.by, int)
    me = home.guardians[min(letter.by, len(home.guardians) - 1)]
    names = [f"{ids[0]}-{ids[1]}-{number}" for number in range(len(letter.files))]
    for app_id, name in zip(names, letter.files, strict=True):
        await attachments.upload(session, me, app_id, Upload(paper(name.removesuffix(".pdf")), "pdf"), name, at)
    said = MessageIn(text=letter.text, service=exchange.office, subject=exchange.subject, attachments=names)
    await writing.write(session, town, me, *ids, said, at)


async def _afterwards(session: AsyncSession, home: Settled, thread_id: str, exchange: Exchange, at: datetime) -> None:
    """Who has read it, and whether it is closed."""
    thread = await repository.find(session, home.guardians[0].household_id, thread_id)
    assert thread is not None
    for place in exchange.read_by:
        me = home.guardians[min(place, len(home.guardians) - 1)]
        await repository.mark_read(session, thread, me.account_id, at)
        await repository.mark_seen(session, thread.id, at, by_city=False)
    if exchange.seen:
        await repository.mark_seen(session, thread.id, at, by_city=True)
    if exchange.closed:
        await answering.close(session, thread.id, last_place=thread.last_place, now=at)
    mine = [home.guardians[min(place, len(home.guardians) - 1)].account_id for place in exchange.read_by]
    told = await session.scalars(
        select(NotificationRow).where(NotificationRow.account_id.in_(mine), NotificationRow.to_id == thread_id)
    )
    for notification in told:
        notification.read_at = at
    await session.flush()


async def _publish(session: AsyncSession, town: Town, story: Story, now: datetime) -> None:
    at = datetime.combine(now.date() - timedelta(days=story.days_ago), _MORNING, town.time_zone)
    article = Article(
        story.title,
        story.text,
        _publisher(town, story.said_by, now.date()),
        story.icon,
        story.targets,
        at,
        picture_description=story.drawn,
    )
    picture = Upload(landscape(), "jpg") if story.drawn else None
    row = await publishing.publish(session, article, _BY, picture, now=min(at, now))
    if at <= now:
        row.announced_at = at


def _publisher(town: Town, said_by: str, day: date) -> str:
    if said_by in town.schools:
        return town.schools[said_by].name
    office = offices_on(town, day).get(said_by)
    return office.name if office else town.name


def _working_day(town: Town, day: date, count: int) -> date:
    """The day that is `count` working days before."""
    while count:
        day -= timedelta(days=1)
        count -= town.on(day).calendar.is_working(day)
    return day


def _menu(day: date) -> Iterator[str]:
    """The lines of a day in the file that a town imports."""
    courses = MENUS[day.weekday() % 5 + 5 * (day.isocalendar().week % 2)].split("|")
    for kind, course in zip(COURSES, courses, strict=True):
        name, _colon, marks = course.partition(":")
        if name != "-":
            yield f"{day.isoformat()};{course_name(kind)};{name};{marks}"
