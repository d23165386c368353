"""Keeps what is written to the city, and sends it: in order, once each, until the city has answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.exchange import Exchange
from services.letters.box import LetterBox
from services.letters.letter import Enclosure, Letter
from services.models.message import NewMessage
from services.outbox import PASSING
from services.ports import Messages
from services.query import Topic

_log = logging.getLogger(__name__)
_FORGOTTEN = "UNKNOWN_ATTACHMENT"
Progress = Callable[[float], None]


class LetterKeeper:
    """The letters of one account. A letter is on the device before anything is asked of the city."""

    def __init__(self, box: LetterBox, exchange: Exchange, port: Messages, clock: CityClock) -> None:
        self.box = box
        self._exchange = exchange
        self._port = port
        self._clock = clock
        self._turn = asyncio.Lock()

    # writing

    def written(self, thread: str) -> Letter | None:
        """What is being written in that thread."""
        return next((one for one in self.box.letters if one.message.thread == thread and one.posted_at is None), None)

    async def write(self, message: NewMessage) -> Letter:
        """What is typed so far, in the place of what this message said before; its files stay.

        One that says nothing and holds nothing is not kept; one that is posted no longer changes.
        """
        known = self.box.find(message.id)
        if known is not None and known.posted_at is not None:
            return known
        letter = Letter(message=message) if known is None else known.model_copy(update={"message": message})
        if message.text.strip() or message.subject or letter.enclosures:
            await self.box.put(letter)
        else:
            await self.box.remove(message.id)
        return letter

    async def enclose(self, message: NewMessage, enclosure: Enclosure, content: bytes, progress: Progress) -> None:
        """Adds a file, and gives it to the city when it can be asked. Raises ServiceError for a file it refuses."""
        await self.box.put_file(enclosure.id, content)
        if self.box.find(message.id) is None:
            await self.box.put(Letter(message=message))
        message_id = message.id
        await self._change(message_id, lambda given: (*given, enclosure))
        try:
            await self._give(message_id, enclosure, progress)
        except ServiceError as error:
            if error.kind in PASSING:
                return
            await self.take_out(message_id, enclosure.id)
            raise

    async def take_out(self, message_id: str, enclosure_id: str) -> None:
        """A file goes with it no more; the city forgets it, at once or by itself later."""
        letter = self.box.find(message_id)
        taken = [one for one in letter.enclosures if one.id == enclosure_id] if letter is not None else []
        await self._change(message_id, lambda given: tuple(one for one in given if one.id != enclosure_id))
        await self.box.remove_file(enclosure_id)
        await self._take_back(taken)

    async def discard(self, message_id: str) -> None:
        """The parent gives it up."""
        async with self._turn:
            letter = self.box.find(message_id)
            await self.box.remove(message_id)
        self._exchange.announce(Topic.OUTBOX)
        if letter is not None:
            await self._take_back(letter.enclosures)

    async def take_up_again(self, message_id: str) -> None:
        """A letter that the city refused is written again; what is being written in its thread comes after it."""
        refused = self.box.find(message_id)
        if refused is None or not refused.hopeless:
            return
        message, enclosures = refused.message, refused.enclosures
        beside = self.written(message.thread)
        if beside is not None:
            words = filter(None, (message.text, beside.message.text))
            message = message.model_copy(update={"text": "\n\n".join(words)})
            enclosures = (*enclosures, *beside.enclosures)
        changes = {"message": message, "enclosures": enclosures, "posted_at": None, "kind": None}
        await self.box.put(refused.model_copy(update=changes))
        if beside is not None:
            await self.box.remove(beside.message.id, with_files=False)
        self._exchange.announce(Topic.OUTBOX)

    # sending

    async def post(self, message_id: str) -> None:
        """From now on it waits for the city; tried at once. Raises NOT_FOUND for one that is not here."""
        letter = self._known(message_id)
        if letter.posted_at is None:
            letter = letter.model_copy(update={"posted_at": self._clock.now(), "order": self._last + 1, "kind": None})
            await self.box.put(letter, durable=True)
            self._exchange.announce(Topic.OUTBOX)
        await self.send_all()

    @property
    def waiting(self) -> tuple[Letter, ...]:
        """Posted, and not at the city yet, in the order of sending."""
        return tuple(sorted((one for one in self.box.letters if one.waiting), key=lambda one: one.order))

    @property
    def sendable(self) -> bool:
        """Whether something waits that going back to the city may bring there."""
        return any(not letter.hopeless for letter in self.waiting)

    async def send_all(self) -> None:
        """Sends what waits, oldest first, until one must wait on. Never raises ServiceError."""
        async with self._turn:
            for letter in self.waiting:
                if letter.hopeless:
                    continue
                try:
                    await self._deliver(letter)
                except ServiceError as error:
                    await self._note(letter.message.id, error.kind)
                    if error.kind in PASSING:
                        return

    def prune(self, thread: str, seen: frozenset[str]) -> None:
        """These messages of the thread have come from the city: they need not be shown from here any more."""
        for letter in self.box.letters:
            if letter.answered and letter.message.thread == thread and letter.message.id in seen:
                self.box.drop(letter.message.id)

    # inside

    async def _deliver(self, letter: Letter) -> None:
        for enclosure in letter.enclosures:
            if not enclosure.given:
                await self._give(letter.message.id, enclosure, _unheard)
        try:
            message = await self._send(letter)
        except ServiceError as error:
            if error.params.get("code") != _FORGOTTEN:
                raise
            await self._give_again(letter)
            message = await self._send(letter)
        answered = self._known(message.id).model_copy(update={"answered": True, "kind": None})
        await self.box.hold_answered(answered)
        self._exchange.announce(Topic.OUTBOX, Topic.MESSAGES)

    async def _send(self, letter: Letter) -> NewMessage:
        enclosed = tuple(one.id for one in letter.enclosures)
        message = letter.message.model_copy(update={"attachments": enclosed})
        await self._exchange.ask(lambda: self._port.send_message(message))
        return message

    async def _give_again(self, letter: Letter) -> None:
        """The city keeps a file that no message carries for a while only; this device has it still."""
        for enclosure in letter.enclosures:
            await self._give(letter.message.id, enclosure, _unheard)

    async def _take_back(self, enclosures: Iterable[Enclosure]) -> None:
        for one in enclosures:
            try:
                await self._exchange.ask(partial(self._port.take_attachment_back, one.id))
            except ServiceError as error:
                _log.info("a file stays at the city until it forgets it: %s", error.kind)

    async def _give(self, message_id: str, enclosure: Enclosure, progress: Progress) -> None:
        content = await self.box.file(enclosure.id)
        if content is None:
            raise ServiceError(ErrorKind.EMPTY_FILE)
        await self._exchange.ask(
            lambda: self._port.give_attachment(enclosure.id, enclosure.name, enclosure.media_type, content, progress)
        )
        given = enclosure.model_copy(update={"given": True})
        await self._change(message_id, lambda all_: tuple(given if one.id == given.id else one for one in all_))

    async def _change(self, message_id: str, change: Callable[[tuple[Enclosure, ...]], tuple[Enclosure, ...]]) -> None:
        letter = self.box.find(message_id)
        if letter is not None:
            await self.box.put(letter.model_copy(update={"enclosures": change(letter.enclosures)}))
            self._exchange.announce(Topic.DRAFTS)

    async def _note(self, message_id: str, kind: ErrorKind) -> None:
        letter = self.box.find(message_id)
        if letter is not None:
            await self.box.put(letter.model_copy(update={"kind": kind}))
            self._exchange.announce(Topic.OUTBOX)

    @property
    def _last(self) -> int:
        return max((letter.order for letter in self.box.letters), default=0)

    def _known(self, message_id: str) -> Letter:
        letter = self.box.find(message_id)
        if letter is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return letter


def _unheard(_part: float) -> None:
    """Nobody watches a file that goes by itself."""
