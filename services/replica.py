"""Last known copies of what the city said, per account, as JSON on the device."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from services.models.base import Model
from services.models.calendar import Calendar
from services.query import Copy
from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)
T = TypeVar("T")
_VERSION = b"1 "
KEPT_PER_KIND = {"calendar": 24, "receipt": 200}
KEPT_OF_OTHERS = 20


class Replica:
    """Copies of one account (or of the town) under one `scope`. Bounded: the oldest of a kind leave first.

    A copy that cannot be read or no longer fits the models is absent. A copy that cannot be written is reported,
    kept in memory for this run, and `keep` answers False.
    """

    def __init__(self, storage: Storage, scope: str) -> None:
        self._storage = storage
        self._scope = f"{scope}/copy/"
        self._live: dict[str, Copy[object]] = {}
        self._closed = False

    def held(self, name: str, shape: TypeAdapter[T]) -> Copy[T] | None:
        """The copy of that name if it is in memory; `shape` is the type it was kept with."""
        live = self._live.get(name)
        return None if live is None else Copy(shape.validate_python(live.value), live.as_of)

    async def find(self, name: str, shape: TypeAdapter[T]) -> Copy[T] | None:
        """The copy of that name, from memory or from the device."""
        live = self.held(name, shape)
        if live is not None:
            return live
        kept = await self._storage.get(self._scope + name)
        copy = _decode(kept, shape, name) if kept is not None else None
        if copy is not None:
            self._live[name] = Copy(copy.value, copy.as_of)
        return copy

    async def keep(self, name: str, shape: TypeAdapter[T], copy: Copy[T], *, durable: bool = False) -> bool:
        """Whether the copy is on the device; in memory it is in any case. Nothing is kept after `forget`.

        A copy can be asked for again, so it need not survive a power cut unless it is `durable`.
        """
        if self._closed:
            return False
        self._live.pop(name, None)
        self._live[name] = Copy(copy.value, copy.as_of)
        try:
            await self._storage.set(self._scope + name, _encode(copy, shape), durable=durable)
            await self._forget_oldest(name.partition(":")[0])
        except StorageError:
            _log.warning("a copy could not be kept", exc_info=True)
            return False
        return True

    def held_covering(self, first_day: date, last_day: date) -> Copy[Calendar] | None:
        """The newest calendar copy in memory that holds the whole period, cut to it."""
        wide_enough = (name for name in self._live if _covers(name, first_day, last_day))
        return _newest((self.held(name, CALENDAR) for name in wide_enough), first_day, last_day)

    async def covering(self, first_day: date, last_day: date) -> Copy[Calendar] | None:
        """The newest calendar copy that holds the whole period, cut to it."""
        wide_enough = [name for name in await self._names("calendar") if _covers(name, first_day, last_day)]
        return _newest([await self.find(name, CALENDAR) for name in wide_enough], first_day, last_day)

    async def take_up_calendars(self, count: int) -> None:
        """Reads the `count` calendar copies last kept into memory."""
        for name in (await self._names("calendar"))[-count:]:
            await self.find(name, CALENDAR)

    async def forget(self) -> None:
        """Drops every copy of this scope, and takes no more. Raises StorageError."""
        self._closed = True
        self._live.clear()
        for name in await self._storage.keys(self._scope):
            await self._storage.delete(name)

    async def _names(self, kind: str) -> tuple[str, ...]:
        kept = await self._storage.keys(f"{self._scope}{kind}:")
        names = dict.fromkeys(name.removeprefix(self._scope) for name in kept)
        names.update(dict.fromkeys(name for name in self._live if name.startswith(f"{kind}:")))
        return tuple(names)

    async def _forget_oldest(self, kind: str) -> None:
        limit = KEPT_PER_KIND.get(kind, KEPT_OF_OTHERS)
        names = await self._names(kind)
        for name in names[: max(0, len(names) - limit)]:
            self._live.pop(name, None)
            await self._storage.delete(self._scope + name)


CALENDAR: TypeAdapter[Calendar] = TypeAdapter(Calendar)


def cut_calendar(calendar: Calendar, first_day: date, last_day: date) -> Calendar:
    """The part of a calendar between two days, both included."""
    if (calendar.first_day, calendar.last_day) == (first_day, last_day):
        return calendar
    days = tuple(day for day in calendar.days if first_day <= day.day <= last_day)
    slots = tuple(slot for slot in calendar.slots if first_day <= slot.day <= last_day)
    return calendar.model_copy(update={"first_day": first_day, "last_day": last_day, "days": days, "slots": slots})


def _covers(name: str, first_day: date, last_day: date) -> bool:
    """Whether the copy of that name is a calendar of the whole period."""
    kind, _, period = name.partition(":")
    if kind != "calendar":
        return False
    first, _, last = period.partition(":")
    return date.fromisoformat(first) <= first_day and last_day <= date.fromisoformat(last)


def _newest(copies: Iterable[Copy[Calendar] | None], first_day: date, last_day: date) -> Copy[Calendar] | None:
    known = [copy for copy in copies if copy is not None]
    if not known:
        return None
    best = max(known, key=lambda copy: copy.as_of)
    return Copy(cut_calendar(best.value, first_day, last_day), best.as_of)


class _Head(Model):
    as_of: datetime


def _encode(copy: Copy[T], shape: TypeAdapter[T]) -> bytes:
    return _VERSION + _Head(as_of=copy.as_of).model_dump_json().encode() + b"\n" + shape.dump_json(copy.value)


def _decode(kept: bytes, shape: TypeAdapter[T], name: str) -> Copy[T] | None:
    head, _, body = kept.removeprefix(_VERSION).partition(b"\n")
    try:
        if not kept.startswith(_VERSION):
            raise ValueError("another version")
        return Copy(shape.validate_json(body), _Head.model_validate_json(head).as_of)
    except (ValueError, ValidationError):
        _log.warning("the kept copy of a %s no longer fits", name.partition(":")[0])
        return None
