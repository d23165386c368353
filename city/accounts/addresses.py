"""The addresses that mails about an account open in the app."""

from __future__ import annotations

from urllib.parse import quote

from city.towns import Town


def link_of(public_url: str, town: Town, page: str, token: str) -> str:
    """Of a single-use link. It names the town: an app that knows several goes to that one."""
    return f"{public_url}/{page}/{token}?ville={quote(town.id, safe='')}"
