"""Finding receipts again: the household's, both guardians'."""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.errors import Invalid, NotFound
from city.submissions import repository
from city.submissions.numbers import number_of
from city.submissions.receipts import plain

_LARGEST = 2**31 - 1
_NUMBER = re.compile(r"(\d{4})-(\d{6,9})", re.ASCII)


async def list_receipts(
    session: AsyncSession, household_id: str, now: datetime, *, cursor: str | None, q: str
) -> dict[str, Any]:
    """A page, newest first. Every word of `q` is in its number, days or names. Raises Invalid."""
    before = _read_cursor(cursor) if cursor else None
    rows = await repository.page_of_receipts(session, household_id, before=before, words=plain(q).split())
    shown = rows[: repository.PAGE]
    more = len(rows) > len(shown)
    return {
        "now": now.isoformat(),
        "items": [
            {
                "number": number_of(row.year, row.serial),
                "received_at": _local(row.received_at, now),
                "by": row.by,
                "total_cents": row.total_cents,
                "line_count": row.line_count,
                "refused_count": row.refused_count,
            }
            for row in shown
        ],
        "next": _write_cursor(shown[-1].year, shown[-1].serial) if more else None,
    }


async def read_receipt(session: AsyncSession, household_id: str, number: str, now: datetime) -> dict[str, Any]:
    """A receipt as first answered, with what followed. Raises NotFound."""
    read = _NUMBER.fullmatch(number)
    found = (
        await repository.receipt_body(session, household_id, int(read[1]), int(read[2]))
        if read and number == number_of(int(read[1]), int(read[2]))
        else None
    )
    if found is None:
        raise NotFound()
    identity, body = found
    followed = await repository.follow_ups(session, identity)
    receipt: dict[str, Any] = json.loads(body)
    receipt["follow_ups"] = [
        {
            "at": _local(row.at, now),
            "child": row.child_id,
            "service": row.service,
            "date": row.day.isoformat(),
            "code": row.code,
            "params": row.params,
        }
        for row in followed
    ]
    return receipt


def _local(instant: datetime, now: datetime) -> str:
    return instant.astimezone(now.tzinfo).isoformat()


def _write_cursor(year: int, serial: int) -> str:
    return base64.urlsafe_b64encode(f"{year}-{serial}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        year, serial = (int(part) for part in text.split("-"))
        if max(year, serial) > _LARGEST:
            raise ValueError(text)
        return year, serial
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unknown"}]}) from error
