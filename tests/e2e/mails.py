"""The mails that the city leaves in its folder."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from tests.e2e.parent import Parent
from tests.e2e.waiting import until_there


def link_in_mail(parent: Parent, folder: Path, address: str, page: str) -> str:
    """Waits for a mail to `address` anywhere under `folder` with a link to `/PAGE/…`; the newest one's."""
    return until_there(parent.page, lambda: _links(folder, address, page))[-1]


def _links(folder: Path, address: str, page: str) -> list[str]:
    bodies = [message.get_body(("plain",)) for message in mails_to(folder, address)]
    texts = [body.get_content() for body in bodies if body is not None]
    return [link for text in texts for link in re.findall(rf"http\S+/{page}/\S+", text)]


def mails_to(folder: Path, address: str) -> list[EmailMessage]:
    """Those to `address`, oldest first."""
    files = (file.read_bytes() for file in sorted(folder.rglob("2*.eml"), key=lambda file: file.name))
    read = (email.message_from_bytes(content, policy=email.policy.default) for content in files)
    return [message for message in read if address in message["To"]]
