"""A real mail server on loopback, for tests: it keeps what it takes and refuses what it is told to."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailServer:
    """`refuse` maps a recipient to the answer it gets; `answer` is what every message gets unless it is None."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    answer: str | None = None

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.answer is not None:
            return self.answer
        content: Any = envelope.content
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))
        return "250 taken"


@contextmanager
def listening(server: MailServer) -> Iterator[MailServer]:
    """`server` on its port (0: a free one, noted in it) for the duration of the block."""
    controller = _Free(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        assert controller.server is not None
        server.port = controller.server.sockets[0].getsockname()[1]
        yield server
    finally:
        controller.stop()


class _Free(Controller):
    """A controller whose port is chosen by the system: it is known only once it listens."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
