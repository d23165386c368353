"""What the town publishes, in a few words, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import httpx

from city.documents.contents import Upload
from city.news import publishing
from city.news.models import NewsRow
from city.news.publishing import Article
from tests.city.city import City


def article(city: City, *targets: str, title: str = "La kermesse", **more: Any) -> Article:
    """An item for those targets, published now."""
    values = {
        "title": title,
        "text": "Samedi, dans la cour.\n\nPlus : https://ville.exemple.fr/kermesse",
        "publisher": "Villiers-sur-Marne",
        "icon": "event",
        "targets": targets,
        "published_at": city.clock.now(),
        "until": None,
    }
    return Article(**(values | more))


async def publish(city: City, *targets: str, picture: Upload | None = None, **more: Any) -> NewsRow:
    """Nadia writes it."""
    async with city.database.transaction(write=True) as session:
        written = article(city, *targets, **more)
        return await publishing.publish(session, written, "Nadia Lefèvre", picture, now=city.clock.now())


async def titles(client: httpx.AsyncClient) -> list[str]:
    """The titles that a guardian is shown."""
    return [item["title"] for item in (await news(client))["items"]]


async def news(client: httpx.AsyncClient, cursor: str | None = None) -> dict[str, Any]:
    """The list as the app gets it."""
    answer = await client.get("/news", params={"cursor": cursor} if cursor else {})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def later(city: City, **time: float) -> datetime:
    """Time passes."""
    city.clock.set(city.clock.now() + timedelta(**time))
    return city.clock.now()
