"""What the parent submitted and the city has not answered yet: kept on the device with its idempotency key."""

from __future__ import annotations

import logging
from datetime import datetime

from pydantic import ValidationError

from services.errors import ErrorKind
from services.models.base import Model
from services.models.submission import Submission
from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)

PASSING = frozenset(
    {
        ErrorKind.OFFLINE,
        ErrorKind.CITY_DOWN,
        ErrorKind.OPENING_RUSH,
        ErrorKind.SESSION_EXPIRED,
        ErrorKind.SLOW_DOWN,
        ErrorKind.UNEXPECTED,
    }
)
"""Kinds after which the same submission may still succeed, or may already have: it stays and keeps its turn."""


class Pending(Model):
    """A submission that waits. `kind` is what its last attempt met, None before the first or when it was cut short."""

    submission: Submission
    kept_at: datetime
    attempts: int = 0
    kind: ErrorKind | None = None

    @property
    def hopeless(self) -> bool:
        """The city refused the whole of it: only the parent can discard it, and it holds nothing else back."""
        return self.kind is not None and self.kind not in PASSING


class _Kept(Model):
    order: int
    pending: Pending


class Outbox:
    """The waiting submissions of one account, oldest first.

    Written before the first attempt, removed after a receipt is stored or when the parent discards one.
    """

    def __init__(self, storage: Storage, scope: str) -> None:
        self._storage = storage
        self._scope = f"{scope}/outbox/"
        self._items: dict[str, _Kept] = {}

    @property
    def items(self) -> tuple[Pending, ...]:
        """All that waits, in the order of sending."""
        return tuple(kept.pending for kept in sorted(self._items.values(), key=lambda kept: kept.order))

    async def load(self) -> None:
        """Reads what an earlier run left; what is in memory already stays."""
        for name in await self._storage.keys(self._scope):
            raw = await self._storage.get(name)
            if raw is None:
                continue
            try:
                kept = _Kept.model_validate_json(raw)
            except ValidationError:
                _log.error("a kept submission cannot be read and is left where it is")
                continue
            self._items.setdefault(kept.pending.submission.key, kept)

    async def keep(self, submission: Submission, at: datetime) -> Pending:
        """Keeps a new submission, last in turn. In memory only, and reported, where the device cannot write."""
        order = 1 + max((kept.order for kept in self._items.values()), default=0)
        pending = Pending(submission=submission, kept_at=at)
        await self._write(_Kept(order=order, pending=pending))
        return pending

    async def note(self, key: str, kind: ErrorKind) -> None:
        """One more attempt, which met `kind`."""
        kept = self._items.get(key)
        if kept is not None:
            update = {"attempts": kept.pending.attempts + 1, "kind": kind}
            await self._write(_Kept(order=kept.order, pending=kept.pending.model_copy(update=update)))

    async def remove(self, key: str) -> None:
        """Its receipt is stored, or the parent discarded it. Harmless for an unknown key."""
        self._items.pop(key, None)
        try:
            await self._storage.delete(self._scope + key)
        except StorageError:
            _log.warning("an answered submission could not be removed: its key makes a repeat harmless", exc_info=True)

    def release(self, key: str) -> None:
        """Answered, but its receipt is not on the device: no longer shown, and asked for again at the next start."""
        self._items.pop(key, None)

    async def _write(self, kept: _Kept) -> None:
        key = kept.pending.submission.key
        self._items[key] = kept
        try:
            await self._storage.set(self._scope + key, kept.model_dump_json().encode())
        except StorageError:
            _log.error("a submission is kept in memory only: the device cannot write", exc_info=True)
