"""What the town tells, and what the canteen serves."""

from __future__ import annotations

from datetime import timedelta

from services.models.news import Menu, NewsItem
from tests.fakes.builders.dashboard import menu, news_item
from tests.fakes.builders.names import MONDAY, NOW

#: The smallest picture: one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000"
    "0000c49444154789c63e08c280200014100d446459c340000000049454e44ae426082"
)


def news_items() -> tuple[NewsItem, ...]:
    """Newest first: one unread with a drawn picture, one read with its own."""
    return (
        news_item(),
        news_item(
            "a_holidays",
            title="Vacances de Noël : les inscriptions sont ouvertes",
            excerpt="Jusqu'au 27 novembre pour le centre de loisirs.",
            publisher="Centre de loisirs",
            at=NOW - timedelta(days=4),
            unread=False,
            picture=True,
            picture_version="v1",
            picture_description="Des enfants décorent un sapin.",
            icon="leisure",
        ),
    )


def menus() -> tuple[Menu, ...]:
    """Monday, Tuesday, Thursday and Friday of the picture's week."""
    return tuple(menu(MONDAY + timedelta(days=day)) for day in (0, 1, 3, 4))
