"""One measured number and the goal it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """`value` and `peer` (or limit) in `unit`; `ratio` = value ÷ peer. `at_most`: the goal is an upper bound of it."""

    what: str
    value: float
    peer: float
    unit: str
    goal: float
    peer_name: str
    at_most: bool = True

    @property
    def ratio(self) -> float:
        return self.value / self.peer

    @property
    def reached(self) -> bool:
        return self.ratio <= self.goal if self.at_most else self.ratio >= self.goal

    def row(self) -> str:
        sign = "≤" if self.at_most else "≥"
        mark = "yes" if self.reached else "**no**"
        return (
            f"| {self.what} | {self.value:.4g} {self.unit} | {self.peer:.4g} {self.unit} ({self.peer_name}) "
            f"| {self.ratio:.2f} | {sign} {self.goal:g} | {mark} |"
        )


def middle(values: Sequence[float]) -> float:
    """The median."""
    return float(median(values))


def table(results: Sequence[Result]) -> str:
    head = "| what | measured | against | ratio | goal | reached |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(result.row() for result in results) + "\n"
