"""The city's clock: the only source of "now". It is injected; nothing else may read the machine's time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the instant."""

    def now(self) -> datetime:
        """The current instant, aware."""
        ...


class SystemClock:
    """The machine's own clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """Starts at a given instant and runs on from there, whatever happens to the machine's clock."""

    def __init__(self, start: datetime) -> None:
        self._start = require_aware(start)
        self._zero = time.monotonic()

    def now(self) -> datetime:
        return self._start.astimezone(UTC) + timedelta(seconds=time.monotonic() - self._zero)


class FixedClock:
    """Stands still until it is told to move: for tests and for explaining a rule at an instant."""

    def __init__(self, at: datetime) -> None:
        self._at = require_aware(at)

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Moves to `at` (aware), also backwards."""
        self._at = require_aware(at)

    def advance(self, **step: float) -> None:
        """Moves on by a `timedelta` given in its own words: `advance(days=1, minutes=30)`. Elapsed time."""
        self._at = (self._at.astimezone(UTC) + timedelta(**step)).astimezone(self._at.tzinfo)


def after(at: datetime, step: timedelta) -> datetime:
    """The instant `step` later, in elapsed time: adding to a local time would count an hour of a clock change."""
    return at.astimezone(UTC) + step


def require_aware(at: datetime) -> datetime:
    """`at` itself; ValueError when it has no time zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {at!r}")
    return at
