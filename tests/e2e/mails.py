"""The mails that the city leaves in its folder."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from tests.e2e.parent import Parent
from tests.e2e.waiting import until_there


def link_in_newest_mail(parent: Parent, folder: Path) -> str:
    """Waits for a mail anywhere under `folder`; the first address in the newest."""
    file = until_there(parent.page, lambda: sorted(folder.rglob("2*.eml")))[-1]
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"http\S+", body.get_content())
    assert found is not None, body.get_content()
    return found[0]
