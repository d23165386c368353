"""Ending a child's registration: what it would end is shown first, and done only if it is still the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.models import BookingRow
from city.bookings.repository import find_bookings
from city.bookings.states import BookingState
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.acting import Acting, BadForm, ChangedMeanwhile, Form, acting_with, agent_with, tried
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.words import activity_name, named
from city.errors import NotFound
from city.households.models import ChildRow, RegistrationRow
from city.registrations.ending import BACK, Ended, Ending, end_registration
from city.towns import Town

router = APIRouter(prefix="/enfants/{child_id}/inscriptions/{registration_id}/fin")

Reader = Annotated[SignedInAgent, agent_with(Right.BOOKINGS)]
EndingIt = Annotated[Acting, acting_with(Right.BOOKINGS)]


@dataclass(frozen=True, slots=True)
class _Of:
    """A registration with its child, in words."""

    child: ChildRow
    row: RegistrationRow
    activity: str

    @property
    def child_name(self) -> str:
        return f"{self.child.first_name} {self.child.last_name}"


@router.get("")
async def ask_when(
    request: Request,
    child_id: str,
    registration_id: str,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
) -> Response:
    """The form: from which day, and why."""
    of = await _found(session, town, child_id, registration_id)
    return page(request, "people/registration_end.html", of=of, earliest=now.date() - BACK)


@router.get("/apercu")
async def preview_end(
    request: Request,
    child_id: str,
    registration_id: str,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    database: TheDatabase,
    now: ReceivedAt,
    du: Annotated[str, Query(max_length=10)],
    motif: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """What ending it would cancel, and who gets a place."""
    of = await _found(session, town, child_id, registration_id)
    fields = {"du": du, "motif": motif}
    ending = _ending(Form.of(fields), of, now.date())

    async def act(writing: AsyncSession) -> tuple[list[str], list[str], str]:
        ended = await end_registration(writing, town, ending, now)
        return [b.id for b in ended.cancelled], [b.id for b in ended.given], _fingerprint(ended, ending)

    cancelled, given, fingerprint = await tried(database, act)
    before = await find_bookings(session, BookingRow.id.in_(cancelled))
    return page(
        request,
        "people/registration_end_preview.html",
        of=of,
        fields=fields | {"empreinte": fingerprint},
        first_without=ending.first_without,
        last_day=ending.first_without - timedelta(days=1),
        reason=ending.reason,
        cancelled=await named(session, town, before),
        waiting=sum(booking.state is BookingState.WAITLISTED for booking in before),
        invoiced=sum(booking.invoiced for booking in before),
        given=await named(session, town, await find_bookings(session, BookingRow.id.in_(given))),
    )


@router.post("")
async def end_it(child_id: str, registration_id: str, acting: EndingIt) -> Response:
    """Ends it, if what it cancels and gives on is what was shown."""
    of = await _found(acting.session, acting.town, child_id, registration_id)
    before = {"first_day": of.row.first_day.isoformat(), "last_day": of.row.last_day.isoformat()}
    ending = _ending(acting.form, of, acting.now.date())
    ended = await end_registration(acting.session, acting.town, ending, acting.now)
    if _fingerprint(ended, ending) != acting.form.text("empreinte"):
        raise ChangedMeanwhile
    after = {
        "first_without": ending.first_without.isoformat(),
        "reason": ending.reason,
        "cancelled": [booking.id for booking in ended.cancelled],
        "given": [booking.id for booking in ended.given],
    }
    target = Target("registration", registration_id, f"{of.child_name}, {of.activity}")
    await acting.record(Act.REGISTRATION_ENDED, target, before=before, after=after)
    return done(f"{DESK}/enfants/{child_id}", "inscription-finie")


async def _found(session: AsyncSession, town: Town, child_id: str, registration_id: str) -> _Of:
    row = await session.get(RegistrationRow, registration_id)
    child = await session.get(ChildRow, child_id)
    if row is None or child is None or row.child_id != child_id:
        raise NotFound
    return _Of(child, row, activity_name(town, row.activity))


def _ending(form: Form, of: _Of, today: date) -> Ending:
    first_without = form.day("du")
    if first_without < today - BACK:
        raise BadForm({"field": "du"})
    return Ending(of.child.id, of.row.id, first_without, form.text("motif", longest=200, required=False))


def _fingerprint(ended: Ended, ending: Ending) -> str:
    cancelled, given = (sorted(booking.id for booking in found) for found in (ended.cancelled, ended.given))
    return hashlib.sha256(repr((ending.first_without, cancelled, given)).encode()).hexdigest()
