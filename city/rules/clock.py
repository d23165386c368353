"""From town-local days and hours to instants, summer and winter time included."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo


def fixed(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant`` with the town's offset of that moment, as a fixed offset.

    Two instants with a fixed offset compare as instants; two with the same ``ZoneInfo``
    would compare as wall clocks, wrongly in the hour that exists twice.
    """
    local = instant.astimezone(zone)
    offset = local.utcoffset()
    return instant.astimezone(timezone(offset)) if offset is not None else local


def local_instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The instant of ``minutes`` after midnight on the wall clock of ``day`` (1440 = 24:00).

    A time that does not exist moves forward by the missing hour; of one that exists twice,
    the first.
    """
    days, rest = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone)
    return fixed(wall.astimezone(UTC), zone)
