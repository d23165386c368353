"""News at the desk: the list, writing, addressing, publishing, withdrawing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, acting_with, agent_with, files_of
from city.desk.frame import done, page
from city.desk.paths import DESK
from city.desk.publishing.news_words import icon_choices, publisher_choices, state_of, target_choices, targets_text
from city.documents.contents import Upload, bytes_of
from city.edge import MOST_BYTES, reads_up_to
from city.errors import NotFound
from city.news import publishing
from city.news.audience import is_known
from city.news.models import NewsRow
from city.news.pictures import drawn_again
from city.news.publishing import ICONS, Article
from city.towns import Town

router = APIRouter(prefix="/actualites")

Reader = Annotated[SignedInAgent, agent_with(Right.NEWS)]
Publishing = Annotated[Acting, acting_with(Right.NEWS, files=1)]
Withdrawing = Annotated[Acting, acting_with(Right.NEWS)]
Pictures = Annotated[list[tuple[str, Upload]], files_of("image", 1, drawn_again)]
_PAGE = f"{DESK}/actualites"
_MORNING = time(8)


@router.get("")
async def show_news(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    page_: Annotated[int, Query(alias="page", ge=0, le=10_000)] = 0,
) -> Response:
    """Every item, newest first."""
    rows, more = await publishing.listed(session, page=page_)
    listed = [(row, targets_text(town, targets), state_of(row, now)) for row, targets in rows]
    return page(request, "publishing/news.html", listed=listed, more=more, number=page_, zone=town.time_zone)


@router.get("/nouvelle")
async def show_empty(request: Request, _reader: Reader, town: TheTown, now: ReceivedAt) -> Response:
    """An empty form."""
    return _form(request, town, now, None, [])


@router.get("/{news_id}")
async def show_item(
    request: Request, news_id: str, _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt
) -> Response:
    """An item in its form."""
    row, targets = await publishing.opened(session, news_id)
    return _form(request, town, now, row, targets)


@router.get("/{news_id}/image")
async def show_picture(news_id: str, _reader: Reader, session: Transaction) -> Response:
    """Its picture, as families see it."""
    row, _targets = await publishing.opened(session, news_id)
    if row.content_id is None:
        raise NotFound
    return Response(await bytes_of(session, row.content_id), media_type="image/jpeg")


@router.post("")
@reads_up_to(MOST_BYTES)
async def publish(pictures: Pictures, acting: Publishing) -> Response:
    """Publishes a new item, at once or from a day on."""
    article = _article(acting, None)
    picture = pictures[0][1] if pictures else None
    row = await publishing.publish(acting.session, article, acting.agent.name, picture, now=acting.now)
    await acting.record(Act.NEWS_PUBLISHED, _target(row), after=_noted(article))
    return done(_PAGE, "publie")


@router.post("/{news_id}")
@reads_up_to(MOST_BYTES)
async def change(news_id: str, pictures: Pictures, acting: Publishing) -> Response:
    """Changes an item."""
    before, targets = await publishing.opened(acting.session, news_id)
    noted = _noted_row(before, targets)
    article = _article(acting, before)
    picture: Upload | Literal["keep", "none"] = "none" if acting.form.all("sans-image") else "keep"
    row = await publishing.change(
        acting.session,
        news_id,
        article,
        acting.agent.name,
        pictures[0][1] if pictures else picture,
        now=acting.now,
    )
    await acting.record(Act.NEWS_CHANGED, _target(row), before=noted, after=_noted(article))
    return done(_PAGE, "change")


@router.post("/{news_id}/retirer")
async def withdraw(news_id: str, acting: Withdrawing) -> Response:
    """Nobody reads it any more."""
    row = await publishing.withdraw(acting.session, news_id, acting.agent.name, now=acting.now)
    await acting.record(Act.NEWS_WITHDRAWN, _target(row))
    return done(_PAGE, "retiree")


def _form(request: Request, town: Town, now: datetime, row: NewsRow | None, targets: list[str]) -> Response:
    zone = town.time_zone
    last = (row.until - timedelta(seconds=1)).astimezone(zone).date() if row and row.until else None
    return page(
        request,
        "publishing/news_item.html",
        row=row,
        targets=targets,
        first=row.published_at.astimezone(zone).date() if row else None,
        last=last,
        state=state_of(row, now) if row else None,
        kinds=target_choices(town),
        icons=icon_choices(),
        publishers=publisher_choices(town, now.date(), row.publisher if row else ""),
        zone=zone,
    )


def _article(acting: Acting, before: NewsRow | None) -> Article:
    """What the form says. Raises BadForm."""
    form, town = acting.form, acting.town
    targets, icon, publisher = form.all("pour"), form.text("icone"), form.text("source")
    known = publisher_choices(town, acting.now.date(), before.publisher if before else "")
    if icon not in ICONS:
        raise BadForm({"field": "icone"})
    if (publisher, publisher) not in known:
        raise BadForm({"field": "source"})
    if not all(is_known(town, word) for word in targets):
        raise BadForm({"field": "pour"})
    published_at = _begins(acting, before)
    return Article(
        title=form.text("titre", longest=120),
        text=form.long_text("texte"),
        publisher=publisher,
        icon=icon,
        targets=tuple(dict.fromkeys(targets)),
        published_at=published_at,
        until=_ends(acting, published_at),
        picture_description=form.text("description", longest=300, required=False),
    )


def _begins(acting: Acting, before: NewsRow | None) -> datetime:
    """Since when: now, the morning of a day to come, or as it was."""
    now, zone = acting.now, acting.town.time_zone
    day = acting.form.day("du") if acting.form.text("du", required=False) else now.date()
    if before is not None and day == before.published_at.astimezone(zone).date():
        return before.published_at
    if day < now.date():
        raise BadForm({"field": "du"})
    return now if day == now.date() else datetime.combine(day, _MORNING, zone)


def _ends(acting: Acting, published_at: datetime) -> datetime | None:
    """The end of the last day, or never."""
    if not acting.form.text("au", required=False):
        return None
    last: date = acting.form.day("au")
    zone = acting.town.time_zone
    if last < published_at.astimezone(zone).date():
        raise BadForm({"field": "au"})
    return datetime.combine(last + timedelta(days=1), time(), zone)


def _target(row: NewsRow) -> Target:
    return Target("news", row.id, row.title)


def _noted(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "targets": list(article.targets),
        "published_at": article.published_at.isoformat(),
        "until": article.until.isoformat() if article.until else None,
        "picture_description": article.picture_description,
    }


def _noted_row(row: NewsRow, targets: list[str]) -> dict[str, Any]:
    ended = row.until.isoformat() if row.until else None
    return {
        "title": row.title,
        "targets": targets,
        "published_at": row.published_at.isoformat(),
        "until": ended,
        "picture_description": row.picture_description or "",
    }
