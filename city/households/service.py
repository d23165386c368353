"""The household as its guardians see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.households import repository
from city.households.children import Child
from city.households.schemas import (
    ChildOut,
    GuardianOut,
    HouseholdOut,
    RegistrationOut,
    SchoolOut,
    ServiceOut,
)
from city.towns import Town


async def describe(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> HouseholdOut:
    """The household of `me`: guardians, children in order of birth, the services they are registered to."""
    household, guardians = await repository.with_guardians(session, me.household_id)
    children = await repository.children(session, me.household_id)
    return HouseholdOut(
        now=now,
        id=household.id,
        name=household.name,
        quotient=household.quotient_on(now.date()),
        guardians=[
            GuardianOut(
                id=person.id,
                first_name=person.first_name,
                last_name=person.last_name,
                you=person.id == me.person_id,
            )
            for person in guardians
        ],
        children=[_child(town, child, rank) for rank, child in enumerate(children, start=1)],
        services=_services(town, children),
    )


def services_of(town: Town, child: Child, activity: str) -> list[str]:
    """The services of an activity that the child's school and age group have, in the order of the town file."""
    return [
        service.id
        for service in town.services.values()
        if service.activity == activity and town.offers(service.id, child.school_id, child.age_group)
    ]


def _child(town: Town, child: Child, rank: int) -> ChildOut:
    order = {activity: place for place, activity in enumerate(town.activities)}
    return ChildOut(
        id=child.id,
        first_name=child.first_name,
        last_name=child.last_name,
        birth_date=child.birth_date,
        rank=rank,
        school=SchoolOut(id=child.school_id, name=town.schools[child.school_id].name),
        class_name=child.class_name,
        registrations=[
            RegistrationOut(
                activity=row.activity,
                services=services_of(town, child, row.activity),
                first_day=row.first_day,
                last_day=row.last_day,
                state=row.state,
            )
            for row in sorted(child.registrations, key=lambda row: (row.first_day, order.get(row.activity, len(order))))
        ],
    )


def _services(town: Town, children: Sequence[Child]) -> list[ServiceOut]:
    registered = {
        service
        for child in children
        for row in child.registrations
        for service in services_of(town, child, row.activity)
    }
    return [
        ServiceOut(
            id=service.id,
            name=service.name,
            short_name=service.short_name,
            activity=service.activity,
            activity_name=town.activities[service.activity].name,
            icon=service.icon,
            moment=service.moment,
            starts=f"{service.starts:%H:%M}",
            ends=f"{service.ends:%H:%M}",
            requires=list(service.requires),
            excludes=list(service.excludes),
            linked=list(service.linked),
            waiting_list=service.waiting_list,
            validation=service.validation,
        )
        for service in town.services.values()
        if service.id in registered
    ]
