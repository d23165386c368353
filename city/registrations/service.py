"""What each child of a household is registered to, what waits, what must be renewed, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.households import repository
from city.households.children import Child, Registration
from city.households.models import RegistrationState
from city.households.service import services_of
from city.procedures.catalogue import entries_on
from city.procedures.definition import Definition
from city.procedures.inscriptions import Inscription, inscription_of
from city.procedures.models import ProcedureRow
from city.procedures.repository import sent_about_children
from city.procedures.states import ProcedureState
from city.procedures.years import offered_years, period_of, school_year
from city.registrations.schemas import ChildRegistrationsOut, ItemOut, OpenOut, State, Summary
from city.towns import Town

RENEW_DAYS = 90
"""How long before its last day a registration is to be renewed, once the next year may be asked for."""


@dataclass(frozen=True)
class Asked:
    """An inscription that the household has sent."""

    row: ProcedureRow
    inscription: Inscription

    @property
    def waits(self) -> bool:
        return self.row.state in (ProcedureState.PENDING, ProcedureState.TO_COMPLETE)


@dataclass(frozen=True, slots=True)
class InShort:
    """What a child, by its id, is registered to."""

    child: str
    items: Sequence[ItemOut]
    state: Summary


async def children_registrations(
    session: AsyncSession, town: Town, household_id: str, now: datetime
) -> list[ChildRegistrationsOut]:
    """Of every child of the household, in order of birth."""
    found = []
    for child in await _children(session, town, household_id, now):
        items = child.items()
        open_ = list(child.open())
        found.append(ChildRegistrationsOut(child=child.child.id, state=_summary(items), items=items, open=open_))
    return found


async def in_short(session: AsyncSession, town: Town, household_id: str, now: datetime) -> list[InShort]:
    """The same without what is open: what a dashboard says."""
    children = [(child.child.id, child.items()) for child in await _children(session, town, household_id, now)]
    return [InShort(child, items, _summary(items)) for child, items in children]


async def _children(session: AsyncSession, town: Town, household_id: str, now: datetime) -> list[_Child]:
    today = now.astimezone(town.time_zone).date()
    asked = await _asked(session, town, household_id, today)
    return [
        _Child(town, today, child, [one for one in asked if one.row.child_id == child.id])
        for child in await repository.children(session, household_id)
    ]


async def _asked(session: AsyncSession, town: Town, household_id: str, today: date) -> list[Asked]:
    """The household's inscriptions that wait, or were rejected, for a period that is not over; newest first."""
    found = []
    for row in await sent_about_children(session, household_id):
        definition = Definition.model_validate(row.definition)
        sent = row.sent_at.astimezone(town.time_zone).date() if row.sent_at else today
        inscription = inscription_of(definition, row.answers, sent)
        if inscription and inscription.last >= today:
            found.append(Asked(row, inscription))
    return found


@dataclass(frozen=True)
class _Child:
    """A child with its registrations and what its household asked for."""

    town: Town
    today: date
    child: Child
    asked: Sequence[Asked]

    def items(self) -> list[ItemOut]:
        """What it has, had this school year, or waits for, in the order of the town's activities."""
        items = [*self._registered(), *self._asked_for()]
        order = list(self.town.activities)
        items.sort(key=lambda item: (order.index(item.activity), item.first_day, item.id))
        return items

    def _registered(self) -> Iterator[ItemOut]:
        began, _ended = period_of(school_year(self.today))
        for row in self.child.registrations:
            if row.activity in self.town.activities and row.last_day >= began:
                yield self._item(row.id, row.activity, row.first_day, row.last_day, self._state(row), None)

    def _state(self, row: Registration) -> State:
        if row.state != RegistrationState.ACTIVE:
            return RegistrationState(row.state).value
        if row.last_day < self.today:
            return "ended"
        if row.ended_at is not None:
            return "active"
        _first, end = period_of(offered_years(self.today)[-1])
        soon = row.last_day - self.today <= timedelta(days=RENEW_DAYS)
        may_be_asked = end > row.last_day and end - row.last_day > timedelta(days=RENEW_DAYS)
        followed = self._has(row.activity, row.last_day + timedelta(days=1), end)
        return "to_renew" if soon and may_be_asked and not followed and self._keys(row.activity) else "active"

    def _asked_for(self) -> Iterator[ItemOut]:
        for one in self.asked:
            wanted = one.inscription
            for activity in wanted.activities:
                if activity not in self.town.activities:
                    continue
                refused = not one.waits
                if refused and self._has(activity, wanted.first, wanted.last):
                    continue
                identity = f"{one.row.id}-{activity}"
                state: State = "refused" if refused else "pending"
                yield self._item(identity, activity, wanted.first, wanted.last, state, one.row.app_id)

    def open(self) -> Iterator[OpenOut]:
        """What may be asked for now."""
        for year in offered_years(self.today):
            first, last = period_of(year)
            for activity in self.town.activities.values():
                if services_of(self.town, self.child, activity.id) and not self._has(activity.id, first, last):
                    for key in self._keys(activity.id)[:1]:
                        yield OpenOut(
                            activity=activity.id,
                            activity_name=activity.name,
                            key=key,
                            first_day=max(first, self.today),
                            last_day=last,
                        )

    def _has(self, activity: str, first: date, last: date) -> bool:
        """Whether the child has, or waits for, the activity on some day of a period."""
        registered = any(
            row.activity == activity
            and row.state == RegistrationState.ACTIVE
            and (row.ended_at is None or row.last_day >= self.today)
            and row.first_day <= last
            and row.last_day >= first
            for row in self.child.registrations
        )
        return registered or any(
            one.waits and activity in one.inscription.activities and one.inscription.touches(first, last)
            for one in self.asked
        )

    def _keys(self, activity: str) -> list[str]:
        """The procedures by which it may be asked for now."""
        return [
            entry.definition.key
            for entry in entries_on(self.town, self.today)
            if entry.definition.effect.kind == "register"
            and entry.definition.effect.activity in (None, activity)
            and entry.is_open(self.today)
        ]

    def _item(
        self, identity: str, activity: str, first: date, last: date, state: State, procedure: str | None
    ) -> ItemOut:
        services = services_of(self.town, self.child, activity)
        return ItemOut(
            id=identity,
            activity=activity,
            activity_name=self.town.activities[activity].name,
            services=[self.town.services[service].name for service in services],
            first_day=first,
            last_day=last,
            state=state,
            procedure=procedure,
        )


def _summary(items: Sequence[ItemOut]) -> Summary:
    states = {item.state for item in items}
    if "pending" in states:
        return "pending"
    if "to_renew" in states:
        return "to_renew"
    return "up_to_date" if "active" in states else "none"
