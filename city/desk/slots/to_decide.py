"""Bookings that wait for an agent's decision."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.booking import Booking
from city.bookings.validating import accept, awaiting, refuse
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.words import named, service_name

router = APIRouter(prefix="/reservations")

Reader = Annotated[SignedInAgent, agent_with(Right.BOOKINGS)]
Deciding = Annotated[Acting, acting_with(Right.BOOKINGS)]
_PAGE = f"{DESK}/reservations"


@router.get("")
async def show_bookings(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """What is to be decided, day by day."""
    listed = [(row, service_name(town, row.booking.service)) for row in await awaiting(session, town, now)]
    return page(request, "slots/bookings.html", listed=listed, zone=town.time_zone)


@router.post("/{booking_id}/accepter")
async def accept_booking(booking_id: str, acting: Deciding) -> Response:
    """Gives the place."""
    changed = await accept(acting.session, acting.town, booking_id, acting.now)
    await _record(acting, Act.BOOKING_VALIDATED, booking_id, changed)
    return done(_PAGE, "accepte")


@router.post("/{booking_id}/refuser")
async def refuse_booking(booking_id: str, acting: Deciding) -> Response:
    """Refuses it, with the city's words."""
    reason = acting.form.text("motif", longest=300)
    changed = await refuse(acting.session, acting.town, booking_id, reason, acting.now)
    await _record(acting, Act.BOOKING_REFUSED, booking_id, changed, reason)
    return done(_PAGE, "refuse")


async def _record(acting: Acting, act: Act, booking_id: str, changed: list[Booking], reason: str | None = None) -> None:
    (first,) = await named(acting.session, acting.town, changed[:1])
    after = {booking.id: booking.state.value for booking in changed} | ({"reason": reason} if reason else {})
    await acting.record(act, Target("booking", booking_id, f"{first.child}, {first.service}, {first.day}"), after=after)
