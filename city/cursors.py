"""Where the next page of a list begins, opaque to who carries it: the instant and id of the last item shown."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from city.errors import Invalid


def written(at: datetime, last_id: str) -> str:
    """The cursor after an item."""
    return base64.urlsafe_b64encode(f"{at.astimezone(UTC).isoformat()} {last_id}".encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[datetime, str]:
    """What `written` was given. Raises Invalid."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        at, last_id = text.split(" ")
        found = datetime.fromisoformat(at)
        if found.tzinfo is None or not last_id or "\0" in last_id:
            raise ValueError(text)
        return found.astimezone(UTC), last_id
    except (binascii.Error, UnicodeError, ValueError, OverflowError) as error:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unreadable"}]}) from error
