"""The mails that the city leaves in its folder."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from tests.e2e.parent import Parent
from tests.e2e.waiting import until_there


def link_in_mail(parent: Parent, folder: Path, address: str) -> str:
    """Waits for a mail to `address` anywhere under `folder`; the first link in the newest."""
    message = until_there(parent.page, lambda: mails_to(folder, address))[-1]
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"http\S+", body.get_content())
    assert found is not None, body.get_content()
    return found[0]


def mails_to(folder: Path, address: str) -> list[EmailMessage]:
    """Those to `address`, oldest first."""
    files = (file.read_bytes() for file in sorted(folder.rglob("2*.eml"), key=lambda file: file.name))
    read = (email.message_from_bytes(content, policy=email.policy.default) for content in files)
    return [message for message in read if address in message["To"]]
