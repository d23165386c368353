"""Places: how the counters of a day stand, and another number of them over a period, its consequences shown first."""

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
from city.bookings.capacity import AHEAD, Changed, CounterDay, counters_on, full_ahead, set_places
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.acting import Acting, BadForm, ChangedMeanwhile, Form, acting_with, agent_with, tried
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.words import age_group_name, day_or, named, service_name, site_name
from city.text import _, mark
from city.towns import Counter, Town

router = APIRouter(prefix="/places")

Reader = Annotated[SignedInAgent, agent_with(Right.BOOKINGS)]
Changing = Annotated[Acting, acting_with(Right.BOOKINGS)]
Word = Annotated[str, Query(max_length=100)]
WEEKDAYS = (
    mark("lundi"),
    mark("mardi"),
    mark("mercredi"),
    mark("jeudi"),
    mark("vendredi"),
    mark("samedi"),
    mark("dimanche"),
)
_MOST = 10_000
_LONGEST = timedelta(days=400)
_MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class _Shown:
    """A counter in words."""

    row: CounterDay
    services: str
    where: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an agent asks for: `places` None = as many as the town file says; no weekday = all of them."""

    counter: str
    first: date
    last: date
    weekdays: frozenset[int]
    places: int | None

    @property
    def days(self) -> list[date]:
        every = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return [day for day in every if not self.weekdays or day.weekday() in self.weekdays]


@router.get("")
async def show_places(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, jour: Word = ""
) -> Response:
    """The counters of a day, and the form for a period."""
    day, today = day_or(jour, now.date()), now.date()
    return page(
        request,
        "slots/places.html",
        listed=[_in_words(town, row) for row in await counters_on(session, town, day)],
        counters=[(counter.id, _name(town, counter)) for counter in town.on(max(day, today)).counters.values()],
        weekdays=[(number, _(word)) for number, word in enumerate(WEEKDAYS)],
        shown_day=day,
        first_day=max(day, today),
        past=day < today,
    )


@router.get("/complets")
async def show_full(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    page_: Annotated[int, Query(alias="page", ge=0, le=1000)] = 0,
) -> Response:
    """What is full in the days to come, and how many wait."""
    found = await full_ahead(session, town, now.date())
    rows = found[page_ * _MOST_ROWS :][: _MOST_ROWS + 1]
    return page(
        request,
        "slots/full.html",
        listed=[_in_words(town, row) for row in rows[:_MOST_ROWS]],
        more=len(rows) > _MOST_ROWS,
        number=page_,
        ahead=AHEAD,
    )


@router.get("/apercu")
async def preview_places(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    database: TheDatabase,
    now: ReceivedAt,
    du: Word,
    compteur: Word,
    au: Word = "",
    jours: Annotated[list[str], Query(max_length=7)] = [],  # noqa: B006 - FastAPI copies it
    places: Word = "",
) -> Response:
    """What another number of places would do, day by day."""
    fields = {"du": du, "au": au or du, "jours": " ".join(jours), "compteur": compteur, "places": places}
    asked = _asked(Form.of(fields), now.date())

    async def act(writing: AsyncSession) -> Changed:
        return await set_places(writing, town, asked.counter, asked.days, asked.places, now)

    changed = await tried(database, act)
    touched = [day for day in changed.days if day.given or day.too_many]
    given = await named(session, town, changed.given[:_MOST_ROWS])
    first = changed.days[0]
    return page(
        request,
        "slots/places_preview.html",
        name=_name(town, town.on(first.day).counters[asked.counter]),
        days=changed.days,
        touched=(touched if len(changed.days) > 1 else [])[:_MOST_ROWS],
        more_touched=max(0, len(touched) - _MOST_ROWS),
        number=first.places,
        before=sorted({day.places_before for day in changed.days}),
        too_many=sum(day.too_many for day in changed.days),
        given=given,
        given_count=len(changed.given),
        own=any(day.before is not None for day in changed.days) and asked.places is not None,
        ordinary=first.ordinary,
        back={**fields, "places": ""},
        fields=fields | {"empreinte": _fingerprint(changed)},
    )


@router.post("")
async def change_places(acting: Changing) -> Response:
    """Another number of places, if what it does is what was shown."""
    asked = _asked(acting.form, acting.now.date())
    changed = await set_places(acting.session, acting.town, asked.counter, asked.days, asked.places, acting.now)
    if _fingerprint(changed) != acting.form.text("empreinte"):
        raise ChangedMeanwhile
    first, last = changed.days[0], changed.days[-1]
    period = f"{first.day}" if first is last else f"{first.day} – {last.day} ({len(changed.days)})"
    await acting.record(
        Act.CAPACITY_CHANGED,
        Target("counter", f"{first.day} {asked.counter}", f"{asked.counter}, {period}"),
        before={"places": {f"{day.day}": day.before for day in changed.days}},
        after={"places": asked.places, "given": [booking.id for booking in changed.given]},
    )
    return done(f"{DESK}/places", "places", jour=first.day.isoformat())


def _asked(form: Form, today: date) -> _Asked:
    first, last = form.day("du"), form.day("au")
    if not today <= first <= last <= first + _LONGEST:
        raise BadForm({"field": "au"})
    words = form.text("jours", required=False).split()
    if not set(words) <= {str(number) for number in range(len(WEEKDAYS))}:
        raise BadForm({"field": "jours"})
    places = form.number("places", most=_MOST) if form.text("places", required=False) else None
    return _Asked(form.text("compteur"), first, last, frozenset(map(int, words)), places)


def _fingerprint(changed: Changed) -> str:
    found = [(day.day, day.before) for day in changed.days]
    return hashlib.sha256(repr((found, sorted(booking.id for booking in changed.given))).encode()).hexdigest()


def _in_words(town: Town, row: CounterDay) -> _Shown:
    counter = row.counter
    return _Shown(row, _services(town, counter), _where(town, counter))


def _name(town: Town, counter: Counter) -> str:
    return f"{_services(town, counter)}, {_where(town, counter)}"


def _services(town: Town, counter: Counter) -> str:
    return ", ".join(service_name(town, service) for service in counter.services)


def _where(town: Town, counter: Counter) -> str:
    where = site_name(town, counter.site) if counter.site else _("partout")
    return f"{where} ({age_group_name(counter.age_group)})" if counter.age_group else where
