"""The messagerie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from services.models.document import Paper
from services.models.message import Attachment, Conversation, Correspondent, Message, NewMessage, ThreadPage


class Messages(Protocol):
    """Every write is harmless to repeat."""

    async def correspondents(self) -> tuple[Correspondent, ...]:
        """The services of the town one may write to, in its order."""
        ...

    async def threads(self, search: str = "", cursor: str | None = None) -> ThreadPage:
        """The household's, last written first: both guardians see them. `search`: in subjects and texts."""
        ...

    async def conversation(self, thread_id: str, cursor: str | None = None) -> Conversation:
        """One thread with a page of its messages, newest first."""
        ...

    async def send_message(self, message: NewMessage) -> Message:
        """Sends it; the first of a thread opens it. The same id again is answered by the message sent first.

        Raises INVALID (an empty or too long text, a service the town does not have, a file it does not have), NOT_FOUND
        (no such thread, and no service to open one with).
        """
        ...

    async def give_attachment(
        self, attachment_id: str, name: str, media_type: str, content: bytes, progress: Callable[[float], None]
    ) -> Attachment:
        """Sends a file for a message to carry; the same id again replaces it. `progress` hears the part sent, 0 to 1.

        Raises FILE_TOO_BIG (`max_bytes`), BAD_TYPE (`accepts`), EMPTY_FILE, BROKEN_FILE, TOO_MANY_FILES (`max`),
        ALREADY_SENT (another file had this id).
        """
        ...

    async def take_attachment_back(self, attachment_id: str) -> None:
        """A file that no message carries. Raises ALREADY_SENT."""
        ...

    async def attachment(self, attachment_id: str) -> Paper:
        """The file, as it was given."""
        ...

    async def attachment_thumbnail(self, attachment_id: str) -> Paper:
        """A picture, small. Raises NOT_FOUND for what is none."""
        ...

    async def mark_thread_read(self, thread_id: str) -> None:
        """Everything in it up to now."""
        ...
