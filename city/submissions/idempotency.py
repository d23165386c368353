"""One key, one submission: the same key again is answered with the first receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated

from fastapi import Header

from city.submissions.refusals import BadKey, KeyRequired
from city.submissions.schemas import LineIn

_LONGEST = 64


async def idempotency_key(
    key: Annotated[str | None, Header(alias="Idempotency-Key", description="1 to 64 visible ASCII characters.")] = None,
) -> str:
    """The header's value. Raises KeyRequired, BadKey."""
    if key is None:
        raise KeyRequired()
    if not 1 <= len(key) <= _LONGEST or not all("!" <= character <= "~" for character in key):
        raise BadKey()
    return key


def fingerprint(lines: Sequence[LineIn]) -> str:
    """What tells whether lines are the same, in the same order: SHA-256 of their values."""
    digest = hashlib.sha256()
    for line in lines:
        values = (line.op, line.child, line.service, line.date, line.price_cents, line.on_full, line.group)
        digest.update(repr(tuple(str(value) if value is not None else None for value in values)).encode())
    return digest.hexdigest()
