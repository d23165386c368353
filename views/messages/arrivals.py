"""What arrives while a conversation is read, said aloud."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.models.message import Author, Conversation, Message
from views.state import Loadable, Ready
from views.text import _, typeset

_LONGEST = 200


def use_arrivals(answer: Loadable[Conversation]) -> ft.Control:
    """A polite live region: silent for what was there already, then each message of somebody else. A hook."""
    nobody: frozenset[str] | None = None
    known, said = ft.use_ref(nobody), ft.use_ref("")
    if isinstance(answer, Ready) and not answer.refreshing and not answer.stale:
        items = answer.value.items
        if known.current is not None:
            told = arrived(items, known.current)
            said.current = told or said.current
        known.current = (known.current or frozenset()) | {one.id for one in items}
    spot = ft.Container(width=1, height=1)
    return ft.Semantics(content=spot, label=said.current or "", live_region=True, container=True, key="arrived")


def arrived(items: Sequence[Message], known: frozenset[str]) -> str:
    """« Nouveau message de Nadia, service scolaire : Bonjour… », the oldest first; nothing of one's own."""
    new = [one for one in reversed(items) if one.id not in known and one.by is not Author.YOU]
    return " ".join(_said(one) for one in new)


def _said(one: Message) -> str:
    words = one.text if len(one.text) <= _LONGEST else f"{one.text[:_LONGEST].rstrip()}…"
    if not words:
        return typeset(_("Nouveau message de {who}, avec un document.").format(who=one.sender))
    return typeset(_("Nouveau message de {who} : {words}").format(who=one.sender, words=words))
