"""In which order the blocks stand and which are hidden: the parent's choice, kept on the device."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`order` is empty while the parent never moved a block; keys of blocks throughout."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def touched(self) -> bool:
        return bool(self.order or self.hidden)


def arranged(keys: Sequence[str], arrangement: Arrangement, urgent: Collection[str] = ()) -> tuple[str, ...]:
    """`keys` (in the order of origin) as the parent wants them, hidden ones too.

    Never moved: what is `urgent` rises just below the first. Moved: a block that is new since then comes after the
    one it follows in the order of origin.
    """
    if not arrangement.order:
        raised = [key for key in keys[1:] if key in urgent]
        return (*keys[:1], *raised, *(key for key in keys[1:] if key not in raised))
    shown = [key for key in dict.fromkeys(arrangement.order) if key in keys]
    for place, key in enumerate(keys):
        if key not in shown:
            shown.insert(shown.index(keys[place - 1]) + 1 if place else 0, key)
    return tuple(shown)


def moved(shown: Sequence[str], key: str, place: int) -> tuple[str, ...]:
    """`shown` with `key` at `place`, which is brought back within the list."""
    rest = [other for other in shown if other != key]
    rest.insert(max(0, min(place, len(rest))), key)
    return tuple(rest)


def written(arrangement: Arrangement) -> str | None:
    """As a note of the device; None = nothing to remember."""
    if not arrangement.touched:
        return None
    return json.dumps({"order": arrangement.order, "hidden": sorted(arrangement.hidden)})


def read(note: str | None) -> Arrangement:
    """The order of origin for no note, or for one that cannot be understood."""
    try:
        kept = json.loads(note) if note else {}
        order, hidden = kept.get("order", ()), kept.get("hidden", ())
        return Arrangement(tuple(map(str, order)), frozenset(map(str, hidden)))
    except (ValueError, AttributeError, TypeError):
        return Arrangement()
