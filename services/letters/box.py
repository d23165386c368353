"""Where the letters of one account lie: in memory, and on the device."""

from __future__ import annotations

import logging

from pydantic import ValidationError

from services.letters.letter import Letter
from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)


class LetterBox:
    """By the message's id, oldest first. One that cannot be written lasts for this run, and is reported."""

    def __init__(self, storage: Storage, scope: str) -> None:
        self._storage = storage
        self._letters_at = f"{scope}/letter/"
        self._files_at = f"{scope}/enclosure/"
        self._letters: dict[str, Letter] = {}
        self._files: dict[str, bytes] = {}
        self._closed = False

    @property
    def letters(self) -> tuple[Letter, ...]:
        return tuple(self._letters.values())

    def find(self, message_id: str) -> Letter | None:
        return self._letters.get(message_id)

    async def load(self) -> None:
        """Reads what an earlier run left."""
        for name in await self._storage.keys(self._letters_at):
            raw = await self._storage.get(name)
            if raw is None:
                continue
            try:
                letter = Letter.model_validate_json(raw)
            except ValidationError:
                _log.error("a kept message cannot be read and is left where it is")
                continue
            self._letters.setdefault(letter.message.id, letter)

    async def put(self, letter: Letter, *, durable: bool = False) -> None:
        """`durable`: it survives a power cut too; else the last words may be lost by one."""
        if self._closed:
            return
        self._letters[letter.message.id] = letter
        try:
            name = self._letters_at + letter.message.id
            await self._storage.set(name, letter.model_dump_json().encode(), durable=durable)
        except StorageError:
            _log.error("a message is kept in memory only: the device cannot write", exc_info=True)

    async def hold_answered(self, letter: Letter) -> None:
        """The city has it: shown for this run, and nothing of it is left on the device."""
        self._letters[letter.message.id] = letter
        await self._delete(letter)

    async def remove(self, message_id: str, *, with_files: bool = True) -> None:
        letter = self._letters.pop(message_id, None)
        if letter is not None:
            await self._delete(letter if with_files else letter.model_copy(update={"enclosures": ()}))

    def drop(self, message_id: str) -> None:
        """One that was answered is no longer shown from here."""
        self._letters.pop(message_id, None)

    async def put_file(self, enclosure_id: str, content: bytes) -> None:
        self._files[enclosure_id] = content
        try:
            await self._storage.set(self._files_at + enclosure_id, content)
        except StorageError:
            _log.error("a file is kept in memory only: the device cannot write", exc_info=True)

    async def file(self, enclosure_id: str) -> bytes | None:
        return self._files.get(enclosure_id) or await self._storage.get(self._files_at + enclosure_id)

    async def remove_file(self, enclosure_id: str) -> None:
        self._files.pop(enclosure_id, None)
        try:
            await self._storage.delete(self._files_at + enclosure_id)
        except StorageError:
            _log.warning("a file that is over could not be removed", exc_info=True)

    async def forget_unposted(self) -> None:
        """Drops what was never posted, and takes no more; what was posted stays until the city has it."""
        self._closed = True
        for letter in self.letters:
            if not letter.waiting:
                await self.remove(letter.message.id)

    async def _delete(self, letter: Letter) -> None:
        try:
            await self._storage.delete(self._letters_at + letter.message.id)
        except StorageError:
            _log.warning("a message that is over could not be removed: its id makes a repeat harmless", exc_info=True)
        for enclosure in letter.enclosures:
            await self.remove_file(enclosure.id)
