"""`News` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.document import Paper
from services.models.news import Article, Menu, NewsItem, NewsPage
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.notifications import FakeNotifications

_PAGE = 20
TEXT = "{title}, en entier.\n\nRenseignements : https://www.example.org/noel et en mairie."


class FakeNews(FakeNotifications):
    """`kept_news` newest first."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.kept_news: list[NewsItem] = list(builders.news_items())
        self.kept_menus: tuple[Menu, ...] = builders.menus()

    async def news(self, cursor: str | None = None) -> NewsPage:
        await self.admit("news")
        start = int(cursor or 0)
        following = str(start + _PAGE) if len(self.kept_news) > start + _PAGE else None
        unread = sum(one.unread for one in self.kept_news)
        return NewsPage(
            now=self.now(), unread=unread, items=tuple(self.kept_news[start : start + _PAGE]), next=following
        )

    async def article(self, news_id: str) -> Article:
        await self.admit("article")
        item = self._news_item(news_id)
        return Article(item=item, text=TEXT.format(title=item.title))

    async def picture(self, news_id: str, version: str) -> Paper:
        await self.admit("picture")
        if not self._news_item(news_id).picture:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return Paper(name="picture.png", media_type="image/png", content=builders.PIXEL)

    async def thumbnail(self, news_id: str, version: str) -> Paper:
        await self.admit("thumbnail")
        if not self._news_item(news_id).picture:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return Paper(name="thumbnail.png", media_type="image/png", content=builders.PIXEL)

    async def mark_news_read(self, news_id: str) -> None:
        await self.admit("mark_news_read")
        read = self._news_item(news_id).model_copy(update={"unread": False})
        self.kept_news[:] = [read if one.id == news_id else one for one in self.kept_news]

    async def menus(self, first_day: date, last_day: date) -> tuple[Menu, ...]:
        await self.admit("menus")
        return tuple(one for one in self.kept_menus if first_day <= one.day <= last_day)

    def _news_item(self, news_id: str) -> NewsItem:
        found = next((one for one in self.kept_news if one.id == news_id), None)
        if found is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return found
