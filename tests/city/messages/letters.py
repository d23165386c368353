"""Writing to the city and being answered, in a few words, for tests."""

from __future__ import annotations

from typing import Any

import httpx
from sqlalchemy import func, select

from city.agents.models import AgentRow
from city.documents.contents import Upload
from city.messages import answering
from city.messages.models import MessageRow, ThreadRow
from tests.city.city import City
from tests.city.desk.browser import employ


async def write(
    client: httpx.AsyncClient, thread: str = "t1", message: str = "m1", text: str = "Bonjour", **more: Any
) -> httpx.Response:
    """A guardian writes to the school office."""
    body = {"text": text, "service": "scolaire", "subject": "Cantine"} | more
    return await client.put(f"/threads/{thread}/messages/{message}", json=body)


async def conversation(client: httpx.AsyncClient, thread: str = "t1", cursor: str | None = None) -> dict[str, Any]:
    """A thread as the app gets it."""
    answer = await client.get(f"/threads/{thread}", params={"cursor": cursor} if cursor else {})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def threads(client: httpx.AsyncClient, **asked: str) -> dict[str, Any]:
    """The list as the app gets it."""
    answer = await client.get("/threads", params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def thread_row(city: City, household: str = "h_martin", app_id: str = "t1") -> ThreadRow:
    """The thread as it is kept."""
    async with city.database.transaction() as session:
        found = await session.scalars(
            select(ThreadRow).where(ThreadRow.household_id == household, ThreadRow.app_id == app_id)
        )
        return found.one()


async def count_messages(city: City) -> int:
    """How many messages there are in the whole town."""
    async with city.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(MessageRow)) or 0


async def answer(
    city: City, text: str = "Bonjour, c'est noté.", *files: tuple[str, Upload], household: str = "h_martin"
) -> MessageRow:
    """Nadia answers what there is."""
    thread = await thread_row(city, household)
    async with city.database.transaction() as session:
        agent = await session.get(AgentRow, "g_nadia")
    if agent is None:
        await employ(city.database)
    async with city.database.transaction(write=True) as session:
        nadia = await session.get_one(AgentRow, "g_nadia")
        return await answering.answer(
            session, city.town, nadia, thread.id, text, files, last_place=thread.last_place, now=city.clock.now()
        )
