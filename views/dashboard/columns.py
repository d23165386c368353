"""How blocks fall into columns on wide screens. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable

from views.dashboard.definition import Block, Span

Column = list[Block]
#: One row of the page: one column (all its width), or two of the same width.
Row = list[Column]
#: Below this a main part of the desktop holds one column, in pixels at 100 % text.
TWO_COLUMNS_FROM = 560


def rows_of(blocks: Iterable[Block], *, single: bool = False) -> list[Row]:
    """In order: a wide block has a row of its own, the others fall into the shorter of two columns between them.

    `single`: there is no room for two columns.
    """
    rows: list[Row] = []
    for block in blocks:
        if single or block.span is Span.WIDE:
            rows.append([[block]])
            continue
        if not rows or len(rows[-1]) == 1:
            rows.append([[], []])
        left, right = rows[-1]
        (left if _height(left) <= _height(right) else right).append(block)
    return [row if len(row) == 1 or row[1] else row[:1] for row in rows]


def main_and_side(blocks: Iterable[Block]) -> tuple[list[Block], list[Block]]:
    """The two thirds and the third of a desktop."""
    main: list[Block] = []
    side: list[Block] = []
    for block in blocks:
        (side if block.span is Span.SIDE else main).append(block)
    return main, side


def _height(column: Column) -> int:
    return sum(block.height + 2 for block in column)
