"""Where mails go. By default into files: nothing is ever sent to a real address without being told to."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it leaves. `id` makes delivering it twice recognisable; `html` says the same as `text`."""

    id: str
    recipient: str
    subject: str
    text: str
    at: datetime
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails are from, and who gets the answers (None = the sender)."""

    name: str
    address: str
    reply_to: str | None = None


class DeliveryFailed(OSError):
    """The mail could not be handed over; later it may be. `why` holds no personal data."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Undeliverable(DeliveryFailed):
    """The mail will never be taken: there is no such recipient, or it must not be sent."""


class Mailbox(Protocol):
    """Something that takes mails."""

    async def deliver(self, mail: Mail) -> None:
        """Hands `mail` over. Raises OSError when it cannot, to be tried again later; Undeliverable for good."""
        ...


def message_of(mail: Mail, sender: Sender) -> EmailMessage:
    """The mail in its standard form (RFC 5322), with text and HTML parts; the same each time. Raises Undeliverable."""
    try:
        return _message(mail, sender)
    except (ValueError, LookupError, MessageError) as error:
        raise Undeliverable("an address that is none") from error


def _message(mail: Mail, sender: Sender) -> EmailMessage:
    message = EmailMessage()
    origin = Address(sender.name, addr_spec=sender.address)
    message["From"] = origin
    message["To"] = Address(addr_spec=mail.recipient)
    if sender.reply_to:
        message["Reply-To"] = Address(sender.name, addr_spec=sender.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.id}@{origin.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
        message.set_boundary(f"=_{mail.id}")
    message["Content-Language"] = "fr"
    return message


class FolderMailbox:
    """Writes each mail as an `.eml` file into `folder`, named so that a repeat overwrites itself."""

    def __init__(self, folder: Path, sender: Sender) -> None:
        self._folder = folder
        self._sender = sender

    async def deliver(self, mail: Mail) -> None:
        content = bytes(message_of(mail, self._sender))
        await asyncio.to_thread(self._write, f"{mail.at:%Y%m%d-%H%M%S}-{mail.id}.eml", content)

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f".{name}"
        draft.write_bytes(content)
        draft.replace(self._folder / name)


class GuardedMailbox:
    """Never hands over what is for one of `forbidden`: the real addresses whose name a demonstration town bears."""

    def __init__(self, inner: Mailbox, forbidden: Collection[str]) -> None:
        self._inner = inner
        self._forbidden = frozenset(address.strip().casefold() for address in forbidden)

    async def deliver(self, mail: Mail) -> None:
        if mail.recipient.strip().casefold() in self._forbidden:
            raise Undeliverable("a demonstration town sends nothing to the real town's address")
        await self._inner.deliver(mail)
