"""Opening a thread, whoever writes first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.ids import new_id
from city.messages import repository
from city.messages.models import ThreadRow
from city.messages.offices import offices_on
from city.messages.refusals import UnknownService
from city.submissions.receipts import plain
from city.towns import Town


async def open_thread(
    session: AsyncSession, town: Town, household_id: str, app_id: str, *, office: str, subject: str, now: datetime
) -> ThreadRow:
    """A thread without messages yet, locked; the one there is where another opened it meanwhile.

    Raises UnknownService.
    """
    found = offices_on(town, now.date()).get(office)
    if found is None:
        raise UnknownService()
    line = " ".join(subject.split())
    values = {
        "id": new_id("t"),
        "household_id": household_id,
        "app_id": app_id,
        "office": found.key,
        "office_name": found.name,
        "subject": line,
        "opened_at": now,
        "last_at": now,
        "last_account_id": None,
        "last_from": "",
        "excerpt": "",
        "last_place": -1,
        "city_place": -1,
        "waiting_since": None,
        "closed_at": None,
        "search": plain(f"{line}\n{found.name}"),
    }
    await repository.begin(session, values)
    thread = await repository.find(session, household_id, app_id, lock=True)
    assert thread is not None
    return thread
