"""A fault of ours ends where it is: the session lives on, the client never sees a traceback."""

from __future__ import annotations

import flet as ft
import pytest

from services.errors import ErrorKind
from tests.lab import Lab
from views.design import handler, primary_button
from views.state import screen
from views.text.errors import told_elsewhere

SENTENCE = told_elsewhere(ErrorKind.UNEXPECTED).sentence


@screen
def Fragile() -> ft.Control:
    count, set_count = ft.use_state(0)
    ft.use_effect(lambda: set_count(2) if count == 1 else None, [count])
    if count == 1:
        raise ValueError("a secret")
    return ft.TextButton(f"count {count}", on_click=lambda: set_count(count + 1))


@screen
def Handling() -> ft.Control:
    def fail() -> None:
        raise ValueError("a secret")

    return primary_button("fail", fail)


async def test_a_component_that_raises_when_drawn_again_recovers(caplog: pytest.LogCaptureFixture) -> None:
    async with Lab(lambda page: page.render(Fragile)) as lab:
        await lab.tap("count 0")
        await lab.settle()
        assert "count 2" in [button.content for button in lab.all(ft.TextButton)]
    assert "a secret" in caplog.text


async def test_a_handler_that_raises_is_told_in_one_sentence(caplog: pytest.LogCaptureFixture) -> None:
    async with Lab(lambda page: page.render(Handling)) as lab:
        await lab.fire(lab.one(ft.TextButton), "click")
        assert SENTENCE in lab.texts()
        assert not any("a secret" in text for text in lab.texts())
    assert "a secret" in caplog.text


async def test_a_handler_takes_the_event_or_nothing_and_may_be_async() -> None:
    got: list[object] = []

    async def with_event(event: object) -> None:
        got.append(event)

    def without() -> None:
        got.append("nothing")

    await handler(with_event)("event")
    await handler(without)("event")
    await handler(lambda word="default": got.append(word))("event")
    assert got == ["event", "nothing", "default"]
    assert handler(wrapped := handler(without)) is wrapped
