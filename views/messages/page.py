"""Messagerie: the list of conversations, and beside it (or over it) the one that is opened or begun."""

from __future__ import annotations

import flet as ft

from views.design import icons
from views.frame import panes, use_panes
from views.messages.conversation import ConversationView
from views.messages.listing import ThreadList
from views.messages.writing import NewMessageView
from views.state import screen
from views.state.navigation import NEW_MESSAGE
from views.text import _

_NEW = NEW_MESSAGE.rpartition("/")[2]


@screen
def MessagesPage(opened: str | None) -> ft.Control:
    """`opened`: the id of a conversation, or the word of a new message."""
    how = use_panes()
    detail: ft.Control | None = None
    if opened == _NEW:
        detail = NewMessageView(how.beside, key="new")
    elif opened is not None:
        detail = ConversationView(opened, how.beside, key=f"thread-{opened}")
    listing = ThreadList(opened if how.beside else None, key="list")
    hint = _("Choisissez une conversation, ou écrivez à un service de la ville.")
    return panes(listing, detail, how, icon=icons.MESSAGES, hint=hint)
