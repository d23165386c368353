"""Places: how the counters of a day stand, and another number of them, its consequences shown first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.capacity import Changed, CounterDay, counters_on, set_places
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.context import Acting, acting_with, agent_with
from city.desk.forms import Form
from city.desk.names import named
from city.desk.pages import page
from city.desk.paths import DESK
from city.desk.places import day_or, service_name, site_name
from city.desk.refusals import BadForm
from city.desk.said import done
from city.desk.trying import tried
from city.errors import NotFound
from city.text import _
from city.towns import Counter, Town

router = APIRouter(prefix="/places")

Reader = Annotated[SignedInAgent, agent_with(Right.BOOKINGS)]
Changing = Annotated[Acting, acting_with(Right.BOOKINGS)]
Word = Annotated[str, Query(max_length=100)]
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Shown:
    """A counter in words."""

    row: CounterDay
    services: str
    where: str


@router.get("")
async def show_places(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, jour: Word = ""
) -> Response:
    """The counters of a day."""
    day = day_or(jour, now.date())
    listed = [_in_words(town, row) for row in await counters_on(session, town, day)]
    return page(request, "places.html", listed=listed, shown_day=day, past=day < now.date())


@router.get("/apercu")
async def preview_places(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    database: TheDatabase,
    now: ReceivedAt,
    jour: Word,
    compteur: Word,
    places: Word = "",
) -> Response:
    """What another number of places would do."""
    day, wanted = _asked(Form.of({"jour": jour, "places": places}), now.date())
    row = next((row for row in await counters_on(session, town, day) if row.counter.id == compteur), None)
    if row is None:
        raise NotFound

    async def act(writing: AsyncSession) -> Changed:
        return await set_places(writing, town, compteur, day, wanted, now)

    given = (await tried(database, act)).given
    number = row.counter.places if wanted is None else wanted
    return page(
        request,
        "places_preview.html",
        shown=_in_words(town, row),
        shown_day=day,
        wanted="" if wanted is None else str(wanted),
        number=number,
        too_many=max(0, row.taken - number),
        given=await named(session, town, given),
    )


@router.post("")
async def change_places(acting: Changing) -> Response:
    """Another number of places."""
    day, wanted = _asked(acting.form, acting.now.date())
    counter = acting.form.text("compteur")
    changed = await set_places(acting.session, acting.town, counter, day, wanted, acting.now)
    await acting.record(
        Act.CAPACITY_CHANGED,
        Target("counter", f"{day} {counter}", f"{counter}, {day}"),
        before={"places": changed.before},
        after={"places": changed.after, "given": [booking.id for booking in changed.given]},
    )
    return done(f"{DESK}/places", "places", jour=day.isoformat())


def _asked(form: Form, today: date) -> tuple[date, int | None]:
    day = form.day("jour")
    if day < today:
        raise BadForm({"field": "jour"})
    return day, form.number("places", most=_MOST) if form.text("places", required=False) else None


def _in_words(town: Town, row: CounterDay) -> _Shown:
    counter: Counter = row.counter
    names = ", ".join(service_name(town, service) for service in counter.services)
    where = site_name(town, counter.site) if counter.site else _("partout")
    return _Shown(row, names, f"{where} ({counter.age_group})" if counter.age_group else where)
