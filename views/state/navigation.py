"""Going from page to page."""

from __future__ import annotations

import flet as ft

RouteContext = ft.create_context("/")


def current_route() -> str:
    """The route that is shown ("/", "/reservations" …). A hook: call it while drawing."""
    return ft.use_context(RouteContext)


def navigate(route: str) -> None:
    """Shows another route; from a handler or an effect."""
    ft.context.page.navigate(route)
