"""How much is new in a place one can go to."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.query import Topic
from views.design import count_badge
from views.shell.destinations import Destination
from views.state import use_mutation, use_portal_state, use_topics
from views.state.navigation import MESSAGES
from views.text import ngettext


@dataclass(frozen=True, slots=True)
class Unread:
    messages: int = 0

    def count(self, place: Destination) -> int:
        return self.messages if place.route == MESSAGES else 0

    def name(self, place: Destination) -> str:
        """« Messagerie, 2 messages non lus »."""
        count = self.count(place)
        if not count:
            return place.label
        return f"{place.label}, " + ngettext("{count} message non lu", "{count} messages non lus", count)


def use_unread() -> Unread:
    """Follows the count, and asks for it when the city tells that messages have changed. A hook."""
    portal = use_portal_state(Topic.SESSION, Topic.UNREAD_MESSAGES)
    told, tell = ft.use_state(0)
    asking = use_mutation(lambda: portal.messages.threads().fetch())

    async def ask() -> None:
        if told and portal.messages.possible:
            await asking.run()

    use_topics(portal, frozenset({Topic.MESSAGES}), lambda: tell(lambda count: count + 1))
    ft.use_effect(ask, [told])
    return Unread(portal.messages.unread)


def counted(icon: ft.Control, count: int) -> ft.Control:
    """The count over the corner of an icon."""
    if not count:
        return icon
    badge = ft.Container(count_badge(count), right=-14, top=-4)
    return ft.Stack([icon, badge], clip_behavior=ft.ClipBehavior.NONE)
