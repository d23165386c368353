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


def _passing() -> bool:
    page = ft.context.page
    return only_while_open(page.url or "", web=bool(page.web))


def kept_words() -> str:
    """« Gardé sur cet appareil »."""
    return _("Gardé tant que cette page reste ouverte") if _passing() else _("Gardé sur cet appareil")


def kept_notice() -> str:
    """The sentence after « Soumettre » when it will be sent later."""
    if _passing():
        return _("Gardé tant que cette page reste ouverte : ne la fermez pas. Envoi au retour du réseau.")
    return _("Gardé sur cet appareil. Envoi au retour du réseau.")
