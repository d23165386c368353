"""Which lines stand or fall together, and in which order they are decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from city.bookings.bonds import Bonds
from city.submissions.schemas import LineIn


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines, by their index, that stand or fall together; in the order sent."""

    cancels: tuple[int, ...]
    books: tuple[int, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """All of them, cancels first."""
        return self.cancels + self.books


def units(lines: Sequence[LineIn], bonds: Bonds) -> list[Unit]:
    """The units of a submission: groups, and linked services of a child's day asked for together."""
    found = _united(range(len(lines)), lambda index: _ties(lines[index], bonds))
    return [
        Unit(
            tuple(index for index in indexes if lines[index].op == "cancel"),
            tuple(index for index in indexes if lines[index].op == "book"),
        )
        for indexes in found
    ]


def clusters(books: Iterable[int], lines: Sequence[LineIn], bonds: Bonds) -> list[list[int]]:
    """The bookings of a unit, those of linked services together (they wait together too), what is required first."""
    asked = {(lines[index].child, lines[index].service, lines[index].date): index for index in books}

    def before(index: int) -> list[int]:
        line = lines[index]
        needed = bonds.requires.get(line.service, frozenset())
        return [asked[key] for name in needed if (key := (line.child, name, line.date)) in asked]

    ordered = required_first(list(asked.values()), before)
    return _united(ordered, lambda index: _linked_ties(lines[index], bonds))


def required_first(items: Sequence[int], before: Callable[[int], Iterable[int]]) -> list[int]:
    """`items` in their order, except that what `before(item)` names comes before it (circles are left as they are)."""
    done: dict[int, None] = {}
    begun: set[int] = set()

    def visit(item: int) -> None:
        if item in begun:
            return
        begun.add(item)
        for other in before(item):
            visit(other)
        done[item] = None

    for item in items:
        visit(item)
    return list(done)


def slot_twice(lines: Sequence[LineIn]) -> list[int]:
    """The indexes of all lines that share a slot with another one."""
    by_slot: dict[tuple[str, str, date], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_slot[line.child, line.service, line.date].append(index)
    return sorted(index for indexes in by_slot.values() if len(indexes) > 1 for index in indexes)


def _ties(line: LineIn, bonds: Bonds) -> list[Hashable]:
    grouped: list[Hashable] = [] if line.group is None else [("group", line.group)]
    return grouped + _linked_ties(line, bonds)


def _linked_ties(line: LineIn, bonds: Bonds) -> list[Hashable]:
    linked = bonds.linked.get(line.service, frozenset())
    return [(line.op, line.child, line.date, frozenset((line.service, other))) for other in linked]


def _united(indexes: Iterable[int], ties: Callable[[int], list[Hashable]]) -> list[list[int]]:
    """Indexes that share a tie, directly or through others, in one list; lists and members in the order given."""
    parent: dict[int, int] = {}
    first_with: dict[Hashable, int] = {}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index in indexes:
        parent[index] = index
        for tie in ties(index):
            parent[root(index)] = root(first_with.setdefault(tie, index))
    found: dict[int, list[int]] = defaultdict(list)
    for index in parent:
        found[root(index)].append(index)
    return list(found.values())
