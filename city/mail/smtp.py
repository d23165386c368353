"""Handing mails to a real server (SMTP, RFC 5321), encrypted unless it is on this machine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

import aiosmtplib

from city.mail.mailbox import DeliveryFailed, Mail, Sender, Undeliverable, message_of

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SECONDS = 60.0
"""For one mail, whatever the server does; shorter than the outbox's claim."""
_PORTS = {"smtp": 587, "smtps": 465}
_FOR_GOOD = range(500, 600)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mails are handed over. `tls`: "starttls" (required), "tls" from the first byte, or "none"."""

    host: str
    port: int
    tls: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @staticmethod
    def parse(address: str, password: str | None) -> SmtpServer:
        """From `smtp://user@host:port` or `smtps://…`. Raises ValueError: wrong, or a password written in it."""
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("not smtp://user@host:port")
        if parts.password is not None:
            raise ValueError("a password in the address")
        tls = "tls" if parts.scheme == "smtps" else "none" if parts.hostname in _LOOPBACK else "starttls"
        user = unquote(parts.username) if parts.username else None
        return SmtpServer(parts.hostname, parts.port or _PORTS[parts.scheme], tls, user, password if user else None)


class SmtpMailbox:
    """One connection a mail. What the server refuses with 5xx for this mail is undeliverable, all else may come."""

    def __init__(self, server: SmtpServer, sender: Sender) -> None:
        self._server = server
        self._sender = sender

    async def deliver(self, mail: Mail) -> None:
        message = message_of(mail, self._sender)
        try:
            content = message.as_bytes(policy=SMTP)
            async with asyncio.timeout(_SECONDS):
                await self._hand_over(mail, content)
        except TimeoutError:
            raise DeliveryFailed("the mail server takes too long") from None
        except aiosmtplib.SMTPException as error:
            raise DeliveryFailed(_said(error)) from None
        except ValueError:
            raise Undeliverable("an address that is none") from None

    async def _hand_over(self, mail: Mail, content: bytes) -> None:
        server = self._server
        async with aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
            username=server.user,
            password=server.password,
            timeout=_SECONDS,
        ) as client:
            await client.mail(self._sender.address)
            try:
                await client.rcpt(mail.recipient)
                await client.data(content)
            except (aiosmtplib.SMTPRecipientRefused, aiosmtplib.SMTPDataError) as error:
                if error.code in _FOR_GOOD:
                    raise Undeliverable(f"the mail server refuses it ({error.code})") from None
                raise


def _said(error: aiosmtplib.SMTPException) -> str:
    """What the server said without its words, which may hold an address."""
    code = getattr(error, "code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
