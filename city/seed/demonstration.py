"""The demonstration: a believable autumn around the clock's day, made by the same submissions that parents send.

The Martins book week by week since the start of the school year; what is past was attended. This week and the next are
partly booked. Their neighbours fill the evening service of one day of this week (with a waiting list) and a morning of
the next (without one), and leave two places on a Wednesday to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import BookingState
from city.clock import Clock
from city.database import Database
from city.households.models import HouseholdRow
from city.seed.agents import employ
from city.seed.habits import WEEK, evening_before, family_week, lines, monday_of, next_class_day, service_at
from city.seed.invoices import bill_the_past
from city.seed.past import settle_past
from city.seed.people import Settled, settle
from city.seed.post import correspond, publish_news, serve
from city.seed.procedures import ask
from city.seed.sheets import describe_family
from city.settings import Settings
from city.submissions.schemas import LineIn
from city.submissions.service import submit
from city.towns import Town

_PLACES = 12
_LEFT = 2
_WEEKS_BACK = 54


async def is_empty(database: Database) -> bool:
    """Whether nobody lives in the town yet."""
    async with database.transaction() as session:
        return not await session.scalar(select(exists(select(HouseholdRow.id))))


async def seed(database: Database, town: Town, clock: Clock, settings: Settings) -> None:
    """Fills an empty database. All of it or nothing."""
    now = clock.now().astimezone(town.time_zone)
    chance = Random(f"{town.id} {now.date()}")  # noqa: S311 - the same town each time, on purpose
    async with database.transaction(write=True) as session:
        martin, neighbours = await settle(session, town, settings, now, chance)
        for monday, at, guardian, wanted in _family_plans(town, martin, now):
            await submit(session, town, guardian, f"semaine-{monday}", wanted, at)
        await _fill_evening(session, town, martin, neighbours, now)
        await _fill_morning(session, town, martin, neighbours, now)
        await _fill_wednesday(session, town, martin, neighbours, now)
        await _attend(session, now.date(), chance)
        await bill_the_past(session, town, martin, now)
        await employ(session, settings, now, chance)
        await describe_family(session, martin, now)
        await ask(session, town, martin, neighbours, now)
        await correspond(session, town, martin, neighbours, now)
        await publish_news(session, town, now)
        await serve(session, town, now)
        await settle_past(session, now)


def _family_plans(
    town: Town, family: Settled, now: datetime
) -> Iterator[tuple[date, datetime, SignedIn, list[LineIn]]]:
    this_monday = monday_of(next_class_day(town, now.date()))
    monday = this_monday - _WEEKS_BACK * WEEK
    turn = 0
    while monday <= this_monday + WEEK:
        at = min(evening_before(town, monday), now)
        week = family_week(town, family, monday, this_monday)
        wanted = [line for line in week if town.judge(line.service, line.date, at).can_book]
        if wanted:
            yield monday, at, family.guardians[turn % 3 == 2], wanted
            turn += 1
        monday += WEEK


async def _fill_evening(
    session: AsyncSession, town: Town, martin: Settled, neighbours: tuple[Settled, ...], now: datetime
) -> None:
    """The evening service of the family's eldest: full on one of the next days, and some wait."""
    day = next_class_day(town, now.date() + timedelta(days=2))
    service = service_at(town, martin.children[0], "evening", day)
    if service is None:
        return
    await _limit(session, town, martin, service, day, _PLACES)
    at = min(evening_before(town, monday_of(day), 0), now) - timedelta(hours=2)
    for minute, home in enumerate(neighbours):
        wanted = [
            line
            for child in home.children
            for line in lines(town, home, child, day, ["noon", "evening"], on_full="wait")
        ]
        await submit(session, town, home.guardians[0], "soir", wanted, at + timedelta(minutes=7 * minute))


async def _fill_morning(
    session: AsyncSession, town: Town, martin: Settled, neighbours: tuple[Settled, ...], now: datetime
) -> None:
    """The morning service of next week's Tuesday: full, and nobody can wait."""
    day = monday_of(next_class_day(town, now.date())) + WEEK + timedelta(days=1)
    service = service_at(town, martin.children[0], "morning", day)
    if service is None or not town.judge(service, day, now).can_book:
        return
    school = martin.children[0].school_id
    early = [(home, child) for home in neighbours for child in home.children if child.school_id == school]
    await _limit(session, town, martin, service, day, len(early))
    for home in {home.home.name: home for home, _child in early}.values():
        wanted = [
            line for owner, child in early if owner is home for line in lines(town, home, child, day, ["morning"])
        ]
        await submit(session, town, home.guardians[0], "matin", wanted, now)


async def _fill_wednesday(
    session: AsyncSession, town: Town, martin: Settled, neighbours: tuple[Settled, ...], now: datetime
) -> None:
    """The Wednesday of the week after next: two places left."""
    day = monday_of(next_class_day(town, now.date())) + 2 * WEEK + timedelta(days=2)
    service = service_at(town, martin.children[0], "day", day)
    at = min(evening_before(town, monday_of(day), 2), now) - timedelta(hours=1)
    if service is None or not town.judge(service, day, at).can_book:
        return
    children = [(home, child) for home in neighbours for child in home.children][:_PLACES]
    await _limit(session, town, martin, service, day, len(children) + _LEFT)
    for minute, home in enumerate(neighbours):
        wanted = [line for owner, child in children if owner is home for line in lines(town, home, child, day, ["day"])]
        if wanted:
            await submit(session, town, home.guardians[0], "mercredi", wanted, at + timedelta(minutes=minute))


async def _limit(session: AsyncSession, town: Town, martin: Settled, service: str, day: date, places: int) -> None:
    """Fewer places on one day than the town file gives, as the desk may decide."""
    child = martin.children[0]
    for counter in town.counters_of(service, school_id=child.school_id, age_group=child.age_group, day=day):
        if counter.places > places:
            session.add(CounterDayRow(day=day, counter=counter.id, taken=0, queued=0, capacity=places))
    await session.flush()


async def _attend(session: AsyncSession, today: date, chance: Random) -> None:
    """What is past was attended, but for a few absences."""
    past = await session.execute(
        select(BookingRow.id, BookingRow.day)
        .where(BookingRow.day < today, BookingRow.state == BookingState.BOOKED.value)
        .order_by(BookingRow.day, BookingRow.service, BookingRow.child_id)
    )
    by_state: dict[BookingState, list[str]] = {}
    for booking_id, _day in past:
        drawn = chance.random()
        state = BookingState.PRESENT
        if drawn < 0.04:
            state = BookingState.ABSENT_JUSTIFIED
        elif drawn < 0.05:
            state = BookingState.ABSENT
        by_state.setdefault(state, []).append(booking_id)
    for state, ids in by_state.items():
        await session.execute(update(BookingRow).where(BookingRow.id.in_(ids)).values(state=state.value))
