"""The attendance sheet of a service in a place on a day: to fill in, to print, to download."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.bookings.attendance import Expected, Note, expected, note, sheets
from city.bookings.states import BookingState
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, Day, Form, acting_with, agent_with
from city.desk.frame import csv_file, done, page
from city.desk.paths import DESK
from city.desk.words import day_or, service_name, site_name
from city.errors import NotFound
from city.households.facts import ChildSheetRow
from city.text import _, mark
from city.towns import Town

router = APIRouter(prefix="/presences")

Reader = Annotated[SignedInAgent, agent_with(Right.ATTENDANCE)]
Noting = Annotated[Acting, acting_with(Right.ATTENDANCE)]
Word = Annotated[str, Query(max_length=100)]
_PAGE = f"{DESK}/presences"
LABELS = {
    BookingState.BOOKED: mark("non noté"),
    BookingState.PRESENT: mark("présent"),
    BookingState.ABSENT: mark("absent"),
    BookingState.ABSENT_JUSTIFIED: mark("absence justifiée"),
    BookingState.HELD: mark("place non payée"),
}
_CHOICES = (BookingState.BOOKED, BookingState.PRESENT, BookingState.ABSENT, BookingState.ABSENT_JUSTIFIED)


@router.get("")
async def show_sheets(
    request: Request, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, jour: Word = ""
) -> Response:
    """The sheets of a day."""
    day = day_or(jour, now.date())
    listed = [
        (sheet, service_name(town, sheet.service), site_name(town, sheet.site))
        for sheet in await sheets(session, town, day)
    ]
    around = (day - timedelta(days=1), day + timedelta(days=1))
    return page(request, "slots/sheets.html", listed=listed, shown_day=day, around=around, today=now.date())


@router.get("/feuille")
async def show_sheet(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    prestation: Word,
    lieu: Word,
    jour: Word = "",
) -> Response:
    """One sheet."""
    day = day_or(jour, now.date())
    children = await _children(session, town, day, prestation, lieu)
    return page(
        request,
        "slots/sheet.html",
        children=children,
        known=await _to_know(session, children, now),
        shown_day=day,
        service=prestation,
        service_label=service_name(town, prestation),
        site=lieu,
        site_label=site_name(town, lieu),
        choices=_CHOICES if day <= now.date() else (BookingState.BOOKED, BookingState.ABSENT_JUSTIFIED),
        labels={state: _(label) for state, label in LABELS.items()},
        early=day > now.date(),
        states=BookingState,
    )


@router.get("/feuille.csv")
async def download_sheet(
    _reader: Reader, session: Transaction, town: TheTown, prestation: Word, lieu: Word, jour: Day
) -> Response:
    """One sheet, as a file for a spreadsheet. What is known of a child's health stays on the page."""
    children = await _children(session, town, jour, prestation, lieu)
    head = [_("Jour"), _("Prestation"), _("Lieu"), _("Nom"), _("Prénom"), _("École"), _("Classe"), _("Présence")]
    fixed = (jour.isoformat(), service_name(town, prestation), site_name(town, lieu))
    rows = [
        (*fixed, row.last_name, row.first_name, site_name(town, row.school_id), row.class_name, _(LABELS[row.state]))
        for row in children
    ]
    return csv_file(f"presences-{prestation}-{lieu}-{jour}.csv", head, rows)


@router.post("/feuille")
async def note_sheet(acting: Noting) -> Response:
    """Notes what was ticked; `tous` notes present who is not noted yet."""
    form, town = acting.form, acting.town
    day, service, site = form.day("jour"), form.text("prestation"), form.text("lieu")
    _check(town, service, site)
    notes = _notes(form)
    changed = await note(acting.session, town, day, service, notes, acting.now)
    await acting.record(
        Act.ATTENDANCE_NOTED,
        Target(
            "attendance", f"{day} {service} {site}", f"{service_name(town, service)}, {site_name(town, site)}, {day}"
        ),
        before={row.id: notes[row.id].seen.value for row in changed},
        after={row.id: row.state.value for row in changed},
    )
    word = "presences" if changed else "rien"
    return done(f"{_PAGE}/feuille", word, jour=day.isoformat(), prestation=service, lieu=site)


def _notes(form: Form) -> dict[str, Note]:
    seen, wanted = form.starting("vu-"), form.starting("etat-")
    everybody = form.text("tous", required=False) == "present"
    try:
        notes = {key: Note(BookingState(seen[key]), BookingState(state)) for key, state in wanted.items()}
    except (KeyError, ValueError) as error:
        raise BadForm({"field": "etat"}) from error
    if everybody:
        return {
            key: Note(said.seen, BookingState.PRESENT) if said.wanted is BookingState.BOOKED else said
            for key, said in notes.items()
        }
    return notes


def _check(town: Town, service: str, site: str) -> None:
    if service not in town.services or (site not in town.schools and site not in town.sites):
        raise NotFound


async def _children(session: AsyncSession, town: Town, day: date, service: str, site: str) -> list[Expected]:
    _check(town, service, site)
    return await expected(session, town, day, service, site)


async def _to_know(session: AsyncSession, children: list[Expected], now: datetime) -> dict[str, list[str]]:
    """What those who look after the children must know, by child."""
    ids = [child.child_id for child in children]
    rows = await session.scalars(select(ChildSheetRow).where(ChildSheetRow.child_id.in_(ids)))
    known: dict[str, list[str]] = {}
    for row in rows:
        said = []
        if row.pai_until and row.pai_until >= now.date():
            said.append(_("PAI"))
        if row.allergies:
            said.append(_("Allergies : {words}").format(words=row.allergies))
        if row.diet:
            said.append(_("Régime : {words}").format(words=row.diet))
        known[row.child_id] = said
    return known
