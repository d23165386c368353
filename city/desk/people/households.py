"""A household and a child, to read; and the invitation of a guardian, sent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import RedirectResponse, Response

from city.accounts import links
from city.accounts.models import AccountRow
from city.accounts.repository import by_email
from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.models import BookingRow
from city.bookings.repository import IS_LIVE, find_bookings
from city.context import ReceivedAt, TheSettings, TheTown, Transaction
from city.desk.acting import Acting, SignedInAlready, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.words import activity_name, named, site_name
from city.errors import NotFound
from city.households import repository
from city.households.children import Child, Registration
from city.households.models import (
    LEFT,
    HouseholdChildRow,
    HouseholdRow,
    PersonRow,
    RegistrationState,
)
from city.towns import Town

router = APIRouter()

Reader = Annotated[SignedInAgent, agent_with(Right.PEOPLE)]
Inviting = Annotated[Acting, acting_with(Right.PEOPLE)]
_MOST_BOOKINGS = 30


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian and their account; no e-mail = no account, not `joined` = never signed in."""

    person: PersonRow
    email: str | None
    joined: bool


@router.get("/fiches")
async def lead_to_records(_reader: Reader) -> Response:
    """The lists begin with the households."""
    return RedirectResponse(f"{DESK}/fiches/foyers/list", 303)


@router.get("/foyers/{household_id}")
async def show_household(
    request: Request, household_id: str, reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """One household: guardians, children, what is booked from today on."""
    household = await session.get(HouseholdRow, household_id)
    if household is None or household.id == LEFT:
        raise NotFound
    coming = await find_bookings(
        session, BookingRow.household_id == household_id, BookingRow.day >= now.date(), IS_LIVE
    )
    return page(
        request,
        "people/household.html",
        household=household,
        quotient=household.quotient_on(now.date()),
        guardians=await _guardians(session, household_id),
        children=[_child(town, child, now.date()) for child in await repository.children(session, household_id)],
        ends_registrations=reader.role.may(Right.BOOKINGS),
        coming=await named(session, town, coming[:_MOST_BOOKINGS]),
        more=max(0, len(coming) - _MOST_BOOKINGS),
    )


@router.get("/enfants/{child_id}")
async def show_child(
    request: Request, child_id: str, reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """One child: school, class, registrations, the household or the two."""
    homes = await session.scalars(
        select(HouseholdRow)
        .join(HouseholdChildRow, HouseholdChildRow.household_id == HouseholdRow.id)
        .where(HouseholdChildRow.child_id == child_id)
        .order_by(HouseholdRow.name, HouseholdRow.id)
    )
    listed = list(homes)
    if not listed:
        raise NotFound
    children = await repository.children(session, listed[0].id)
    (child,) = [each for each in children if each.id == child_id]
    may_end = reader.role.may(Right.BOOKINGS)
    shown = _child(town, child, now.date())
    return page(request, "people/child.html", shown=shown, homes=listed, ends_registrations=may_end)


@router.post("/foyers/{household_id}/representants/{person_id}/inviter")
async def invite_again(household_id: str, person_id: str, acting: Inviting, settings: TheSettings) -> Response:
    """Sends the link of a first sign-in again; the earlier one no longer serves."""
    found = [row for row in await _guardians(acting.session, household_id) if row.person.id == person_id]
    if not found or found[0].email is None:
        raise NotFound
    if found[0].joined:
        raise SignedInAlready
    account = await by_email(acting.session, found[0].email)
    if account is None:
        raise NotFound
    await links.invite(acting.session, account, town=acting.town, public_url=settings.public_url, now=acting.now)
    person = found[0].person
    target = Target("person", person.id, f"{person.first_name} {person.last_name}")
    await acting.record(Act.GUARDIAN_INVITED, target, after={"email": account.email})
    return done(f"{DESK}/foyers/{household_id}", "invite")


async def _guardians(session: AsyncSession, household_id: str) -> list[Guardian]:
    accounts = {
        row.person_id: row
        for row in await session.scalars(select(AccountRow).where(AccountRow.household_id == household_id))
    }
    return [
        Guardian(
            person,
            account.email if (account := accounts.get(person.id)) else None,
            account is not None and account.password_hash is not None,
        )
        for person in await repository.guardians(session, household_id)
    ]


@dataclass(frozen=True, slots=True)
class _Registration:
    """A registration in words; `runs`: it has a day to come, so that it can be ended."""

    row: Registration
    activity: str
    runs: bool


@dataclass(frozen=True, slots=True)
class _Child:
    """A child in words."""

    row: Child
    school: str
    registrations: list[_Registration]


def _child(town: Town, child: Child, today: date) -> _Child:
    return _Child(
        child,
        site_name(town, child.school_id),
        [
            _Registration(
                row,
                activity_name(town, row.activity),
                row.state == RegistrationState.ACTIVE and row.last_day >= today,
            )
            for row in child.registrations
        ],
    )
