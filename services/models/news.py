"""Actualités and the canteen's menus."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from services.models.base import Model


class NewsItem(Model):
    """`icon` stands where there is no `picture`; `publisher` is who says it (the town, a school …)."""

    source: str
    id: str
    title: str
    excerpt: str
    publisher: str
    at: AwareDatetime
    unread: bool
    picture: bool
    icon: str


class NewsPage(Model):
    """Newest first."""

    now: AwareDatetime
    unread: int
    items: tuple[NewsItem, ...]
    next: str | None = None


class Article(Model):
    """A news item and its whole `text` (plain, paragraphs apart by an empty line)."""

    item: NewsItem
    text: str


class CourseKind(StrEnum):
    STARTER = "starter"
    MAIN = "main"
    SIDE = "side"
    DAIRY = "dairy"
    DESSERT = "dessert"
    OTHER = "other"


class Course(Model):
    """`marks`: "bio", "vegetarian" …"""

    kind: CourseKind
    name: str
    marks: tuple[str, ...] = ()


class Menu(Model):
    """One canteen day."""

    day: date
    courses: tuple[Course, ...]
