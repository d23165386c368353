"""Médias et actualités: what the town tells, and the canteen's menus."""

from views.news.page import NewsView

__all__ = ["NewsView"]
