"""Actualités and menus."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter

from services.models.base import DEFERRED
from services.models.news import Article, Menu, NewsPage, Picture
from services.portal.core import Part, needed
from services.portal.pictures import kept_picture
from services.ports import News
from services.query import Query, Topic

_PAGE: TypeAdapter[NewsPage] = TypeAdapter(NewsPage)
_ARTICLE: TypeAdapter[Article] = TypeAdapter(Article)
_MENUS: TypeAdapter[tuple[Menu, ...]] = TypeAdapter(tuple[Menu, ...], config=DEFERRED)


class NewsPart(Part):
    """`portal.news`."""

    @property
    def possible(self) -> bool:
        """Whether the city's software tells news."""
        return self._core.backend.news is not None

    def page(self, cursor: str | None = None) -> Query[NewsPage]:
        """Newest first."""
        name = f"news:{cursor or ''}"
        return self._core.questions.of(name, Topic.NEWS, _PAGE, lambda: self._port.news(cursor))

    def article(self, news_id: str) -> Query[Article]:
        name = f"article:{news_id}"
        return self._core.questions.of(name, Topic.NEWS, _ARTICLE, lambda: self._port.article(news_id))

    def picture(self, news_id: str, version: str) -> Query[Picture]:
        """A version of it does not change: the city is asked only where there is no copy."""
        name = f"picture:{news_id}:{version}"
        return kept_picture(self._core.questions, name, lambda: self._port.picture(news_id, version))

    def thumbnail(self, news_id: str, version: str) -> Query[Picture]:
        """The picture for a list: a few kilobytes. A version of it does not change either."""
        name = f"thumbnail:{news_id}:{version}"
        return kept_picture(self._core.questions, name, lambda: self._port.thumbnail(news_id, version))

    def menus(self, first_day: date, last_day: date) -> Query[tuple[Menu, ...]]:
        """The canteen days that have a menu, both days included."""
        name = f"menus:{first_day}:{last_day}"
        return self._core.questions.of(name, Topic.NEWS, _MENUS, lambda: self._port.menus(first_day, last_day))

    async def mark_read(self, news_id: str) -> None:
        await self._core.exchange.ask(lambda: self._port.mark_news_read(news_id))
        self._core.exchange.announce(Topic.NEWS)

    @property
    def _port(self) -> News:
        return needed(self._core.backend.news)
