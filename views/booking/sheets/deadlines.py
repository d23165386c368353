"""« Me rappeler un délai »: a line to tick for each service that can still be booked and is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import flet as ft

from services.models import Service, Slot, SlotKey, SlotState
from services.models.notification import Reminder, Wish, WishAbout
from views.booking.actions import BookingActions, DeadlinesOf
from views.booking.names import joined
from views.booking.planning import Planning
from views.design import SPACE, icon_button, icons, inline_error, text, text_button, tick_line
from views.state import Mutation, Ready, answering, screen, use_mutation, use_portal, use_query
from views.text import _, typeset
from views.text.dates import day_name, moment
from views.text.deadlines import LAST_HOURS, until
from views.text.errors import told_error
from views.text.typography import capital


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
    return ft.Row([text_button(label, ask, icons.REMINDER)])


@screen
def Deadlines(planning: Planning, days: tuple[date, ...], children: tuple[str, ...], now: datetime) -> ft.Control:
    """Ticked: the city will tell. What it said last is shown until it has answered again."""
    portal = use_portal()
    answer, _refresh = use_query(portal.notifications.reminders(), [])
    asking = use_mutation(answering(portal.notifications.remind))
    forgetting = use_mutation(answering(portal.notifications.forget_reminder))
    known = {one.wish: one for one in answer.value} if isinstance(answer, Ready) else {}
    error = asking.error or forgetting.error
    found = lines_of(planning, days, children, now)
    rows: list[ft.Control] = [
        text(typeset(_("Vous recevez un rappel la veille du délai à 18 h, ou quelques heures avant.")), "body"),
        *([inline_error(told_error(error).sentence)] if error is not None else []),
    ]
    if not found:
        rows.append(text(_("Rien à réserver ces jours-là, ou le délai est trop proche."), "body", "ink_soft"))
    for day in dict.fromkeys(line.day for line in found):
        if len(days) > 1:
            rows.append(text(capital(day_name(day)), "strong", heading=3, key=f"day-{day}"))
        rows += [_tick(line, known, asking, forgetting, now) for line in found if line.day == day]
    return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _tick(
    line: Line, known: dict[Wish, Reminder], asking: Mutation[bool], forgetting: Mutation[bool], now: datetime
) -> ft.Control:
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
    return tick_line(
        line.service.name, checked=asked, on_tap=turn, note=note, name=name, key=f"{line.day}-{line.service.id}"
    )


def _note(line: Line, names: str, known: dict[Wish, Reminder], now: datetime) -> str:
    at = next((one.at for wish in line.wishes if (one := known[wish]).at is not None), None)
    if at is None:
        return names
    return typeset(
        _("{names} : rappel {moment}").format(names=names, moment=moment(at.astimezone(now.tzinfo), now.date()))
    )
