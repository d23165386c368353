"""What the town tells everybody: news, menus."""

from __future__ import annotations

from city.desk.publishing import menus, news

__all__ = ["ROUTERS"]
ROUTERS = (news.router, menus.router)
