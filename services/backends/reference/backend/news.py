"""`News` over the reference city."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping import news as read
from services.backends.reference.mapping.document import paper
from services.models.document import Paper
from services.models.news import Article, Menu, NewsPage
from services.transport import naming_errors


class ReferenceNews(Port):
    """`News`."""

    async def news(self, cursor: str | None = None) -> NewsPage:
        answer = await self._client.ask("news", params={"cursor": cursor})
        with naming_errors():
            return read.news_page(answer, self._source)

    async def article(self, news_id: str) -> Article:
        answer = await self._client.ask("news", news_id)
        with naming_errors():
            return read.article(answer, self._source)

    async def picture(self, news_id: str, version: str) -> Paper:
        return await self._picture(address("news", news_id, "picture"), news_id, version)

    async def thumbnail(self, news_id: str, version: str) -> Paper:
        return await self._picture(address("news", news_id, "thumbnail"), news_id, version)

    async def _picture(self, path: str, news_id: str, version: str) -> Paper:
        return paper(await self._client.transport.download(f"{path}?v={quote(version, safe='')}"), news_id)

    async def mark_news_read(self, news_id: str) -> None:
        await self._client.tell("POST", "news", news_id, "read")

    async def menus(self, first_day: date, last_day: date) -> tuple[Menu, ...]:
        answer = await self._client.ask("menus", params={"from": first_day.isoformat(), "to": last_day.isoformat()})
        with naming_errors():
            return read.menus(answer)
