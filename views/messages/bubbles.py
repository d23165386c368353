"""A conversation as bubbles, from the newest to the oldest: what came from the city, what is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import flet as ft

from services.letters import Letter
from services.models.message import Author, Message
from views.design import SPACE, text
from views.messages.bubble import Bubble, BubbleActs, MessageBubble
from views.messages.words import day_title, marks, on_its_way
from views.state import memo
from views.text.dates import hour

Dated = tuple[date, Bubble]


def dated(items: Sequence[Message], letters: Sequence[Letter], now: datetime) -> list[Dated]:
    """Newest first. `letters`: posted here, oldest first; one that has come back with `items` is not drawn twice."""
    known = {one.id for one in items}
    going = [_going(one, now) for one in reversed(letters) if one.message.id not in known]
    said = marks(items, now)
    return [*going, *(_said(one, said.get(one.id, ""), now) for one in items)]


def _said(one: Message, note: str, now: datetime) -> Dated:
    at = one.at.astimezone(now.tzinfo)
    who = "" if one.by is Author.YOU else one.sender
    city = one.by is Author.CITY
    return at.date(), Bubble(one.id, city, who, one.text, hour(at), note, attachments=one.attachments)


def _going(letter: Letter, now: datetime) -> Dated:
    at = (letter.posted_at or now).astimezone(now.tzinfo)
    bubble = Bubble(
        letter.message.id,
        city=False,
        who="",
        words=letter.message.text,
        at=hour(at),
        note=on_its_way(letter),
        files=tuple(one.name for one in letter.enclosures),
        waiting=letter.waiting and letter.kind is not None and not letter.hopeless,
        refused=letter.hopeless,
    )
    return at.date(), bubble


def drawn(bubbles: Sequence[Dated], acts: BubbleActs, today: date, *, before: date | None = None) -> list[ft.Control]:
    """Newest first, each day under its name. `before`: the day the next page above begins with is not known: None."""
    rows: list[ft.Control] = []
    for place, (day, bubble) in enumerate(bubbles):
        rows.append(ft.Container(memo(MessageBubble)(bubble, acts), key=f"m-{bubble.id}"))
        older = bubbles[place + 1][0] if place + 1 < len(bubbles) else before
        if older != day:
            rows.append(_day(day, today))
    return rows


def _day(day: date, today: date) -> ft.Control:
    title = text(day_title(day, today), "caption", "ink_soft", text_align=ft.TextAlign.CENTER)
    return ft.Container(title, alignment=ft.Alignment.CENTER, padding=ft.Padding.only(top=SPACE.snug), key=f"day-{day}")
