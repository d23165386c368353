"""The towns that this app offers, where it offers several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Choose(Protocol):
    """Goes to another town, by its id, and there to a route."""

    async def __call__(self, town_id: str, route: str, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Town:
    """One of them, as it is looked for."""

    id: str
    name: str
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Towns:
    """`offered` by name; `current` None = none was chosen on this device yet. `choose` goes to another."""

    offered: tuple[Town, ...]
    current: str | None
    choose: Choose

    def offers(self, town_id: str) -> bool:
        """Whether it is one of them."""
        return any(town.id == town_id for town in self.offered)

    @property
    def name(self) -> str:
        """The current one's, as this app's own file has it."""
        return next((town.name for town in self.offered if town.id == self.current), "")
