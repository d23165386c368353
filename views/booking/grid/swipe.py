"""Turning the grid's weeks by hand: a finger anywhere on it, the mouse on the heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from views.design import handler

#: What finger or mouse must travel to turn a week; its speed at the end says nothing on a busy machine.
DRAG_DISTANCE = 60.0
FINGER = (ft.PointerDeviceType.TOUCH, ft.PointerDeviceType.STYLUS)
MOUSE = (ft.PointerDeviceType.MOUSE, ft.PointerDeviceType.TRACKPAD)


class WeekDrag:
    """Where a drag began. One per page, so that a redraw in mid-drag loses nothing."""

    def __init__(self, turn: Callable[[int], None]) -> None:
        self._turn = turn
        self._from: float | None = None

    def began(self, event: ft.DragStartEvent[ft.GestureDetector]) -> None:
        self._from = event.global_position.x

    def ended(self, event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        if self._from is None:
            return
        distance, self._from = event.global_position.x - self._from, None
        if abs(distance) > DRAG_DISTANCE:
            self._turn(1 if distance < 0 else -1)

    def over(self, content: ft.Control, devices: Sequence[ft.PointerDeviceType], *, expand: bool) -> ft.Control:
        """The content, followed by these devices alone; taps and what scrolls up and down stay its own."""
        return ft.GestureDetector(
            content,
            allowed_devices=list(devices),
            exclude_from_semantics=True,
            on_horizontal_drag_start=handler(self.began),
            on_horizontal_drag_end=handler(self.ended),
            expand=expand,
        )
