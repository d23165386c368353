"""`Messages` over the reference city."""

from __future__ import annotations

import json
from collections.abc import Callable

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping import message as read
from services.backends.reference.mapping.document import paper
from services.backends.reference.mapping.picking import section
from services.models.document import Paper
from services.models.message import Attachment, Conversation, Correspondent, Message, NewMessage, ThreadPage
from services.transport import naming_errors


class ReferenceMessages(Port):
    """`Messages`."""

    async def correspondents(self) -> tuple[Correspondent, ...]:
        answer = await self._client.ask("services")
        with naming_errors():
            return read.correspondents(answer)

    async def threads(self, search: str = "", cursor: str | None = None) -> ThreadPage:
        answer = await self._client.ask("threads", params={"q": search, "cursor": cursor})
        with naming_errors():
            return read.thread_page(answer, self._source)

    async def conversation(self, thread_id: str, cursor: str | None = None) -> Conversation:
        answer = await self._client.ask("threads", thread_id, params={"cursor": cursor})
        with naming_errors():
            return read.conversation(answer, self._source)

    async def send_message(self, message: NewMessage) -> Message:
        path = ("threads", message.thread, "messages", message.id)
        answer = await self._client.write("PUT", *path, body=read.message_body(message))
        with naming_errors():
            return read.message(answer)

    async def give_attachment(
        self, attachment_id: str, name: str, media_type: str, content: bytes, progress: Callable[[float], None]
    ) -> Attachment:
        path = address("attachments", attachment_id)
        answer = await self._client.transport.upload(path, content, media_type, {"name": name}, progress)
        with naming_errors():
            return read.attachment(section(json.loads(answer)))

    async def take_attachment_back(self, attachment_id: str) -> None:
        await self._client.tell("DELETE", "attachments", attachment_id)

    async def attachment(self, attachment_id: str) -> Paper:
        return paper(await self._client.transport.download(address("attachments", attachment_id)), attachment_id)

    async def attachment_thumbnail(self, attachment_id: str) -> Paper:
        path = address("attachments", attachment_id, "thumbnail")
        return paper(await self._client.transport.download(path), attachment_id)

    async def mark_thread_read(self, thread_id: str) -> None:
        await self._client.tell("POST", "threads", thread_id, "read")
