"""`Messages` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.document import PICTURES, FileType, Paper
from services.models.message import (
    Attachment,
    Author,
    Conversation,
    Correspondent,
    Message,
    NewMessage,
    Thread,
    ThreadPage,
)
from services.models.notification import LiveTopic
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.notifications import FakeNotifications

_PAGE = 20
_BYTES = {b"%PDF": FileType.PDF, b"\xff\xd8": FileType.JPG, b"\x89PNG": FileType.PNG}


@dataclass
class KeptFile:
    attachment: Attachment
    content: bytes
    sent: bool = False


class FakeMessages(FakeNotifications):
    """`kept_threads` last written first, `kept_messages` by thread newest first. The desk's act: `answer`.

    `answers_lost`: a message comes, and the app never hears so.
    """

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.correspondents_value: tuple[Correspondent, ...] = builders.correspondents()
        self.kept_threads: list[Thread] = list(builders.threads())
        self.kept_messages: dict[str, list[Message]] = {key: list(said) for key, said in builders.said().items()}
        self.kept_files: dict[str, KeptFile] = {
            one.id: KeptFile(one, b"%PDF-1.7 sheet", sent=True)
            for said in self.kept_messages.values()
            for message in said
            for one in message.attachments
        }
        self.sendings: list[NewMessage] = []
        self.answers_lost = False

    # the desk

    def answer(self, thread_id: str, text: str) -> None:
        """An agent writes, and the app hears of it."""
        known = len(self.kept_messages[thread_id])
        self._say(thread_id, builders.message(f"m_answer_{known}", at=self.now(), text=text))
        self._change_thread(thread_id, unread=self._thread(thread_id).unread + 1)
        self.tell(LiveTopic.MESSAGES)

    def forget_files(self) -> None:
        """A week has passed: what no message carries is gone."""
        self.kept_files = {key: kept for key, kept in self.kept_files.items() if kept.sent}

    # the port

    async def correspondents(self) -> tuple[Correspondent, ...]:
        await self.admit("correspondents")
        return self.correspondents_value

    async def threads(self, search: str = "", cursor: str | None = None) -> ThreadPage:
        await self.admit("threads")
        start = int(cursor or 0)
        found = [one for one in self.kept_threads if search.lower() in self._words_of(one).lower()]
        following = str(start + _PAGE) if len(found) > start + _PAGE else None
        unread = sum(one.unread for one in self.kept_threads)
        return ThreadPage(now=self.now(), unread=unread, items=tuple(found[start : start + _PAGE]), next=following)

    async def conversation(self, thread_id: str, cursor: str | None = None) -> Conversation:
        await self.admit("conversation")
        thread, start = self._thread(thread_id), int(cursor or 0)
        said = self.kept_messages[thread_id]
        following = str(start + _PAGE) if len(said) > start + _PAGE else None
        return Conversation(now=self.now(), thread=thread, items=tuple(said[start : start + _PAGE]), next=following)

    async def send_message(self, message: NewMessage) -> Message:
        account = await self.admit("send_message")
        self.sendings.append(message)
        known = next((one for one in self.kept_messages.get(message.thread, []) if one.id == message.id), None)
        if known is not None:
            return known
        missing = [one for one in message.attachments if one not in self.kept_files]
        if missing:
            raise ServiceError(ErrorKind.INVALID, {"code": "UNKNOWN_ATTACHMENT", "ids": ",".join(missing)})
        if message.thread not in self.kept_messages:
            self._open_thread(message)
        carried = [self.kept_files[one] for one in message.attachments]
        for kept in carried:
            kept.sent = True
        made = Message(
            id=message.id,
            at=self.now(),
            by=Author.YOU,
            sender=account.first_name,
            text=message.text,
            attachments=tuple(kept.attachment for kept in carried),
        )
        self._say(message.thread, made)
        if self.answers_lost:
            raise ServiceError(ErrorKind.CITY_DOWN)
        return made

    async def give_attachment(
        self, attachment_id: str, name: str, media_type: str, content: bytes, progress: Callable[[float], None]
    ) -> Attachment:
        await self.admit("give_attachment")
        if not content:
            raise ServiceError(ErrorKind.EMPTY_FILE)
        kind = next((kind for start, kind in _BYTES.items() if content.startswith(start)), None)
        if kind is None:
            raise ServiceError(ErrorKind.BAD_TYPE, {"accepts": "pdf,jpg,png,heic"})
        progress(1.0)
        made = Attachment(id=attachment_id, name=name, type=kind, size=len(content))
        self.kept_files[attachment_id] = KeptFile(made, content)
        return made

    async def take_attachment_back(self, attachment_id: str) -> None:
        await self.admit("take_attachment_back")
        self.kept_files.pop(attachment_id, None)

    async def attachment(self, attachment_id: str) -> Paper:
        await self.admit("attachment")
        kept = self.kept_files.get(attachment_id)
        if kept is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return Paper(name=kept.attachment.name, media_type="application/pdf", content=kept.content)

    async def attachment_thumbnail(self, attachment_id: str) -> Paper:
        await self.admit("attachment_thumbnail")
        kept = self.kept_files.get(attachment_id)
        if kept is None or kept.attachment.type not in PICTURES:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return Paper(name=kept.attachment.name, media_type="image/png", content=builders.PIXEL)

    async def mark_thread_read(self, thread_id: str) -> None:
        await self.admit("mark_thread_read")
        self._change_thread(thread_id, unread=0)

    # inside

    def _words_of(self, thread: Thread) -> str:
        return " ".join([thread.subject, thread.service_name, *(one.text for one in self.kept_messages[thread.id])])

    def _thread(self, thread_id: str) -> Thread:
        found = next((one for one in self.kept_threads if one.id == thread_id), None)
        if found is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return found

    def _open_thread(self, message: NewMessage) -> None:
        office = next((one for one in self.correspondents_value if one.key == message.service), None)
        if message.service is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        if office is None:
            raise ServiceError(ErrorKind.INVALID, {"code": "UNKNOWN_SERVICE"})
        self.kept_messages[message.thread] = []
        about = {"service": office.key, "service_name": office.name, "subject": message.subject or ""}
        self.kept_threads.append(builders.thread(message.thread, unread=0, **about))

    def _say(self, thread_id: str, message: Message) -> None:
        self.kept_messages[thread_id].insert(0, message)
        said = {"last_at": message.at, "last_by": message.by, "last_from": message.sender, "excerpt": message.text}
        self._change_thread(thread_id, closed=False, **said)
        thread = self._thread(thread_id)
        self.kept_threads.remove(thread)
        self.kept_threads.insert(0, thread)

    def _change_thread(self, thread_id: str, **changes: object) -> None:
        place = self.kept_threads.index(self._thread(thread_id))
        self.kept_threads[place] = self.kept_threads[place].model_copy(update=changes)
