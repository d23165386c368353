"""The JSON of news and menus (see docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel


class NewsOut(BaseModel):
    """A news item in a list.

    `picture_version`: another one for another picture, empty without one. `picture_description`: what it shows, empty
    where it only decorates.
    """

    id: str
    title: str
    excerpt: str
    source: str
    at: datetime
    unread: bool
    picture: bool
    picture_version: str
    picture_description: str
    icon: str


class ArticleOut(NewsOut):
    """A news item with its text: plain, paragraphs apart by an empty line."""

    now: datetime
    text: str


class NewsPageOut(BaseModel):
    """Newest first."""

    now: datetime
    unread: int
    items: list[NewsOut]
    next: str | None


class CourseOut(BaseModel):
    """A course of a meal; `marks` as `menus.MARKS` lists them."""

    kind: str
    name: str
    marks: list[str]


class MenuOut(BaseModel):
    """What the canteen serves on a day."""

    date: date
    courses: list[CourseOut]


class MenusOut(BaseModel):
    """By day; days without a menu are left out."""

    now: datetime
    items: list[MenuOut]


class NewsBlock(BaseModel):
    """What the dashboard shows: the first items and the next meal."""

    unread: int
    items: list[NewsOut]
    menu: MenuOut | None
