"""What a validated procedure changes, in the transaction of the decision: a closed set, one function each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import anyio.to_thread
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from city.bookings.attendance import Note, note
from city.bookings.models import BookingRow
from city.bookings.people import lock_family
from city.bookings.repository import find_bookings, in_states, upsert
from city.bookings.states import BookingState
from city.events import Topic
from city.events.changes import tell_all
from city.households.facts import AddressRow, ChildSheetRow
from city.households.models import HouseholdRow
from city.households.repository import child_with_registrations
from city.households.sharing import Shared, tell_other_household
from city.papers.certificate import Certified, certificate_paper
from city.procedures import papers
from city.procedures.answers import day_of
from city.procedures.definition import Definition
from city.procedures.inscriptions import inscription_of
from city.procedures.models import ProcedureRow
from city.procedures.refusals import EffectImpossible
from city.registrations.writing import households_of, register
from city.text import _
from city.towns import Town

_LAST_MONTH = 12
_HIGHEST_QUOTIENT = 1_000_000


@dataclass(frozen=True)
class Case:
    """A procedure being validated, and what its effect needs to know."""

    session: AsyncSession
    town: Town
    row: ProcedureRow
    definition: Definition
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.town.time_zone).date()

    @property
    def child_id(self) -> str:
        """The child it is about. Raises EffectImpossible."""
        if self.row.child_id is None:
            raise EffectImpossible({"reason": "NO_CHILD"})
        return self.row.child_id

    def answer(self, role: str) -> Any:
        """The answer of the field that has this role in the effect, or None."""
        return self.row.answers.get(self.definition.effect.fields.get(role, ""))

    def day(self, role: str) -> date | None:
        return day_of(self.answer(role))

    async def tell(self, *topics: Topic, changed: Shared) -> None:
        """Wakes every household of the child; the one that did not ask for it is notified."""
        await tell_other_household(self.session, self.row.household_id, [self.child_id], changed, self.now)
        await tell_all(self.session, await households_of(self.session, self.child_id), *topics, now=self.now)


Told = dict[str, Any] | None
"""The code and params of what was changed, as the wire says it."""


async def apply(case: Case) -> Told:
    """Changes what the definition's effect says. Raises EffectImpossible."""
    return await _EFFECTS[case.definition.effect.kind](case)


async def _nothing(_case: Case) -> Told:
    return None


async def _register(case: Case) -> Told:
    wanted = inscription_of(case.definition, case.row.answers, case.today)
    assert wanted is not None
    unknown = [activity for activity in wanted.activities if activity not in case.town.activities]
    if unknown:
        raise EffectImpossible({"reason": "UNKNOWN_ACTIVITY", "activity": unknown[0]})
    if wanted.first > wanted.last:
        raise EffectImpossible({"reason": "PERIOD_OVER"})
    for activity in wanted.activities:
        await register(case.session, case.child_id, activity, wanted.first, wanted.last)
    await case.tell(Topic.REGISTRATIONS, Topic.HOUSEHOLD, Topic.BOOKINGS, changed=Shared.REGISTRATIONS)
    names = [case.town.activities[activity].name for activity in wanted.activities]
    return {"code": "REGISTERED", "params": {"activities": names, "from": str(wanted.first), "to": str(wanted.last)}}


async def _change_address(case: Case) -> Told:
    address, first = case.answer("address"), case.day("from") or case.today
    values = {part: address[part].strip() for part in ("street", "postcode", "town")}
    statement = upsert(case.session, AddressRow).values(household_id=case.row.household_id, first_day=first, **values)
    await case.session.execute(
        statement.on_conflict_do_update(index_elements=["household_id", "first_day"], set_=values)
    )
    await tell_all(case.session, {case.row.household_id}, Topic.HOUSEHOLD, now=case.now)
    return {"code": "ADDRESS_CHANGED", "params": {"from": str(first)}}


async def _change_quotient(case: Case) -> Told:
    """From the day of the decision on; the job that prices again does the rest."""
    first = case.today
    year = first.year + (first.month == _LAST_MONTH)
    last = case.day("until") or date(year, _LAST_MONTH, 31)
    if last < first:
        raise EffectImpossible({"reason": "PERIOD_OVER"})
    value = int(case.answer("value"))
    if not 0 <= value <= _HIGHEST_QUOTIENT:
        raise EffectImpossible({"reason": "BAD_QUOTIENT"})
    await case.session.execute(
        update(HouseholdRow)
        .where(HouseholdRow.id == case.row.household_id)
        .values(quotient=value, quotient_from=first, quotient_to=last)
    )
    await tell_all(case.session, {case.row.household_id}, Topic.HOUSEHOLD, Topic.BOOKINGS, now=case.now)
    return {"code": "QUOTIENT_CHANGED", "params": {"value": value, "from": str(first), "to": str(last)}}


async def _note_absence(case: Case) -> Told:
    """The household's own bookings of those days are not billed, or credited; who was seen there was not absent."""
    first = case.day("from") or case.today
    last = max(first, case.day("to") or first)
    await lock_family(case.session, case.row.household_id, [case.child_id])
    found = await find_bookings(
        case.session,
        BookingRow.household_id == case.row.household_id,
        BookingRow.child_id == case.child_id,
        BookingRow.day.between(first, last),
        in_states(BookingState.BOOKED, BookingState.ABSENT),
    )
    for booking in sorted(found, key=lambda one: (one.day, one.service)):
        noted = {booking.id: Note(booking.state, BookingState.ABSENT_JUSTIFIED)}
        await note(case.session, case.town, booking.day, booking.service, noted, case.now)
    params = {"from": str(first), "to": str(last), "count": len(found)}
    return {"code": "ABSENCE_NOTED", "params": params}


async def _health_sheet(case: Case) -> Told:
    """A field that was not asked, since its condition did not hold, empties its fact: « no allergy » says so."""
    facts = {role: _fact(case, key) for role, key in case.definition.effect.fields.items()}
    values = facts | {"changed_at": case.now}
    statement = upsert(case.session, ChildSheetRow).values(child_id=case.child_id, **values)
    await case.session.execute(statement.on_conflict_do_update(index_elements=["child_id"], set_=values))
    await case.tell(Topic.HOUSEHOLD, changed=Shared.SHEET)
    return {"code": "SHEET_CHANGED", "params": {}}


async def _certificate(case: Case) -> Told:
    """A paper that says where the child is registered today, given with the procedure."""
    child = await child_with_registrations(case.session, case.child_id)
    activities = case.town.activities
    certified = Certified(
        first_name=child.first_name,
        last_name=child.last_name,
        birth_date=child.birth_date,
        school_name=case.town.schools[child.school_id].name,
        class_name=child.class_name,
        activities=[
            (activities[row.activity].name, row.first_day, row.last_day)
            for row in child.registrations
            if row.covers(case.today) and row.activity in activities
        ],
    )
    made = await anyio.to_thread.run_sync(
        certificate_paper, case.town, certified, case.row.number or "", case.row.sent_by or "", case.now
    )
    name = _("Attestation d'inscription {name}").format(name=child.first_name)
    document = await papers.give(case.session, case.row, made, name, case.now)
    return {"code": "CERTIFICATE_MADE", "params": {"document": document}}


def _fact(case: Case, key: str) -> Any:
    answer, question = case.row.answers.get(key), case.definition.question(key)
    if question is not None and question.kind == "date":
        return day_of(answer)
    if question is not None and question.kind == "choice":
        return next((option.label for option in question.options if option.key == answer), None)
    return answer.strip() or None if isinstance(answer, str) else answer


_EFFECTS: dict[str, Callable[[Case], Awaitable[Told]]] = {
    "none": _nothing,
    "register": _register,
    "change_address": _change_address,
    "change_quotient": _change_quotient,
    "note_absence": _note_absence,
    "health_sheet": _health_sheet,
    "certificate": _certificate,
}
