"""Actualités and the canteen's menus."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from services.models.document import Paper
from services.models.news import Article, Menu, NewsPage


class News(Protocol):
    """Every method is harmless to repeat."""

    async def news(self, cursor: str | None = None) -> NewsPage:
        """What is published for this household, newest first; unread marks are the account's own."""
        ...

    async def article(self, news_id: str) -> Article:
        """One item whole."""
        ...

    async def picture(self, news_id: str, version: str) -> Paper:
        """Its picture; `version` as the item says it. Raises NOT_FOUND where it has none."""
        ...

    async def thumbnail(self, news_id: str, version: str) -> Paper:
        """Its picture, small enough for a list. Raises NOT_FOUND where it has none."""
        ...

    async def mark_news_read(self, news_id: str) -> None: ...

    async def menus(self, first_day: date, last_day: date) -> tuple[Menu, ...]:
        """The canteen days that have a menu, both days included, in order."""
        ...
