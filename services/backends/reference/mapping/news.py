"""Actualités and menus."""

from __future__ import annotations

from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.picking import Json, pick, rows
from services.models.news import Article, Course, CourseKind, Menu, NewsItem, NewsPage


def news_item(row: Json, source: str) -> NewsItem:
    return pick(NewsItem, row, source=source, publisher=row.get("source") or "")


def news_page(answer: Json, source: str) -> NewsPage:
    return pick(NewsPage, answer, items=tuple(news_item(row, source) for row in rows(answer, "items")))


def article(answer: Json, source: str) -> Article:
    return pick(Article, answer, item=news_item(answer, source))


def menus(answer: Json) -> tuple[Menu, ...]:
    return tuple(map(menu, rows(answer, "items")))


def menu(row: Json) -> Menu:
    courses = tuple(
        pick(Course, course, kind=known(CourseKind, str(course.get("kind")), CourseKind.OTHER))
        for course in rows(row, "courses")
    )
    return Menu.model_validate({"day": row.get("date"), "courses": courses})
