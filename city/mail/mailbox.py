"""Where mails go. By default into files: nothing is ever sent to a real address without being told to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it leaves. `id` makes delivering it twice recognisable."""

    id: str
    recipient: str
    subject: str
    text: str
    at: datetime


class Mailbox(Protocol):
    """Something that takes mails."""

    async def deliver(self, mail: Mail) -> None:
        """Hands `mail` over. Raises OSError when it cannot: it is then tried again later."""
        ...


class FolderMailbox:
    """Writes each mail as an `.eml` file into `folder`, named so that a repeat overwrites itself."""

    def __init__(self, folder: Path, sender_name: str, sender: str) -> None:
        self._folder = folder
        self._from = Address(sender_name, addr_spec=sender)

    async def deliver(self, mail: Mail) -> None:
        message = EmailMessage()
        message["From"] = self._from
        message["To"] = Address(addr_spec=mail.recipient)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(mail.at)
        message["Message-ID"] = f"<{mail.id}@{self._from.domain}>"
        message.set_content(mail.text)
        await asyncio.to_thread(self._write, f"{mail.at:%Y%m%d-%H%M%S}-{mail.id}.eml", bytes(message))

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f".{name}"
        draft.write_bytes(content)
        draft.replace(self._folder / name)
