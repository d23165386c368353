"""`use_query`: the copy at once, then the answer; failures are states; nothing outlives its screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft
import pytest

from services.errors import ErrorKind
from services.query import Topic
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from tests.views.state.questions import Question, within
from views.state import Failed, Loading, Ready, screen, use_query


@pytest.fixture
def kit() -> PortalKit:
    return fake_portal()


def told(loadable: Any) -> str:
    match loadable:
        case Loading():
            return "loading"
        case Failed(kind=kind):
            return f"failed {kind}"
        case Ready(value=value, stale=stale, refreshing=refreshing, trouble=trouble):
            marks = [("stale", stale), ("refreshing", refreshing), (trouble, trouble)]
            return " ".join([value, *(str(word) for word, holds in marks if holds)])
    raise AssertionError(loadable)


def app(kit: PortalKit, question: Question, seen: list[str] | None = None) -> Callable[[ft.Page], None]:
    @screen
    def Asking() -> ft.Control:
        loadable, refresh = use_query(question, [])
        if seen is not None:
            seen.append(told(loadable))
        retry = loadable.retry if isinstance(loadable, Failed) else refresh
        return ft.Column([ft.Text(told(loadable)), ft.TextButton("again", on_click=lambda: retry())])

    return within(kit.portal, Asking)


async def test_the_copy_shows_at_once_then_the_answer(kit: PortalKit) -> None:
    question, seen = Question(known="old"), list[str]()
    question.hold("fetch")
    async with Lab(app(kit, question, seen)) as lab:
        assert "old refreshing" in lab.texts()
        question.release()
        await lab.settle()
        assert seen == ["loading", "old refreshing", "question 1"]


async def test_a_copy_in_memory_is_in_the_very_first_frame(kit: PortalKit) -> None:
    question, seen = Question(known="old", in_memory=True), list[str]()
    async with Lab(app(kit, question, seen)):
        assert seen == ["old refreshing", "question 1"]


async def test_without_copy_it_is_loading_until_the_city_answers(kit: PortalKit) -> None:
    question = Question()
    question.hold("fetch")
    async with Lab(app(kit, question)) as lab:
        assert "loading" in lab.texts()
        question.release()
        await lab.settle()
        assert "question 1" in lab.texts()


async def test_a_failure_with_a_copy_keeps_it_and_says_why(kit: PortalKit) -> None:
    question = Question(known="old")
    question.fail_with(ErrorKind.CITY_DOWN)
    async with Lab(app(kit, question)) as lab:
        assert f"old stale {ErrorKind.CITY_DOWN}" in lab.texts()


async def test_a_failure_without_copy_can_be_tried_again(kit: PortalKit) -> None:
    question = Question()
    question.fail_with(ErrorKind.OFFLINE)
    async with Lab(app(kit, question)) as lab:
        assert f"failed {ErrorKind.OFFLINE}" in lab.texts()
        question.fail_with(None)
        await lab.tap("again")
        assert "question 1" in lab.texts()


async def test_what_no_one_foresaw_is_a_failure_too(kit: PortalKit, caplog: pytest.LogCaptureFixture) -> None:
    question = Question()

    async def broken() -> Any:
        raise ZeroDivisionError

    question.fetch = broken  # type: ignore[method-assign]
    async with Lab(app(kit, question)) as lab:
        assert f"failed {ErrorKind.UNEXPECTED}" in lab.texts()
    assert "ZeroDivisionError" in caplog.text


async def test_a_topic_asks_again_and_others_do_not(kit: PortalKit) -> None:
    question = Question()
    async with Lab(app(kit, question)) as lab:
        kit.announce(Topic.RECEIPTS)
        await lab.settle()
        assert question.answers == 1
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert "question 2" in lab.texts()


async def test_another_key_starts_anew_and_drops_the_first_answer(kit: PortalKit) -> None:
    slow, quick = Question("slow"), Question("quick")
    slow.hold("fetch")

    @screen
    def Switching() -> ft.Control:
        first, set_first = ft.use_state(True)
        loadable, _refresh = use_query(slow if first else quick, [])
        return ft.Column([ft.Text(told(loadable)), ft.TextButton("switch", on_click=lambda: set_first(False))])

    async with Lab(within(kit.portal, Switching)) as lab:
        await lab.tap("switch")
        assert "quick 1" in lab.texts()
        slow.release()
        await lab.settle()
        assert "quick 1" in lab.texts() and slow.answers == 0


async def test_leaving_the_screen_ends_the_question_and_the_subscription(kit: PortalKit) -> None:
    question = Question()

    @screen
    def Inner() -> ft.Control:
        return ft.Text(told(use_query(question, [])[0]))

    @screen
    def Outer() -> ft.Control:
        shown, show = ft.use_state(True)
        return ft.Column([Inner() if shown else ft.Text("gone"), ft.TextButton("leave", on_click=lambda: show(False))])

    async with Lab(within(kit.portal, Outer)) as lab:
        question.hold("fetch")
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        await lab.tap("leave")
        question.release()
        kit.announce(Topic.CALENDAR)
        await lab.settle()
        assert question.answers == 1 and "gone" in lab.texts()


async def test_what_failed_asks_again_when_another_question_brings_the_city_back(kit: PortalKit) -> None:
    await kit.sign_in()
    question = Question()
    question.fail_with(ErrorKind.OFFLINE)
    kit.city.fail_with(ErrorKind.OFFLINE)
    async with Lab(app(kit, question)) as lab:
        assert not await kit.portal.reconnect()
        assert f"failed {ErrorKind.OFFLINE}" in lab.texts()
        question.fail_with(None)
        kit.city.fail_with(None)
        await kit.portal.town.fetch()
        await lab.settle()
        assert "question 1" in lab.texts()
