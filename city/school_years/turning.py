"""The turn of the school year: every class goes where it is said to go, once.

What is written is a child's school, class, age group and the year of its class, or the day it left. Bookings and
registrations are not touched: registrations end by their own last day, and what is booked stays as it is booked.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.people import lock_pupils
from city.events import Topic
from city.events.changes import tell_families
from city.households.models import ChildRow, HouseholdChildRow
from city.imports.service import alone
from city.procedures.years import school_year
from city.school_years.calendar import opens_on
from city.school_years.order import OPEN, Next, proposed, rank
from city.school_years.refusals import TooEarly, TurnChanged, TurnedAlready
from city.towns import School, Town

Place = tuple[str, str]
"""A school and a class."""


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child before the turn."""

    id: str
    first_name: str
    last_name: str
    school_id: str
    class_name: str
    age_group: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class before the turn, and what is proposed for it."""

    school_id: str
    name: str
    pupils: Sequence[Pupil]
    proposal: Next

    @property
    def place(self) -> Place:
        return self.school_id, self.name

    @property
    def key(self) -> str:
        """A short word for it in a form."""
        return hashlib.sha256("\n".join(self.place).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn does: where each class goes. `year` is the one in which the new school year begins."""

    year: int
    classes: Sequence[Class]
    steps: Mapping[Place, Next]

    def going(self, *fates: str) -> list[tuple[Class, Next]]:
        """The classes that fare so."""
        found = [(one, self.steps.get(one.place, OPEN)) for one in self.classes]
        return [(one, step) for one, step in found if step.fate in fates]

    @property
    def fingerprint(self) -> str:
        """Another one when any child would go elsewhere."""
        moves = [
            (pupil.id, pupil.school_id, pupil.class_name, step.fate, step.school_id, step.class_name)
            for one, step in self.going("up", "leaves")
            for pupil in one.pupils
        ]
        return hashlib.sha256(repr((self.year, sorted(moves))).encode()).hexdigest()


async def offered(session: AsyncSession, today: date) -> list[int]:
    """The years to which classes may be turned: the next, and this one while some children are not in it yet."""
    current = school_year(today)
    late = select(exists().where(*_WAITING, ChildRow.class_year < current))
    return [current, current + 1] if await session.scalar(late) else [current + 1]


def schools_of(town: Town, year: int) -> dict[str, School]:
    """The schools of a school year."""
    return town.on(date(year, 9, 1)).schools


async def classes_before(session: AsyncSession, town: Town, year: int, today: date) -> list[Class]:
    """The classes whose children are not in a class of `year` yet, with what is proposed for them."""
    behind = ChildRow.class_year < year
    if year > school_year(today):
        behind = or_(behind, ChildRow.class_year.is_(None))
    query = (
        select(
            ChildRow.id, ChildRow.first_name, ChildRow.last_name,
            ChildRow.school_id, ChildRow.class_name, ChildRow.age_group,
        )
        .where(*_WAITING, behind)
        .order_by(ChildRow.last_name, ChildRow.first_name, ChildRow.id)
    )  # fmt: skip
    found: dict[Place, list[Pupil]] = defaultdict(list)
    for row in await session.execute(query):
        pupil = Pupil(*row)
        found[pupil.school_id, pupil.class_name].append(pupil)
    schools = schools_of(town, year)
    order = {school: place for place, school in enumerate(town.schools)}
    listed = sorted(found, key=lambda place: (order.get(place[0], len(order)), rank(place[1]), place))
    return [Class(*place, found[place], proposed(*place, schools, found.keys())) for place in listed]


async def in_their_class(session: AsyncSession, year: int) -> int:
    """How many children are in a class of `year` or a later one already."""
    query = select(func.count()).select_from(ChildRow).where(*_WAITING, ChildRow.class_year >= year)
    return await session.scalar(query) or 0


async def turn(session: AsyncSession, town: Town, wanted: Turn, shown: str, now: datetime) -> int:
    """Does it; `shown` is the fingerprint that the agent saw. Answers how many children it moved.

    Raises TooEarly, TurnedAlready, TurnChanged. Doing it again moves nobody.
    """
    opens = opens_on(town, wanted.year)
    if now.date() < opens:
        raise TooEarly({"opens": opens.isoformat()})
    pupils = {pupil.id: (pupil, step) for one, step in wanted.going("up", "leaves") for pupil in one.pupils}
    if not pupils:
        raise TurnedAlready
    if wanted.fingerprint != shown:
        raise TurnChanged
    await lock_pupils(session, pupils.keys())
    for one, step in wanted.going("up", "leaves"):
        await _move(session, town, one, step, wanted.year)
    await tell_families(session, pupils.keys(), Topic.HOUSEHOLD, Topic.REGISTRATIONS, Topic.BOOKINGS, now=now)
    return len(pupils)


async def begin(session: AsyncSession) -> None:
    """Waits for other lists and turns; to be called before classes are read to be turned."""
    await alone(session)


async def _move(session: AsyncSession, town: Town, one: Class, step: Next, year: int) -> None:
    if step.fate == "leaves":
        last = opens_on(town, year) - timedelta(days=1)
        await _write(session, [pupil.id for pupil in one.pupils], left_on=last)
        return
    level = town.schools[one.school_id].level if one.school_id in town.schools else None
    usual = [pupil.id for pupil in one.pupils if pupil.age_group == level]
    others = [pupil.id for pupil in one.pupils if pupil.age_group != level]
    place = {"school_id": step.school_id, "class_name": step.class_name, "class_year": year}
    await _write(session, usual, age_group=town.schools[step.school_id].level, **place)
    await _write(session, others, **place)


async def _write(session: AsyncSession, ids: Sequence[str], **values: object) -> None:
    if ids:
        changed = update(ChildRow).where(ChildRow.id.in_(ids)).values(**values)
        await session.execute(changed.execution_options(synchronize_session=False))


_WAITING = (
    ChildRow.left_on.is_(None),
    exists().where(HouseholdChildRow.child_id == ChildRow.id),
)
"""Children of the town's schools: not those who left, nor what is kept of a household that is no more."""
