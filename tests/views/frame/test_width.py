"""Columns fill the page where only a hole would be left, and cards stand in two columns where both can be read."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from views.design import drawing_with
from views.design.look import surroundings
from views.frame import column_width, in_cards
from views.state import Layout

_CARDS = [ft.Text(str(n)) for n in range(3)]


def _columns(layout: Layout) -> list[list[str]]:
    made = in_cards(_CARDS, layout)
    parts = [one.content for one in made.controls] if isinstance(made, ft.Row) else [made]
    return [[text.value for text in part.controls] for part in parts]  # type: ignore[union-attr, attr-defined]


def test_a_column_leaves_no_hole_beside_it() -> None:
    assert column_width(Layout.of(412, 915)) is None
    assert column_width(Layout.of(820, 1180)) is None
    assert column_width(Layout.of(1280, 800)) == 640


def test_cards_stand_in_two_columns_read_one_after_the_other() -> None:
    assert _columns(Layout.of(1280, 800)) == [["0", "1"], ["2"]]
    assert _columns(Layout.of(820, 1180)) == _columns(Layout.of(412, 915)) == [["0", "1", "2"]]
    with drawing_with(replace(surroundings(), text_scale=2)):
        assert _columns(Layout.of(1280, 800)) == [["0", "1", "2"]]
