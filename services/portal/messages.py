"""The messagerie: threads with the services of the town, and what is written to them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable

from pydantic import TypeAdapter

from services.errors import ErrorKind, ServiceError
from services.letters import Enclosure, Letter, LetterKeeper
from services.models.base import DEFERRED
from services.models.document import Paper
from services.models.message import (
    MOST_ATTACHMENTS,
    Conversation,
    Correspondent,
    NewMessage,
    ThreadPage,
)
from services.models.news import Picture
from services.models.notification import Target
from services.portal.core import Part, needed
from services.portal.pictures import kept_picture
from services.ports import Messages
from services.presence import Belongings
from services.query import Copy, Query, Topic

_CORRESPONDENTS: TypeAdapter[tuple[Correspondent, ...]] = TypeAdapter(tuple[Correspondent, ...], config=DEFERRED)
_PAGE: TypeAdapter[ThreadPage] = TypeAdapter(ThreadPage)
_CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)


class MessagesPart(Part):
    """`portal.messages`. What is on its way is followed by `Topic.OUTBOX`, its files by `Topic.DRAFTS`."""

    # what is read

    @property
    def unread(self) -> int:
        """Messages of the city this account has not read, as last counted; followed by `Topic.UNREAD_MESSAGES`."""
        return self._core.presence.mine.unread_messages

    @property
    def possible(self) -> bool:
        """Whether the city's software has a messagerie."""
        return self._core.backend.messages is not None

    def correspondents(self) -> Query[tuple[Correspondent, ...]]:
        """The services one may write to."""
        return self._core.questions.of(
            "correspondents", frozenset(), _CORRESPONDENTS, lambda: self._port.correspondents()
        )

    def threads(self, search: str = "", cursor: str | None = None) -> Query[ThreadPage]:
        """Last written first."""
        name = f"threads:{search}:{cursor or ''}"
        return self._core.questions.of(
            name, Topic.MESSAGES, _PAGE, lambda: self._port.threads(search, cursor), self._count
        )

    def conversation(self, thread_id: str, cursor: str | None = None) -> Query[Conversation]:
        """One thread, newest message first."""
        name = f"conversation:{thread_id}:{cursor or ''}"
        return self._core.questions.of(
            name, Topic.MESSAGES, _CONVERSATION, lambda: self._port.conversation(thread_id, cursor), self._prune
        )

    def thumbnail(self, attachment_id: str) -> Query[Picture]:
        """A picture among the attachments, small. It does not change: it is asked once."""
        name = f"attachment:{attachment_id}"
        return kept_picture(self._core.questions, name, lambda: self._port.attachment_thumbnail(attachment_id))

    async def attachment(self, attachment_id: str) -> Paper:
        return await self._core.exchange.ask(lambda: self._port.attachment(attachment_id))

    async def mark_read(self, thread_id: str) -> None:
        """Everything in the thread up to now."""
        mine, before = self._core.presence.mine, self.unread
        copy = self.conversation(thread_id).held()
        await self._core.exchange.ask(lambda: self._port.mark_thread_read(thread_id))
        if copy is not None and mine.unread_messages == before:
            self._core.presence.count_messages(mine, max(0, before - copy.value.thread.unread))
        self._core.exchange.announce(Topic.MESSAGES)

    # what is written

    def on_its_way(self, thread: str | None = None) -> tuple[Letter, ...]:
        """Posted here: waiting for the city, refused by it, or just answered; oldest first. No thread = all of them."""
        posted = (one for one in self._letters if one.posted_at is not None)
        letters = sorted(posted, key=lambda one: one.order)
        return tuple(one for one in letters if thread is None or one.message.thread == thread)

    @property
    def waiting(self) -> int:
        """How many were posted that the city does not have yet."""
        return sum(one.waiting for one in self._letters)

    def written(self, thread: str) -> Letter | None:
        """What is being written in that thread."""
        return next((one for one in self._letters if one.message.thread == thread and one.posted_at is None), None)

    def begun(self, about: Target | None = None) -> Letter | None:
        """A message being written that is to open a new thread: the one that speaks of that, or any."""
        found = [one for one in self._letters if one.message.service is not None and one.posted_at is None]
        return next((one for one in found if about is None or one.message.about == about), None)

    def new_thread(self) -> str:
        """An id that no thread has."""
        return self._core.make_key()

    async def write(
        self,
        thread: str,
        text: str,
        *,
        service: str | None = None,
        subject: str | None = None,
        about: Target | None = None,
    ) -> NewMessage:
        """What is typed so far. Kept on this device when it returns. `service` and `subject` open a new thread.

        `about`: what it speaks of, if it did not yet.
        """
        typed: dict[str, object] = {"text": text, "service": service, "subject": subject}
        message = self._message(thread).model_copy(update=typed | ({"about": about} if about is not None else {}))
        return (await self._keeper.write(message)).message

    async def speak_of(self, thread: str, about: Target) -> None:
        """What the message being written in that thread is about."""
        await self._keeper.write(self._message(thread).model_copy(update={"about": about}))

    async def enclose(
        self,
        thread: str,
        name: str,
        content: bytes,
        *,
        progress: Callable[[float], None] = lambda _part: None,
        media_type: str | None = None,
    ) -> None:
        """Adds a file to what is being written; kept on this device, and given to the city when it can be asked.

        Raises FILE_TOO_BIG, BAD_TYPE, EMPTY_FILE, BROKEN_FILE, TOO_MANY_FILES.
        """
        known = self.written(thread)
        if known is not None and len(known.enclosures) >= MOST_ATTACHMENTS:
            raise ServiceError(ErrorKind.TOO_MANY_FILES, {"max": str(MOST_ATTACHMENTS)})
        kind = media_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        enclosure = Enclosure(id=self._core.make_key(), name=name, media_type=kind, size=len(content))
        await self._keeper.enclose(self._message(thread), enclosure, content, progress)

    async def take_out(self, thread: str, enclosure_id: str) -> None:
        """A file of what is being written goes with it no more."""
        await self._keeper.take_out(self._message(thread).id, enclosure_id)

    async def post(self, thread: str) -> None:
        """Sends what is written in that thread; without network it waits and goes by itself, once."""
        letter = self.written(thread)
        if letter is not None:
            await self._keeper.post(letter.message.id)

    async def take_up_again(self, message_id: str) -> None:
        """One that the city refused is written again."""
        await self._keeper.take_up_again(message_id)

    async def discard(self, message_id: str) -> None:
        """The parent gives up what is written or waits."""
        await self._keeper.discard(message_id)

    async def send_posted(self) -> None:
        """Sends what waits. Never raises ServiceError."""
        if self._core.presence.mine.letters is not None:
            await self._core.presence.mine.letters.send_all()

    # inside

    @property
    def _port(self) -> Messages:
        return needed(self._core.backend.messages)

    @property
    def _letters(self) -> tuple[Letter, ...]:
        keeper = self._core.presence.mine.letters
        return keeper.box.letters if keeper is not None else ()

    @property
    def _keeper(self) -> LetterKeeper:
        keeper = self._core.presence.mine.letters
        if keeper is None:
            raise ServiceError(
                ErrorKind.SESSION_EXPIRED if self._core.presence.account is None else ErrorKind.NOT_FOUND
            )
        return keeper

    def _message(self, thread: str) -> NewMessage:
        """What is being written in that thread, or the beginning of it."""
        letter = self.written(thread)
        return letter.message if letter is not None else NewMessage(thread=thread, id=self._core.make_key(), text="")

    async def _count(self, mine: Belongings, copy: Copy[ThreadPage]) -> Copy[ThreadPage]:
        self._core.presence.count_messages(mine, copy.value.unread)
        return copy

    async def _prune(self, mine: Belongings, copy: Copy[Conversation]) -> Copy[Conversation]:
        if mine.letters is not None:
            mine.letters.prune(copy.value.thread.id, frozenset(one.id for one in copy.value.items))
        return copy
