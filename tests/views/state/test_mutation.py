"""`use_mutation`: one at a time, result and error as state, never a traceback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft
import pytest

from services.errors import ErrorKind
from tests.fakes.levers import Levers
from tests.fakes.portal import fake_portal
from tests.lab import Lab
from tests.views.state.questions import within
from views.design import primary_button
from views.state import screen, use_mutation


class Action(Levers):
    async def run(self, word: str) -> str:
        await self.enter("run")
        if word == "boom":
            raise ZeroDivisionError
        return word.upper()


def app(action: Action, word: str = "sent") -> Callable[[ft.Page], None]:
    @screen
    def Sending() -> ft.Control:
        sending = use_mutation(action.run)
        state = "busy" if sending.busy else sending.error.kind if sending.error else sending.result or "idle"
        return ft.Column(
            [
                ft.Text(state),
                primary_button("send", lambda: sending.run(word)),
                primary_button("clear", sending.clear),
            ]
        )

    return within(fake_portal().portal, Sending)


async def press(lab: Lab, label: str) -> None:
    for button in lab.all(ft.TextButton):
        if label in [text.value for text in lab.walk(button) if isinstance(text, ft.Text)]:
            await lab.fire(button, "click")
            return
    raise AssertionError(label)


async def test_the_result_is_state() -> None:
    async with Lab(app(Action())) as lab:
        await press(lab, "send")
        assert "SENT" in lab.texts()
        await press(lab, "clear")
        assert "idle" in lab.texts()


async def test_a_second_tap_while_busy_does_nothing() -> None:
    action = Action()
    action.hold("run")
    async with Lab(app(action)) as lab:
        button = lab.all(ft.TextButton)[0]
        first = lab.session.dispatch_event(button._i, "click", None)
        second = lab.session.dispatch_event(button._i, "click", None)
        running = asyncio.gather(first, second)
        await lab.settle()
        assert "busy" in lab.texts()
        action.release()
        await running
        await lab.settle()
        assert action.calls == ["run"]
        assert "SENT" in lab.texts()


async def test_a_known_failure_is_its_kind() -> None:
    action = Action()
    action.fail_with(ErrorKind.FULL)
    async with Lab(app(action)) as lab:
        await press(lab, "send")
        assert ErrorKind.FULL in lab.texts()


async def test_an_unknown_failure_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    async with Lab(app(Action(), "boom")) as lab:
        await press(lab, "send")
        assert ErrorKind.UNEXPECTED in lab.texts()
    assert "ZeroDivisionError" in caplog.text
