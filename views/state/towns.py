"""The towns that this app offers, where it offers several."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """One of them, as it is looked for."""

    id: str
    name: str
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Towns:
    """`offered` by name; `current` None = none was chosen on this device yet. `choose` goes to another, by its id."""

    offered: tuple[Town, ...]
    current: str | None
    choose: Callable[[str], Awaitable[None]]

    @property
    def name(self) -> str:
        """The current one's, as this app's own file has it."""
        return next((town.name for town in self.offered if town.id == self.current), "")
