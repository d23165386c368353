"""`async with Lab(main) as lab:` opens a page in process; then find, tap, type, and count what was sent."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

import flet as ft
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.protocol import Message, MessageAction, RegisterClientResponseBody
from flet.messaging.session import Session

from tests.lab.connection import Frame, LabConnection
from tests.lab.tree import visible

C = TypeVar("C", bound=BaseControl)


class Lab:
    """One page of one client. Leaving the block fails the test if the session crashed."""

    def __init__(
        self,
        main: Callable[[ft.Page], Any],
        *,
        route: str = "/",
        width: int = 412,
        height: int = 915,
        platform: str = "android",
        **page: Any,
    ) -> None:
        self._main = main
        self._page_properties = dict(route=route, width=width, height=height, platform=platform, **page)

    async def __aenter__(self) -> Self:
        self.connection = LabConnection(asyncio.get_running_loop())
        self.session = self.connection.session = Session(self.connection)
        self.page = self.session.page
        self.session.apply_page_patch(self._page_properties)
        self._token = _context_page.set(self.page)
        context.reset_auto_update()
        body = RegisterClientResponseBody(self.session.id, self.session.get_page_patch(), "")
        self.connection.send_message(Message(MessageAction.REGISTER_CLIENT, body))
        result = self._main(self.page)
        if inspect.isawaitable(result):
            await result
        await self.session.after_event(self.page)
        await self.settle()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()
        await asyncio.sleep(0)
        _context_page.reset(self._token)
        self.connection.executor.shutdown(wait=False)
        if kind is None:
            assert not self.connection.crashes, self.connection.crashes[0]

    async def settle(self, idle: int = 25, limit: int = 5000) -> None:
        """Lets the page work until `idle` turns of the loop pass without a frame."""
        quiet = 0
        for _ in range(limit):
            before = len(self.connection.frames)
            await asyncio.sleep(0)
            quiet = quiet + 1 if len(self.connection.frames) == before else 0
            if quiet >= idle:
                return

    async def until(self, condition: Callable[[], bool], limit: int = 3_000) -> None:
        """Lets the page work until the condition holds; fails when it never does."""
        for _ in range(limit):
            if condition():
                return
            await asyncio.sleep(0)
        raise AssertionError(f"never came true; on screen: {self.texts()}")

    # ---- what is on screen
    def walk(self, root: Any = None) -> Iterator[BaseControl]:
        """Every visible control below `root` (the page by default), components seen through."""
        return visible(root if root is not None else self.page)

    def all(self, kind: type[C], **properties: Any) -> list[C]:
        return [
            control
            for control in self.walk()
            if isinstance(control, kind)
            and all(getattr(control, name, None) == value for name, value in properties.items())
        ]

    def one(self, kind: type[C], **properties: Any) -> C:
        found = self.all(kind, **properties)
        assert len(found) == 1, f"{len(found)} of {kind.__name__} {properties}; on screen: {self.texts()}"
        return found[0]

    def texts(self) -> list[str]:
        return [text.value for text in self.all(ft.Text) if text.value]

    def names(self) -> list[str]:
        """The accessible names given by `Semantics` controls, in tree order."""
        return [node.label for node in self.all(ft.Semantics) if node.label]

    def named(self, start: str) -> ft.Semantics:
        """The one `Semantics` whose name starts so."""
        found = [node for node in self.all(ft.Semantics) if node.label and node.label.startswith(start)]
        assert len(found) == 1, f"{len(found)} named {start!r}…; names: {self.names()}"
        return found[0]

    # ---- what a parent does
    async def fire(self, control: BaseControl, event: str, data: Any = None, **properties: Any) -> None:
        """Sends an event as the client would; `properties` are what the client changed with it."""
        if properties:
            self.session.apply_patch(control._i, properties)
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def tap(self, target: str | BaseControl) -> None:
        """Taps a control, or the one whose accessible name or label starts so."""
        if isinstance(target, BaseControl):
            await self.fire(target, "tap" if isinstance(target, ft.Semantics) else "click")
            return
        for control in self.walk():
            if isinstance(control, ft.Semantics) and (control.label or "").startswith(target) and control.on_tap:
                await self.fire(control, "tap")
                return
            if getattr(control, "content", None) == target and getattr(control, "on_click", None):
                await self.fire(control, "click")
                return
        raise AssertionError(f"nothing to tap named {target!r}; names: {self.names()}; texts: {self.texts()}")

    async def type(self, field: BaseControl, value: str) -> None:
        await self.fire(field, "change", value, value=value)

    async def back(self) -> None:
        view = self.all(ft.View)[-1]
        await self.fire(self.page, "view_pop", {"route": view.route})

    # ---- what it cost
    @property
    def frames(self) -> list[Frame]:
        return self.connection.frames

    def reset(self) -> None:
        """Forgets the frames sent so far."""
        self.connection.frames.clear()

    def bytes_sent(self) -> int:
        """Bytes of the frames sent since `reset`."""
        return sum(frame.size for frame in self.connection.frames)
