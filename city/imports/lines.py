"""What a line of a list says, and what is wrong with a file or a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from city.imports.columns import Column


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian as listed; `email` is folded, None = no account."""

    first_name: str
    last_name: str
    email: str | None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A child as listed. `age_group` None: that of the school, or the one it has."""

    number: str
    first_name: str
    last_name: str
    birth_date: date
    school_id: str
    class_name: str
    age_group: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line is refused, in French; `column` None: it is not one column's."""

    column: Column | None
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read (from 1). A faulty one has what could be read of it, for what other lines lean on."""

    line: int
    household: str
    household_name: str
    guardians: Sequence[Guardian]
    child: Listed | None
    shown: str
    faults: Sequence[Fault] = ()

    @property
    def household_stands(self) -> bool:
        """Whether all that it says of its household could be read."""
        return not any(fault.column not in _CHILD_ONLY for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Read:
    """A file. `refused`: why nothing of it can be used; `ignored`: columns that mean nothing to us."""

    lines: Sequence[Line] = ()
    refused: str | None = None
    ignored: Sequence[str] = ()


_CHILD_ONLY = frozenset(
    {
        Column.CHILD,
        Column.CHILD_FIRST,
        Column.CHILD_LAST,
        Column.BIRTH,
        Column.SCHOOL,
        Column.CLASS,
        Column.GROUP,
    }
)
