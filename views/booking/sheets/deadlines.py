"""« Me rappeler un délai »: a line to tick for each service that can still be booked and is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import flet as ft

from services.models import Service, Slot, SlotKey, SlotState
from services.models.notification import Reminder, Wish, WishAbout
from views.booking.actions import BookingActions, DeadlinesOf
from views.booking.names import joined
from views.booking.planning import Planning
from views.design import SPACE, icon_button, icons, inline_error, text, text_button, tick_line
from views.frame import fate
from views.state import answering, screen, use_mutation, use_portal, use_query
from views.text import _, typeset
from views.text.dates import day_name, moment
from views.text.deadlines import LAST_HOURS, until
from views.text.errors import told_error
from views.text.typography import capital

#: About the height of a line with its note.
_BONE = 56


@dataclass(frozen=True, slots=True)
class Line:
    """A service on a day, for those of the children for whom it is still open. `book_by`: the first of the limits."""

    day: date
    service: Service
    names: tuple[str, ...]
    wishes: tuple[Wish, ...]
    book_by: datetime


def remindable(slot: Slot, now: datetime) -> bool:
    """Whether one may ask to be told before its deadline: it is free, and hours are left."""
    free = slot.state is SlotState.FREE and slot.can_book and slot.reason.code != "LATE"
    return free and slot.book_by is not None and slot.book_by - now > LAST_HOURS


def lines_of(planning: Planning, days: Sequence[date], children: Sequence[str], now: datetime) -> list[Line]:
    """In the order of days, then of the day."""
    found = []
    for day in days:
        for service in planning.services_on([day], children):
            slots = [
                (child.first_name, slot)
                for child in planning.household.children
                if child.id in children
                and (slot := planning.slot(SlotKey(child.id, service.id, day))) is not None
                and remindable(slot, now)
            ]
            if slots:
                wishes = tuple(Wish(WishAbout.DEADLINE, service.id, day, slot.child) for _name, slot in slots)
                book_by = min(slot.book_by for _name, slot in slots if slot.book_by is not None)
                found.append(Line(day, service, tuple(name for name, _slot in slots), wishes, book_by))
    return found


@screen
def AskDeadlines(
    planning: Planning,
    actions: BookingActions,
    days: tuple[date, ...],
    children: tuple[str, ...],
    now: datetime,
    *,
    short: bool = False,
) -> ft.Control:
    """The way to `Deadlines`, `short` as a sign; nothing where the city tells nothing or there is nothing to tell."""
    if not use_portal().notifications.offered or not lines_of(planning, days, children, now):
        return ft.Container(width=0, height=0)
    label = _("Me rappeler un délai")

    def ask() -> None:
        actions.open(DeadlinesOf(days, children))

    if short:
        return icon_button(icons.REMINDER, label, ask)
    return ft.Row([text_button(label, ask, icons.REMINDER)], wrap=True)


@screen
def Deadlines(planning: Planning, days: tuple[date, ...], children: tuple[str, ...], now: datetime) -> ft.Control:
    """Ticked: the city will tell. What it said last is shown until it has answered again; unknown, nothing to tick."""
    answer, _refresh = use_query(use_portal().notifications.reminders(), [])
    found = lines_of(planning, days, children, now)
    rows: list[ft.Control] = [
        text(typeset(_("Vous recevez un rappel la veille du délai à 18 h, ou quelques heures avant.")), "body")
    ]
    if found:
        rows.append(fate(answer, lambda asked: _ticks(found, asked, now), bones=min(len(found), 3), height=_BONE))
    else:
        rows.append(text(_("Rien à réserver ces jours-là, ou le délai est trop proche."), "body", "ink_soft"))
    return _stacked(rows)


def _ticks(found: list[Line], asked: tuple[Reminder, ...], now: datetime) -> ft.Control:
    known = {one.wish: one for one in asked}
    days = list(dict.fromkeys(line.day for line in found))
    rows: list[ft.Control] = []
    for day in days:
        if len(days) > 1:
            rows.append(text(capital(day_name(day)), "strong", heading=3, key=f"day-{day}"))
        rows += [Tick(line, known, now, key=f"{day}-{line.service.id}") for line in found if line.day == day]
    return _stacked(rows)


@screen
def Tick(line: Line, known: Mapping[Wish, Reminder], now: datetime) -> ft.Control:
    """A line with writes of its own: one that is not answered yet holds up no other."""
    portal = use_portal()
    asking = use_mutation(answering(portal.notifications.remind))
    forgetting = use_mutation(answering(portal.notifications.forget_reminder))
    asked = all(wish in known for wish in line.wishes)

    async def turn() -> None:
        (asking if asked else forgetting).clear()
        if asked:
            await forgetting.run(*line.wishes)
        else:
            await asking.run(*(wish for wish in line.wishes if wish not in known))

    names = joined(line.names)
    note = _note(line, names, known, now) if asked else f"{names}, {until(line.book_by, now)}"
    name = f"{line.service.name}, {day_name(line.day)}, {note}"
    error = asking.error or forgetting.error
    wrong = [inline_error(told_error(error).sentence)] if error is not None else []
    return _stacked([tick_line(line.service.name, checked=asked, on_tap=turn, note=note, name=name), *wrong])


def _stacked(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _note(line: Line, names: str, known: Mapping[Wish, Reminder], now: datetime) -> str:
    at = next((one.at for wish in line.wishes if (one := known[wish]).at is not None), None)
    if at is None:
        return names
    return typeset(
        _("{names} : rappel {moment}").format(names=names, moment=moment(at.astimezone(now.tzinfo), now.date()))
    )
