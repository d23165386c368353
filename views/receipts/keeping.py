"""Where a submission that waits is kept, in words that are true in each mode."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import flet as ft

from views.text import _


def only_while_open(page_url: str, *, web: bool) -> bool:
    """Whether nothing outlives the page: an app served to several people, which is never served on loopback alone."""
    if not web:
        return False
    host = urlsplit(page_url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def kept_words() -> str:
    """« Gardé sur cet appareil »."""
    page = ft.context.page
    if only_while_open(page.url or "", web=bool(page.web)):
        return _("Gardé tant que cette page reste ouverte")
    return _("Gardé sur cet appareil")
