"""What the city knows of the households and children of a list, in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow, InvitationRequestRow, LinkPurpose, SingleUseLinkRow
from city.among import among
from city.bookings.models import BookingRow
from city.bookings.repository import IS_LIVE
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.imports.gathering import Gathered


@dataclass(frozen=True, slots=True)
class KnownGuardian:
    """A guardian. `joined`: has chosen a password; `invited`: was once sent the link for it."""

    id: str
    household_id: str
    first_name: str
    last_name: str
    account_id: str | None
    email: str | None
    joined: bool
    invited: bool


@dataclass(frozen=True, slots=True)
class KnownHousehold:
    """A household and its guardians."""

    id: str
    number: str | None
    name: str
    guardians: tuple[KnownGuardian, ...]


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child, its households, and how much is booked for it from today on."""

    id: str
    number: str | None
    first_name: str
    last_name: str
    birth_date: date
    school_id: str
    class_name: str
    age_group: str
    class_year: int | None
    left_on: date | None
    households: frozenset[str]
    coming: int


@dataclass
class Known:
    """What was found: by the town's numbers, by address, and the children of each household by its id."""

    households: dict[str, KnownHousehold] = field(default_factory=dict)
    by_email: dict[str, tuple[KnownHousehold, KnownGuardian]] = field(default_factory=dict)
    children: dict[str, KnownChild] = field(default_factory=dict)
    of_household: dict[str, list[KnownChild]] = field(default_factory=lambda: defaultdict(list))


async def known_of(session: AsyncSession, found: Gathered, today: date) -> Known:
    """Everything that a list touches."""
    emails = {guardian.email for home in found.homes.values() for guardian in home.guardians if guardian.email}
    known = Known()
    for household in await _households(session, found.homes.keys(), emails):
        if household.number is not None:
            known.households[household.number] = household
        for guardian in household.guardians:
            if guardian.email is not None:
                known.by_email[guardian.email] = (household, guardian)
    ids = {household.id for household in known.households.values()} | {one.id for one, _who in known.by_email.values()}
    for child in await _children(session, found.children.keys(), ids, today):
        if child.number is not None:
            known.children[child.number] = child
        for household_id in child.households:
            known.of_household[household_id].append(child)
    return known


async def _households(session: AsyncSession, numbers: Collection[str], emails: Collection[str]) -> list[KnownHousehold]:
    owners = select(AccountRow.household_id).where(among(AccountRow.__table__.c.email, "emails"))
    wanted = or_(among(HouseholdRow.__table__.c.number, "numbers"), HouseholdRow.id.in_(owners))
    asked = {"numbers": numbers, "emails": emails}
    invited = or_(
        exists().where(
            SingleUseLinkRow.account_id == AccountRow.id, SingleUseLinkRow.purpose == LinkPurpose.INVITATION.value
        ),
        exists().where(InvitationRequestRow.account_id == AccountRow.id),
    )
    people: dict[str, list[KnownGuardian]] = defaultdict(list)
    query = (
        select(
            PersonRow.id, PersonRow.household_id, PersonRow.first_name, PersonRow.last_name, AccountRow.id,
            AccountRow.email, AccountRow.password_hash.is_not(None), invited,
        )
        .join(HouseholdRow, HouseholdRow.id == PersonRow.household_id)
        .outerjoin(AccountRow, AccountRow.person_id == PersonRow.id)
        .where(wanted)
        .order_by(PersonRow.position, PersonRow.id)
    )  # fmt: skip
    for row in await session.execute(query, asked):
        guardian = KnownGuardian(*row)
        people[guardian.household_id].append(guardian)
    rows = await session.execute(
        select(HouseholdRow.id, HouseholdRow.number, HouseholdRow.name).where(wanted).order_by(HouseholdRow.id), asked
    )
    return [KnownHousehold(*row, tuple(people[row.id])) for row in rows]


async def _children(
    session: AsyncSession, numbers: Collection[str], households: Collection[str], today: date
) -> list[KnownChild]:
    members = select(HouseholdChildRow.child_id).where(among(HouseholdChildRow.__table__.c.household_id, "households"))
    wanted = or_(among(ChildRow.__table__.c.number, "numbers"), ChildRow.id.in_(members))
    asked = {"numbers": numbers, "households": households}
    homes: dict[str, set[str]] = defaultdict(set)
    of = select(HouseholdChildRow.child_id, HouseholdChildRow.household_id).join(
        ChildRow, ChildRow.id == HouseholdChildRow.child_id
    )
    for child_id, household_id in await session.execute(of.where(wanted), asked):
        homes[child_id].add(household_id)
    counted = (
        select(BookingRow.child_id, func.count())
        .join(ChildRow, ChildRow.id == BookingRow.child_id)
        .where(wanted, BookingRow.day >= today, IS_LIVE)
        .group_by(BookingRow.child_id)
    )
    coming: dict[str, int] = dict((await session.execute(counted, asked)).all())
    rows = await session.execute(
        select(
            ChildRow.id, ChildRow.number, ChildRow.first_name, ChildRow.last_name, ChildRow.birth_date,
            ChildRow.school_id, ChildRow.class_name, ChildRow.age_group, ChildRow.class_year, ChildRow.left_on,
        ).where(wanted).order_by(ChildRow.id),
        asked,
    )  # fmt: skip
    return [
        KnownChild(**row._asdict(), households=frozenset(homes[row.id]), coming=coming.get(row.id, 0)) for row in rows
    ]
