"""Where the drafts of one account lie: in memory, and on the device."""

from __future__ import annotations

import logging

from pydantic import ValidationError

from services.drafts.kept import KeptDraft
from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)


class Shelf:
    """By id. One that cannot be written lasts for this run, and is reported."""

    def __init__(self, storage: Storage, scope: str) -> None:
        self._storage = storage
        self._scope = f"{scope}/draft/"
        self._drafts: dict[str, KeptDraft] = {}
        self._closed = False

    @property
    def drafts(self) -> tuple[KeptDraft, ...]:
        return tuple(self._drafts.values())

    def find(self, draft_id: str) -> KeptDraft | None:
        return self._drafts.get(draft_id)

    async def load(self) -> None:
        """Reads what an earlier run left."""
        for name in await self._storage.keys(self._scope):
            raw = await self._storage.get(name)
            if raw is None:
                continue
            try:
                kept = KeptDraft.model_validate_json(raw)
            except ValidationError:
                _log.error("a kept draft cannot be read and is left where it is")
                continue
            self._drafts.setdefault(kept.draft.id, kept)

    async def put(self, kept: KeptDraft) -> None:
        """A killed process loses nothing of it; a power cut may lose the last words."""
        if self._closed:
            return
        self._drafts[kept.draft.id] = kept
        try:
            name = self._scope + kept.draft.id
            await self._storage.set(name, kept.model_dump_json().encode(), durable=False)
        except StorageError:
            _log.warning("a draft is kept in memory only: the device cannot write", exc_info=True)

    async def remove(self, draft_id: str) -> None:
        self._drafts.pop(draft_id, None)
        try:
            await self._storage.delete(self._scope + draft_id)
        except StorageError:
            _log.warning("a draft that is over could not be removed", exc_info=True)

    async def forget(self) -> None:
        """Drops all, and takes no more. Raises StorageError."""
        self._closed = True
        self._drafts.clear()
        for name in await self._storage.keys(self._scope):
            await self._storage.delete(name)
