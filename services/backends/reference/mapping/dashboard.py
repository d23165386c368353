"""The dashboard: block by block, and one that cannot be read fails alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.backends.reference import wire
from services.backends.reference.mapping.calendar import calendar
from services.backends.reference.mapping.household import household
from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.message import thread
from services.backends.reference.mapping.news import menu, news_item
from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.backends.reference.mapping.procedure import procedure
from services.backends.reference.mapping.registration import registration_state
from services.errors import ErrorKind
from services.models.base import Model
from services.models.dashboard import (
    Block,
    BookingsContent,
    CatalogueContent,
    CatalogueEntry,
    Dashboard,
    InvoicesContent,
    MessagesContent,
    NewsContent,
    ProfileContent,
    RegisteredActivity,
    RegisteredChild,
    RegistrationsContent,
    SentContent,
    SheetContent,
    ToDoContent,
)
from services.models.registration import ChildState
from services.models.sheet import Notice

_log = logging.getLogger(__name__)
_Make = Callable[[Json, str], Model]


def dashboard(answer: Json, source: str) -> Dashboard:
    now = datetime.fromisoformat(str(answer.get("now")))
    given = section(answer.get("blocks") or {})
    blocks = {
        name: _block(name, section(given[name]), source, now) for name in _CONTENTS if given.get(name) is not None
    }
    return pick(Dashboard, answer, source=source, **blocks)


def _block(name: str, raw: Json, source: str, now: datetime) -> Block[Any]:
    kind, make = _CONTENTS[name]
    failed: ErrorKind | None = None
    content: Model | None = None
    if "failed" in raw:
        failed = known(ErrorKind, str(raw["failed"]), ErrorKind.UNEXPECTED)
    else:
        try:
            content = make(raw, source)
        except ValueError:
            _log.exception("the block %s of the dashboard cannot be read", name)
            failed = ErrorKind.UNEXPECTED
    block: Block[Any] = kind(value=content, as_of=now if content is not None else None, failed=failed)
    return block


def _bookings(raw: Json, source: str) -> BookingsContent:
    read_household = wire.HouseholdWire.model_validate(raw.get("household"))
    read_calendar = wire.CalendarWire.model_validate(raw.get("calendar"))
    return BookingsContent(household=household(read_household, source), calendar=calendar(read_calendar, source))


def _invoices(raw: Json, _source: str) -> InvoicesContent:
    return pick(InvoicesContent, raw)


def _messages(raw: Json, source: str) -> MessagesContent:
    return pick(MessagesContent, raw, threads=tuple(thread(row, source) for row in rows(raw, "threads")))


def _to_do(raw: Json, source: str) -> ToDoContent:
    return pick(ToDoContent, raw, items=tuple(procedure(row, source) for row in rows(raw, "items")))


def _sent(raw: Json, _source: str) -> SentContent:
    return pick(SentContent, raw)


def _catalogue(raw: Json, _source: str) -> CatalogueContent:
    return pick(CatalogueContent, raw, items=tuple(pick(CatalogueEntry, row) for row in rows(raw, "items")))


def _news(raw: Json, source: str) -> NewsContent:
    today = raw.get("menu")
    return pick(
        NewsContent,
        raw,
        items=tuple(news_item(row, source) for row in rows(raw, "items")),
        menu=menu(section(today)) if today is not None else None,
    )


def _registrations(raw: Json, _source: str) -> RegistrationsContent:
    return RegistrationsContent(children=tuple(map(_registered_child, rows(raw, "children"))))


def _registered_child(row: Json) -> RegisteredChild:
    return pick(
        RegisteredChild,
        row,
        items=tuple(pick(RegisteredActivity, item, state=registration_state(item)) for item in rows(row, "items")),
        state=known(ChildState, str(row.get("state")), ChildState.PENDING),
    )


def _sheet(raw: Json, _source: str) -> SheetContent:
    return SheetContent(notices=tuple(pick(Notice, row) for row in rows(raw, "notices")))


def _profile(raw: Json, _source: str) -> ProfileContent:
    return pick(ProfileContent, raw)


_CONTENTS: dict[str, tuple[Any, _Make]] = {
    "bookings": (Block[BookingsContent], _bookings),
    "invoices": (Block[InvoicesContent], _invoices),
    "messages": (Block[MessagesContent], _messages),
    "to_do": (Block[ToDoContent], _to_do),
    "sent": (Block[SentContent], _sent),
    "catalogue": (Block[CatalogueContent], _catalogue),
    "news": (Block[NewsContent], _news),
    "registrations": (Block[RegistrationsContent], _registrations),
    "sheet": (Block[SheetContent], _sheet),
    "profile": (Block[ProfileContent], _profile),
}
