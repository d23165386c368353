"""The turn of the school year at the desk: where each class goes is said, shown with what it meets, then done once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, Form, acting_with, agent_with
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.words import site_name
from city.procedures.years import name_of
from city.school_years import turning
from city.school_years.calendar import opens_on
from city.school_years.effects import effects_of
from city.school_years.order import LEAVES, OPEN, Next
from city.school_years.turning import Class, Place, Turn, schools_of
from city.towns import Town

router = APIRouter(prefix="/rentree")

Reader = Annotated[SignedInAgent, agent_with(Right.LISTS)]
Turning = Annotated[Acting, acting_with(Right.LISTS)]
Year = Annotated[int, Query(ge=0, le=9999)]
_PAGE = f"{DESK}/rentree"
_LONGEST_CLASS = 80


@router.get("")
async def show_classes(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, annee: Year = 0
) -> Response:
    """The classes there are, and where each would go."""
    years = await turning.offered(session, now.date())
    year = _year(years, annee or years[0])
    return page(
        request,
        "people/new_year.html",
        years=[(str(one), name_of(one)) for one in years],
        year=year,
        name=name_of(year),
        classes=await turning.classes_before(session, town, year, now.date()),
        there=await turning.in_their_class(session, year),
        schools=[(school.id, school.name) for school in schools_of(town, year).values()],
        school_name=lambda key: site_name(town, key),
    )


@router.get("/apercu")
async def preview_turn(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, annee: Year
) -> Response:
    """What the turn would do, and what it meets."""
    asked = request.query_params.items()
    fields = {name: value for name, value in asked if name.startswith(("vers-", "classe-")) or name == "annee"}
    turn = await _turn(session, town, Form.of(fields), annee, now.date())
    opens = opens_on(town, turn.year)
    return page(
        request,
        "people/new_year_preview.html",
        name=name_of(turn.year),
        fields=fields,
        turn=turn,
        moving=_count(turn, "up"),
        leaving=_count(turn, "leaves"),
        undecided=_count(turn, "open"),
        effects=await effects_of(session, town, turn),
        opens=opens if now.date() < opens else None,
        activity_name=lambda key: town.activities[key].name,
        school_name=lambda key: site_name(town, key),
    )


@router.post("")
async def turn_classes(acting: Turning) -> Response:
    """Does it, if it still does what was shown."""
    await turning.begin(acting.session)
    year = acting.form.number("annee", most=9999)
    wanted = await _turn(acting.session, acting.town, acting.form, year, acting.now.date())
    await turning.turn(acting.session, acting.town, wanted, acting.form.text("empreinte"), acting.now)
    target = Target("school_year", str(year), name_of(year))
    await acting.record(Act.CLASSES_TURNED, target, after=_noted(wanted))
    return done(_PAGE, "rentree", annee=str(year))


async def _turn(session: AsyncSession, town: Town, form: Form, year: int, today: date) -> Turn:
    _year(await turning.offered(session, today), year)
    classes = await turning.classes_before(session, town, year, today)
    return Turn(year, classes, _steps(form, classes, schools_of(town, year)))


def _year(years: Sequence[int], asked: int) -> int:
    if asked not in years:
        raise BadForm({"field": "annee"})
    return asked


def _steps(form: Form, classes: Sequence[Class], schools: Mapping[str, Any]) -> dict[Place, Next]:
    """Where each class goes. Raises BadForm."""
    steps: dict[Place, Next] = {}
    for one in classes:
        towards = form.text(f"vers-{one.key}", required=False)
        if towards in ("", LEAVES.fate):
            steps[one.place] = LEAVES if towards else OPEN
        elif towards in schools:
            name = " ".join(form.text(f"classe-{one.key}", longest=_LONGEST_CLASS).split())
            if not name.isprintable():
                raise BadForm({"field": f"classe-{one.key}"})
            steps[one.place] = Next("up", towards, name)
        else:
            raise BadForm({"field": f"vers-{one.key}"})
    return steps


def _count(turn: Turn, fate: str) -> int:
    return sum(len(one.pupils) for one, _step in turn.going(fate))


def _noted(turn: Turn) -> dict[str, Any]:
    """How many children of which class went where."""
    return {
        "year": turn.year,
        "classes": [
            {
                "from": list(one.place),
                "to": [step.school_id, step.class_name] if step.fate == "up" else step.fate,
                "children": len(one.pupils),
            }
            for one, step in turn.going("up", "leaves", "open")
        ],
    }
