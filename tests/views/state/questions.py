"""A question to a fake city that can hold and fail, and an empty app around a component."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import flet as ft

from services.portal import Portal
from services.query import Copy, Topic
from tests.fakes import builders
from tests.fakes.levers import Levers
from views.state import Session, SessionContext


class Question(Levers):
    """Answers "1", "2", "3" …; `known` is the copy on the device, `in_memory` whether it was read already."""

    def __init__(self, key: str = "question", known: str | None = None, *, in_memory: bool = False) -> None:
        super().__init__()
        self.in_memory = in_memory
        self.key = key
        self.topics = frozenset({Topic.CALENDAR})
        self.known = known
        self.answers = 0

    def held(self) -> Copy[str] | None:
        return self._known() if self.in_memory else None

    async def copy(self) -> Copy[str] | None:
        return self._known()

    def _known(self) -> Copy[str] | None:
        if self.known is None:
            return None
        return Copy(self.known, builders.NOW - timedelta(hours=1))

    async def fetch(self) -> Copy[str]:
        await self.enter("fetch")
        self.answers += 1
        return Copy(f"{self.key} {self.answers}", builders.NOW)


def within(portal: Portal, component: Callable[[], Any]) -> Callable[[ft.Page], None]:
    """A main that renders the component with that portal."""
    return lambda page: page.render(lambda: SessionContext(Session.around(portal), component))
