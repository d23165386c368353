"""Writes the cast into the database: households, accounts, children and their registrations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.accounts.passwords import hash_password
from city.accounts.sessions import SignedIn
from city.database import Base
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow, RegistrationRow
from city.ids import new_id
from city.seed import DEMONSTRATION_PASSWORD
from city.seed.cast import MARTIN, NEIGHBOURS, Home, Pupil
from city.settings import Settings
from city.towns import Town

_RENTREE = (9, 1)
_NEXT_YEAR_FROM_MONTH = 5
_PREFERRED = ("jean-jaures", "charles-peguy")


@dataclass(frozen=True, slots=True)
class Settled:
    """A household as written. `guardians` are ready to submit; `children` are in the cast's order."""

    home: Home
    guardians: tuple[SignedIn, ...]
    children: tuple[ChildRow, ...]


@dataclass
class _Register:
    """What is being written, and the dates and chance it is made of."""

    town: Town
    today: date
    now: datetime
    chance: Random
    rows: list[Base] = field(default_factory=list)


async def settle(
    session: AsyncSession, town: Town, settings: Settings, now: datetime, chance: Random
) -> tuple[Settled, tuple[Settled, ...]]:
    """Writes everybody; answers the demonstration family and its neighbours. `now` is in the town's time."""
    register = _Register(town, now.date(), now, chance)
    password_hash = await hash_password(DEMONSTRATION_PASSWORD, settings.password_cost)
    martin = _household(register, MARTIN, password_hash)
    neighbours = tuple(_household(register, home, None) for home in NEIGHBOURS)
    for kind in (HouseholdRow, PersonRow, ChildRow, AccountRow, HouseholdChildRow, RegistrationRow):
        session.add_all(row for row in register.rows if isinstance(row, kind))
        await session.flush()
    return martin, neighbours


def school_year(day: date) -> int:
    """The year in which the school year of `day` began (it changes on 1 September)."""
    return day.year if (day.month, day.day) >= _RENTREE else day.year - 1


def _household(register: _Register, home: Home, password_hash: str | None) -> Settled:
    began = date(school_year(register.today), *_RENTREE)
    row = HouseholdRow(
        id=new_id("h", register.chance),
        name=home.name,
        quotient=home.quotient,
        quotient_from=date(began.year - 1, 1, 1) if home.quotient else None,
        quotient_to=date(began.year + 2, 8, 31) if home.quotient else None,
    )
    register.rows.append(row)
    guardians = tuple(
        _guardian(register, row.id, position, first_name, home.last_name, password_hash)
        for position, first_name in enumerate(home.guardians)
    )
    children = tuple(_child(register, row.id, pupil, home.last_name) for pupil in home.children)
    return Settled(home, guardians, children)


def _guardian(
    register: _Register, household_id: str, position: int, first_name: str, last_name: str, password_hash: str | None
) -> SignedIn:
    person_id, account_id = new_id("p", register.chance), new_id("a", register.chance)
    register.rows += [
        PersonRow(
            id=person_id, household_id=household_id, first_name=first_name, last_name=last_name, position=position
        ),
        AccountRow(
            id=account_id,
            household_id=household_id,
            person_id=person_id,
            email=_email(first_name, last_name),
            password_hash=password_hash,
            created_at=register.now,
        ),
    ]
    return SignedIn(account_id, household_id, person_id, f"{first_name} {last_name}", "", register.now)


def _email(first_name: str, last_name: str) -> str:
    plain = str.maketrans("éèêëàâäîïôöûüçã", "eeeeaaaiioouuca")
    return f"{first_name}.{last_name}@exemple.fr".lower().translate(plain)


def _child(register: _Register, household_id: str, pupil: Pupil, last_name: str) -> ChildRow:
    began = school_year(register.today)
    child = ChildRow(
        id=new_id("c", register.chance),
        first_name=pupil.first_name,
        last_name=last_name,
        birth_date=date(began - pupil.age, *pupil.birthday),
        school_id=_school(register.town, pupil.level),
        class_name=pupil.class_name,
        age_group=pupil.level,
        class_year=began,
    )
    register.rows += [child, HouseholdChildRow(household_id=household_id, child_id=child.id)]
    years = [began - 1, began]
    if _NEXT_YEAR_FROM_MONTH <= register.today.month < _RENTREE[0]:
        years.append(began + 1)
    for activity in register.town.activities:
        offered = [
            service
            for service in register.town.services.values()
            if service.activity == activity and register.town.offers(service.id, child.school_id, child.age_group)
        ]
        register.rows += [
            RegistrationRow(
                id=new_id("i", register.chance),
                child_id=child.id,
                activity=activity,
                first_day=date(year, *_RENTREE),
                last_day=date(year + 1, 8, 31),
                state="active",
            )
            for year in years
            if offered and activity not in pupil.without
        ]
    return child


def _school(town: Town, level: str) -> str:
    fitting = [school.id for school in town.schools.values() if school.level == level] or list(town.schools)
    return next((name for name in _PREFERRED if name in fitting), fitting[0])
