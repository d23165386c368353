"""Actualités and the canteen's menus."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, ConfigDict

from services.models.base import Model


class NewsItem(Model):
    """`icon` stands where there is no `picture`; `publisher` is who says it (the town, a school …).

    `picture_version`: another one for another picture. `picture_description`: what it shows, empty where it only
    decorates.
    """

    source: str
    id: str
    title: str
    excerpt: str
    publisher: str
    at: AwareDatetime
    unread: bool
    picture: bool
    picture_version: str = ""
    picture_description: str = ""
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
    """`marks`: what is good to know ("bio", "vegetarian" …) and the allergens it contains (docs/wire-blocks.md)."""

    kind: CourseKind
    name: str
    marks: tuple[str, ...] = ()


class Menu(Model):
    """One canteen day."""

    day: date
    courses: tuple[Course, ...]


class Picture(Model):
    """The picture of a news item, as its file is; in text (a copy on the device) its bytes are base64."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    media_type: str
    content: bytes
