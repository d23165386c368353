"""Closing days: what it would end is shown first, and done only if it is still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.booking import Booking
from city.bookings.closing import close
from city.bookings.judging import Closure
from city.bookings.models import BookingRow, ClosureRow
from city.bookings.refusals import ClosureChanged
from city.bookings.reopening import Reopened, reopen
from city.bookings.repository import find_bookings
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.acting import Acting, BadForm, Form, acting_with, agent_with, tried
from city.desk.frame import done, page, short_day
from city.desk.paths import DESK
from city.desk.words import named, school_choices, service_choices, service_name, site_name
from city.text import _
from city.towns import Town

router = APIRouter(prefix="/fermetures")

Reader = Annotated[SignedInAgent, agent_with(Right.BOOKINGS)]
Closing = Annotated[Acting, acting_with(Right.BOOKINGS)]
_LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A closure in words."""

    days: str
    what: str
    where: str
    reason: str


@router.get("")
async def show_closures(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """The closures to come, and the form of a new one."""
    query = select(ClosureRow).where(ClosureRow.last_day >= now.date()).order_by(ClosureRow.first_day, ClosureRow.id)
    listed = [
        (row.id, _in_words(town, Closure(row.first_day, row.last_day, row.service, row.school_id, row.reason)))
        for row in await session.scalars(query)
    ]
    return page(
        request,
        "slots/closures.html",
        listed=listed,
        services=service_choices(town),
        schools=school_choices(town),
        today=now.date(),
    )


@router.get("/apercu")
async def preview_closure(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    database: TheDatabase,
    now: ReceivedAt,
    du: Annotated[str, Query(max_length=10)],
    au: Annotated[str, Query(max_length=10)],
    motif: Annotated[str, Query(max_length=200)],
    prestation: Annotated[str, Query(max_length=100)] = "",
    ecole: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """What a closure would end."""
    fields = {"du": du, "au": au, "motif": motif, "prestation": prestation, "ecole": ecole}
    closure = _closure(Form.of(fields), town, now.date())

    async def act(writing: AsyncSession) -> list[Booking]:
        return (await close(writing, town, closure, now=now)).cancelled

    ended = [booking.id for booking in await tried(database, act)]
    before = await find_bookings(session, BookingRow.id.in_(ended))
    return page(
        request,
        "slots/closure_preview.html",
        closure=_in_words(town, closure),
        fields=fields,
        ended=await named(session, town, before),
        fingerprint=_fingerprint(ended),
    )


@router.post("")
async def close_days(acting: Closing) -> Response:
    """Closes, if what it ends is what was shown."""
    closure = _closure(acting.form, acting.town, acting.now.date())
    closed = await close(acting.session, acting.town, closure, now=acting.now)
    ended = [booking.id for booking in closed.cancelled]
    if _fingerprint(ended) != acting.form.text("empreinte"):
        raise ClosureChanged
    words = _in_words(acting.town, closure)
    await acting.record(
        Act.DAYS_CLOSED,
        Target("closure", closed.closure_id, f"{words.what}, {words.where}, {words.days}"),
        after={
            "first_day": closure.first_day.isoformat(),
            "last_day": closure.last_day.isoformat(),
            "service": closure.service,
            "school": closure.school_id,
            "reason": closure.reason,
            "cancelled": ended,
        },
    )
    return done(f"{DESK}/fermetures", "ferme")


@router.get("/{closure_id}/rouvrir")
async def preview_reopening(
    request: Request,
    closure_id: str,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    database: TheDatabase,
    now: ReceivedAt,
) -> Response:
    """Who would be told that the days are open again."""

    async def act(writing: AsyncSession) -> Reopened:
        return await reopen(writing, town, closure_id, now=now)

    found = await tried(database, act)
    told = await named(session, town, found.told)
    shown = _in_words(town, found.closure)
    return page(request, "slots/reopening.html", closure_id=closure_id, closure=shown, told=told)


@router.post("/{closure_id}/rouvrir")
async def reopen_days(closure_id: str, acting: Closing) -> Response:
    """Opens the days again; nobody is booked by it."""
    found = await reopen(acting.session, acting.town, closure_id, now=acting.now)
    words = _in_words(acting.town, found.closure)
    target = Target("closure", closure_id, f"{words.what}, {words.where}, {words.days}")
    await acting.record(Act.DAYS_REOPENED, target, after={"told": [booking.id for booking in found.told]})
    return done(f"{DESK}/fermetures", "rouvert")


def _closure(form: Form, town: Town, today: date) -> Closure:
    first, last = form.day("du"), form.day("au")
    service, school = form.text("prestation", required=False), form.text("ecole", required=False)
    if not today <= first <= last <= first + _LONGEST:
        raise BadForm({"field": "au"})
    if service and service not in town.services:
        raise BadForm({"field": "prestation"})
    if school and school not in town.schools:
        raise BadForm({"field": "ecole"})
    return Closure(first, last, service or None, school or None, form.text("motif", longest=200))


def _in_words(town: Town, closure: Closure) -> _Shown:
    first, last = short_day(closure.first_day), short_day(closure.last_day)
    several = _("du {first} au {last}").format(first=first, last=last)
    days = _("le {day}").format(day=first) if closure.first_day == closure.last_day else several
    what = service_name(town, closure.service) if closure.service else _("toutes les prestations")
    where = site_name(town, closure.school_id) if closure.school_id else _("partout")
    return _Shown(days, what, where, closure.reason)


def _fingerprint(ended: Collection[str]) -> str:
    return hashlib.sha256(" ".join(sorted(ended)).encode()).hexdigest()
