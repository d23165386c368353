"""The city's clock as this device follows it: the last instant heard, plus the time run since."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Europe/Paris"


def device_now() -> datetime:
    """The device's own idea of the instant, aware."""
    return datetime.now(UTC)


def find_zone(name: str) -> tzinfo | None:
    """The time zone of that name; None where the device has no such zone (no zone data at all on some)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


class CityClock:
    """Counts from the last instant the city told; before the first, from the device and the offset last known.

    `monotonic` gives seconds that never go back; `device` the device's wall clock, which may be wrong by hours.
    """

    def __init__(
        self,
        zone: str = DEFAULT_ZONE,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        device: Callable[[], datetime] = device_now,
    ) -> None:
        self._monotonic = monotonic
        self._device = device
        self._zone = find_zone(zone)
        self._heard: datetime | None = None
        self._heard_at = 0.0
        self._offset = timedelta(0)

    def hear(self, now: datetime) -> None:
        """The city has just said that it is `now` (aware)."""
        self._heard = now
        self._heard_at = self._monotonic()
        self._offset = self._device() - now

    def set_zone(self, name: str) -> None:
        """Follows the town's zone; where the device does not know it, the offset the city speaks with."""
        self._zone = find_zone(name)

    def assume_offset(self, offset: timedelta) -> None:
        """Before the city is heard, believe that the device is ahead of it by `offset`, as it was last time."""
        if self._heard is None:
            self._offset = offset

    @property
    def offset(self) -> timedelta:
        """The device's clock minus the city's, as last heard."""
        return self._offset

    @property
    def heard(self) -> bool:
        """Whether the city has spoken since the start."""
        return self._heard is not None

    def now(self) -> datetime:
        """The city's instant, aware, in the town's zone."""
        if self._heard is None:
            return (self._device() - self._offset).astimezone(self._zone)  # without a zone, the device's own
        elapsed = timedelta(seconds=self._monotonic() - self._heard_at)
        return (self._heard + elapsed).astimezone(self._zone or self._heard.tzinfo)
