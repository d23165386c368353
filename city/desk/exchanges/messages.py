"""Messages at the desk: what waits for the city, an exchange, the answer, and laying it aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.acting import Acting, BadForm, acting_with, agent_with, examined, files_of
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.documents.contents import Upload
from city.documents.download import download
from city.edge import MOST_BYTES, reads_up_to
from city.errors import NotFound
from city.households.models import HouseholdRow
from city.ids import new_id
from city.messages import answering, attachments
from city.messages.offices import offices_on
from city.messages.schemas import LONGEST_SUBJECT, MOST_ATTACHMENTS
from city.text import _, mark

router = APIRouter(prefix="/messages")

Reader = Annotated[SignedInAgent, agent_with(Right.MESSAGES)]
Writing = Annotated[Acting, acting_with(Right.MESSAGES)]
Answering = Annotated[Acting, acting_with(Right.MESSAGES, files=MOST_ATTACHMENTS)]
Pieces = Annotated[list[tuple[str, Upload]], files_of("pieces", MOST_ATTACHMENTS, examined)]
Word = Annotated[str, Query(max_length=100)]
_PAGE = f"{DESK}/messages"
_LONGEST = 4000
_OWN_ID = re.compile(r"t_[a-z0-9]{1,40}")
_PAGES = {
    "thread": mark("échange"),
    "invoice": mark("facture"),
    "payment": mark("paiement"),
    "procedure": mark("démarche"),
    "receipt": mark("reçu"),
    "day": mark("jour"),
    "news": mark("actualité"),
}


@dataclass(slots=True)
class _Writer:
    """The agent, as the one who answers."""

    id: str
    first_name: str


@router.get("")
async def show_threads(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    etat: Word = "",
    service: Word = "",
    q: Word = "",
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """What waits for an answer, the longest waiting first; or everything."""
    which: answering.Which = "all" if etat == "tous" else "waiting"
    listed, more = await answering.waiting(session, which=which, office=service or None, q=q, page=page_)
    return page(
        request,
        "exchanges/threads.html",
        listed=listed,
        more=more,
        number=page_,
        asked={"etat": etat, "service": service, "q": q},
        offices=[(office.key, office.name) for office in offices_on(town, now.date()).values()],
        zone=town.time_zone,
    )


@router.get("/nouveau/{household_id}")
async def show_new(
    request: Request, household_id: str, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """The form of a first message to a family."""
    household = await session.get(HouseholdRow, household_id)
    if household is None:
        raise NotFound
    offices = [(office.key, office.name) for office in offices_on(town, now.date()).values()]
    return page(request, "exchanges/thread_new.html", household=household, offices=offices, thread_id=new_id("t"))


@router.post("/nouveau/{household_id}")
@reads_up_to(MOST_BYTES)
async def write(household_id: str, pieces: Pieces, acting: Answering) -> Response:
    """Writes to a family first."""
    form = acting.form
    first = answering.First(
        form.text("fil", longest=64),
        form.text("service", longest=64),
        form.text("objet", longest=LONGEST_SUBJECT),
        form.text("texte", longest=_LONGEST).replace("\r\n", "\n"),
    )
    if not _OWN_ID.fullmatch(first.thread_id):
        raise BadForm({"field": "fil"})
    writer = _Writer(acting.agent.agent_id, acting.agent.first_name)
    thread, row = await answering.write_first(
        acting.session, acting.town, writer, household_id, first, pieces, now=acting.now
    )
    await _record(acting, Act.MESSAGE_WRITTEN, thread.id, {"message": row.id})
    return done(f"{_PAGE}/{thread.id}", "ecrit")


@router.get("/{thread_id}")
async def show_thread(
    request: Request,
    thread_id: str,
    _reader: Reader,
    session: Transaction,
    database: TheDatabase,
    town: TheTown,
    now: ReceivedAt,
    avant: Annotated[int | None, Query(ge=0, le=2**31 - 1)] = None,
) -> Response:
    """An exchange; the family sees that it was read."""
    opened = await answering.open_thread(session, thread_id, before=avant)
    async with database.transaction(write=True) as writing:
        await answering.seen(writing, thread_id, now, up_to=opened.messages[-1][0].place if opened.messages else -1)
    return page(
        request, "exchanges/thread.html", opened=opened, thread=opened.thread, about=_about, zone=town.time_zone
    )


@router.get("/{thread_id}/pieces/{attachment_id}")
async def open_attachment(thread_id: str, attachment_id: str, _reader: Reader, session: Transaction) -> Response:
    """A file of the exchange, saved and never shown inside the desk."""
    file = await attachments.read_any(session, thread_id, attachment_id)
    return download(file.data, file.name, file.kind)


@router.post("/{thread_id}/reponse")
@reads_up_to(MOST_BYTES)
async def answer(thread_id: str, pieces: Pieces, acting: Answering) -> Response:
    """Writes to the family, with files or without."""
    row = await answering.answer(
        acting.session,
        acting.town,
        _Writer(acting.agent.agent_id, acting.agent.first_name),
        thread_id,
        acting.form.text("texte", longest=_LONGEST).replace("\r\n", "\n"),
        pieces,
        last_place=acting.form.number("lu", most=2**31 - 1),
        now=acting.now,
    )
    await _record(acting, Act.MESSAGE_ANSWERED, thread_id, {"message": row.id})
    return done(f"{_PAGE}/{thread_id}", "repondu")


@router.post("/{thread_id}/classer")
async def close(thread_id: str, acting: Writing) -> Response:
    """Lays the exchange aside, answered or not; the family may write again."""
    place = acting.form.number("lu", most=2**31 - 1)
    await answering.close(acting.session, thread_id, last_place=place, now=acting.now)
    await _record(acting, Act.THREAD_CLOSED, thread_id, None)
    return done(_PAGE, "classe")


def _about(named: dict[str, str]) -> str:
    """What a message speaks of, as the app named it: whatever it is, only words."""
    return f"{_(_PAGES.get(named['page'], named['page']))} {named['id']}"


async def _record(acting: Acting, act: Act, thread_id: str, after: dict[str, str] | None) -> None:
    """What was written stays in the exchange: the audit says only which."""
    opened = await answering.open_thread(acting.session, thread_id)
    await acting.record(
        act, Target("thread", thread_id, f"{opened.household_name}, {opened.thread.subject}"), after=after
    )
