"""The town's lists at the desk: a file is kept and shown line by line, then applied as it was shown."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, acting_with, agent_with, files_of
from city.desk.frame import csv_file, done, page
from city.desk.paths import DESK
from city.desk.people.list_words import EFFECTS, SAMPLE_HEAD, sample, wanted_lines
from city.edge import MOST_BYTES, reads_up_to
from city.imports import service
from city.imports.columns import REQUIRED, Column
from city.imports.models import ListImportRow
from city.imports.plan import Effect, Plan
from city.imports.reading import Decoded, decoded
from city.procedures.years import name_of
from city.school_years.calendar import listed_years
from city.text import _

router = APIRouter(prefix="/listes")

Reader = Annotated[SignedInAgent, agent_with(Right.LISTS)]
Trying = Annotated[Acting, acting_with(Right.LISTS, files=1)]
Applying = Annotated[Acting, acting_with(Right.LISTS)]
Files = Annotated[list[tuple[str, Decoded]], files_of("fichier", 1, decoded)]
_PAGE = f"{DESK}/listes"
_LONGEST_PASTED = 300_000
_LONGEST_NAME = 100
_AT_ONCE = 200


@router.get("")
async def show_form(request: Request, _reader: Reader, town: TheTown, now: ReceivedAt) -> Response:
    """What a list is, and the form of a file."""
    return _form(request, listed_years(town, now.date()))


@router.get("/exemple.csv")
async def show_sample(_reader: Reader, town: TheTown, now: ReceivedAt) -> Response:
    """A list of invented people, to be filled in."""
    return csv_file("listes-exemple.csv", SAMPLE_HEAD, sample(town.on(now.date())))


@router.post("")
@reads_up_to(MOST_BYTES)
async def try_list(request: Request, files: Files, acting: Trying) -> Response:
    """Keeps a file (or its lines, pasted) to be looked at; only that it was tried is written besides."""
    pasted = acting.form.text("contenu", longest=_LONGEST_PASTED, required=not files)
    name, came = files[0] if files else (_("lignes collées"), Decoded(pasted))
    years = listed_years(acting.town, acting.now.date())
    year = acting.form.number("annee") if acting.form.text("annee", required=False) else years[0]
    if year not in years:
        raise BadForm({"field": "annee"})
    read = await service.read_in_a_thread(came.text, acting.town, acting.now)
    refused = came.refused or read.refused
    if refused is not None:
        await acting.record(Act.LIST_TRIED, Target("list", name[:_LONGEST_NAME]), after={"refused": refused})
        return _form(request, years, name, refused)
    session, town = acting.session, acting.town
    row, plan = await service.keep(session, town, name[:_LONGEST_NAME], came.text, read, year, acting.now)
    await acting.record(Act.LIST_TRIED, _target(row), after={"year": year, "lines": plan.counts})
    return done(f"{_PAGE}/{row.id}", "")


@router.get("/{import_id}")
async def show_list(
    request: Request,
    import_id: str,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    voir: Annotated[str, Query(max_length=20)] = "",
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """What a list would do now, line by line; or what it did."""
    row = await service.opened(session, import_id)
    if row.applied_at is not None:
        return page(request, "people/lists_applied.html", row=row, counts=row.counts, zone=town.time_zone)
    looked = await service.look(session, town, import_id, now)
    lines = wanted_lines(looked, voir)
    first = page_ * _AT_ONCE
    return page(
        request,
        "people/lists_preview.html",
        looked=looked,
        year=name_of(row.year),
        counts=looked.plan.counts,
        effects=[(effect, _(word)) for effect, word in EFFECTS.items()],
        asked=voir,
        lines=lines[first : first + _AT_ONCE],
        number=page_,
        more=len(lines) > first + _AT_ONCE,
        to_write=looked.plan.counts[Effect.NEW] + looked.plan.counts[Effect.CHANGED],
    )


@router.post("/{import_id}")
async def apply_list(import_id: str, acting: Applying) -> Response:
    """Writes the list, if it still does what was shown."""
    row, plan, invited = await service.apply(
        acting.session,
        acting.town,
        import_id,
        acting.form.text("empreinte"),
        invites=bool(acting.form.all("inviter")),
        now=acting.now,
    )
    await acting.record(Act.LIST_APPLIED, _target(row), after=_noted(row, plan, invited))
    return done(f"{_PAGE}/{row.id}", "liste")


def _form(request: Request, years: list[int], name: str = "", refused: str | None = None) -> Response:
    columns = [(column.value, column in REQUIRED, column.meaning) for column in Column]
    named = [(str(year), name_of(year)) for year in years]
    return page(request, "people/lists.html", columns=columns, years=named, name=name, refused=refused)


def _target(row: ListImportRow) -> Target:
    return Target("list", row.id, row.name)


def _noted(row: ListImportRow, plan: Plan, invited: int) -> dict[str, Any]:
    """Which households and children were written, by the town's numbers; from what to what, by line."""
    return {
        "year": row.year,
        "lines": plan.counts,
        "invited": invited,
        "changed": {str(one.line): list(one.said) for one in plan.outcomes if one.effect is Effect.CHANGED},
        "households": [home.number for home in plan.households if home.changes],
        "children": [child.listed.number for child in plan.children if child.written or child.joins],
    }
