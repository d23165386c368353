"""What the bell's tests do again and again."""

from __future__ import annotations

from typing import Any

import httpx

from city.notifications import Kind, Target, notify
from tests.city.city import City


async def tell_news(city: City, key: str = "w_1", *, quietly: bool = False, **who: Any) -> None:
    """A piece of news for the Martins, or for whom it is said."""
    async with city.database.transaction(write=True) as session:
        await notify(
            session,
            Kind.NEWS,
            key=key,
            params={"title": f"Actualité {key}"},
            to=Target("news", key),
            now=city.clock.now(),
            quietly=quietly,
            **(who or {"household_id": "h_martin"}),
        )


async def tell_message(city: City, key: str = "m_1", **params: str) -> None:
    """A message to the Martins: a kind that goes by mail too."""
    said = {"from": "Nadia", "subject": "Cantine", "excerpt": "Bonjour"} | params
    async with city.database.transaction(write=True) as session:
        await notify(
            session,
            Kind.MESSAGE,
            key=key,
            params=said,
            to=Target("thread", "t_1"),
            now=city.clock.now(),
            household_id="h_martin",
        )


async def bell(client: httpx.AsyncClient, cursor: str | None = None) -> dict[str, Any]:
    """The list as it is answered."""
    answer = await client.get("/notifications", params={"cursor": cursor} if cursor else {})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def keys(client: httpx.AsyncClient) -> list[str]:
    """The ids of what the items open, in the order of the list."""
    return [item["to"]["id"] for item in (await bell(client))["items"]]
