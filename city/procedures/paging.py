"""The household's procedures, page by page."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.errors import Invalid
from city.procedures import repository
from city.procedures.schemas import CountsOut, Group, ProcedurePageOut
from city.procedures.showing import show_many
from city.procedures.states import CURRENT, SENT, ProcedureState
from city.submissions.receipts import plain
from city.towns import Town

_GROUPS: dict[Group, frozenset[ProcedureState]] = {"current": CURRENT, "sent": SENT, "all": CURRENT | SENT}


async def list_procedures(
    session: AsyncSession,
    town: Town,
    me: SignedIn,
    now: datetime,
    *,
    group: Group = "all",
    state: ProcedureState | None = None,
    q: str = "",
    cursor: str | None = None,
) -> ProcedurePageOut:
    """A page, last changed first. Every word of `q` is in its title, number, child or words. Raises Invalid."""
    states = _GROUPS[group] & ({state} if state else _GROUPS["all"])
    before = _read(cursor) if cursor else None
    rows = await repository.page(session, me.household_id, states=states, words=plain(q).split(), before=before)
    shown = rows[: repository.PAGE]
    counts = await repository.count_by_state(session, me.household_id)
    return ProcedurePageOut(
        now=now,
        items=await show_many(session, town, shown, now),
        next=_write(shown[-1].changed_at, shown[-1].id) if len(rows) > len(shown) else None,
        counts=CountsOut(
            current=sum(counts.get(one, 0) for one in CURRENT), sent=sum(counts.get(one, 0) for one in SENT)
        ),
    )


def _write(at: datetime, identity: str) -> str:
    return base64.urlsafe_b64encode(f"{at.astimezone(UTC).isoformat()} {identity}".encode()).decode()


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        at, _, identity = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").partition(" ")
        found = datetime.fromisoformat(at)
    except (ValueError, binascii.Error, UnicodeError) as error:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unreadable"}]}) from error
    if found.tzinfo is None or not identity:
        raise Invalid({"errors": [{"where": "query.cursor", "what": "unreadable"}]})
    return found, identity
