"""The session reaches every component, also below memoised ones that were skipped."""

from __future__ import annotations

import gc

import flet as ft

from tests.fakes.portal import fake_portal
from tests.lab import Lab
from tests.views.state.questions import within
from views.state import memo, screen, use_portal, use_session


@screen
def Leaf(depth: int) -> ft.Control:
    """Mounts one more of itself at each tap, and needs the portal each time it is drawn."""
    count, set_count = ft.use_state(0)
    connection = use_portal().connection
    below = [Leaf(depth + 1)] if count else []
    return ft.Column([ft.TextButton(f"leaf {depth} {connection}", on_click=lambda: set_count(count + 1)), *below])


@screen
def Middle() -> ft.Control:
    return ft.Column([Leaf(0)])


@screen
def Top() -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column(
        [
            ft.TextButton(f"top {count}", on_click=lambda: set_count(count + 1)),
            memo(Middle)(key="middle"),
        ]
    )


@screen
def Width() -> ft.Control:
    layout = use_session().layout
    ft.use_state(layout)
    return ft.Text(f"width {layout.value.width}")


async def test_below_a_skipped_component_the_session_is_still_found() -> None:
    async with Lab(within(fake_portal().portal, Top)) as lab:
        for turn in range(3):
            await lab.tap(f"top {turn}")
            gc.collect()
        for depth in range(3):
            await lab.tap(f"leaf {depth} online")
            gc.collect()
        assert [button.content for button in lab.all(ft.TextButton)][-1] == "leaf 3 online"


async def test_a_store_that_changes_redraws_a_memoised_component() -> None:
    portal, seen = fake_portal().portal, []

    @screen
    def Outer() -> ft.Control:
        seen.append(use_session())
        return ft.Column([memo(Width)(key="width")])

    async with Lab(within(portal, Outer)) as lab:
        session = seen[-1]
        session.layout.value = type(session.layout.value).of(820, 1180)
        await lab.settle()
        assert "width 820" in lab.texts()
        assert len(seen) == 1
