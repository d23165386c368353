"""Menus at the desk: what is served, and a file of menus, tried first and then imported."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, Transaction
from city.desk.acting import Acting, BadForm, ChangedMeanwhile, acting_with, agent_with, files_of
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.edge import MOST_BYTES, reads_up_to
from city.news import importing, repository
from city.news.importing import Change, Read
from city.news.menus import course_name, mark_name
from city.text import _

router = APIRouter(prefix="/menus")

Reader = Annotated[SignedInAgent, agent_with(Right.NEWS)]
Trying = Annotated[Acting, acting_with(Right.NEWS, files=1)]
Importing = Annotated[Acting, acting_with(Right.NEWS)]
Files = Annotated[list[tuple[str, str]], files_of("fichier", 1, importing.decoded)]
_PAGE = f"{DESK}/menus"
_SHOWN = timedelta(days=27)
_LONGEST = 300_000
_MOST_SAID = 50


@router.get("")
async def show_menus(request: Request, _reader: Reader, session: Transaction, now: ReceivedAt) -> Response:
    """The menus of this week and of three more, and the form of a file."""
    monday = now.date() - timedelta(days=now.weekday())
    listed = [(row.day, in_words(row.courses)) for row in await repository.menus(session, monday, monday + _SHOWN)]
    return page(request, "publishing/menus.html", listed=listed, columns=";".join(importing.COLUMNS))


@router.post("/essai")
@reads_up_to(MOST_BYTES)
async def try_file(request: Request, files: Files, acting: Trying) -> Response:
    """What a file (or its lines, pasted) would change, or what is wrong with it; only that it was tried is written."""
    name, text = files[0] if files else (_("lignes collées"), acting.form.text("contenu", longest=_LONGEST))
    if len(text) > _LONGEST:
        raise BadForm({"field": "fichier"})
    read = importing.read_menus(text, acting.now.date())
    changes = await importing.compared(acting.session, read)
    await acting.record(Act.MENUS_TRIED, Target("menus", name[:100]), after=_noted(read, changes))
    return page(
        request,
        "publishing/menus_preview.html",
        name=name,
        text=text,
        wrong=read.wrong[:_MOST_SAID],
        more_wrong=max(0, len(read.wrong) - _MOST_SAID),
        changes=[(change, in_words(change.courses)) for change in changes],
        to_write=sum(change.state != "same" for change in changes),
    )


@router.post("")
async def import_menus(acting: Importing) -> Response:
    """Writes what was shown."""
    read = importing.read_menus(acting.form.text("contenu", longest=_LONGEST), acting.now.date())
    if read.wrong:
        raise ChangedMeanwhile
    changes = await importing.apply(acting.session, read, acting.now)
    label = _("{count} jours").format(count=len(changes))
    await acting.record(Act.MENUS_IMPORTED, Target("menus", "import", label), after=_noted(read, changes))
    return done(_PAGE, "menus" if changes else "rien")


def in_words(courses: Any) -> list[tuple[str, str, str]]:
    """Courses as an agent reads them: kind, name, marks."""
    return [
        (course_name(course["kind"]), course["name"], ", ".join(mark_name(word) for word in course["marks"]))
        for course in courses
    ]


def _noted(read: Read, changes: list[Change]) -> dict[str, Any]:
    """How many days are new, changed or the same, and how many lines are wrong."""
    return dict(Counter(change.state for change in changes)) | {"wrong_lines": len(read.wrong)}
