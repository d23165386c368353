"""How an account is told: by kind and channel, and when it wants quiet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from city.notifications.kinds import Kind
from city.notifications.models import NotificationSettingsRow

RECEIPT = "receipt"
"""Not a notification: the mail that confirms a submission to who sent it. It has no place in the app's list."""

NAMES = (*(kind.value for kind in Kind), RECEIPT)


@dataclass(frozen=True, slots=True)
class Channels:
    """Where a kind is told: in the app's list, by mail."""

    app: bool = True
    mail: bool = True


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `first` to `last`, the town's time; over midnight when it ends earlier than it begins."""

    first: time
    last: time

    def ends(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the quiet in which `now` lies is over (an instant of the town's), None outside of it."""
        local = now.astimezone(zone)
        clock, today = local.time().replace(tzinfo=None), local.date()
        if self.first <= self.last:
            inside, day = self.first <= clock < self.last, today
        else:
            inside = clock >= self.first or clock < self.last
            day = today + timedelta(days=1) if clock >= self.first else today
        return datetime.combine(day, self.last, zone) if inside else None


DEFAULTS = {name: Channels() for name in NAMES} | {
    Kind.NEWS.value: Channels(mail=False),
    RECEIPT: Channels(app=False),
}
"""Everything in the app and by mail; news only in the app."""

DEFAULT_QUIET = Quiet(time(21), time(7))


@dataclass(frozen=True, slots=True)
class Preferences:
    """What an account chose, or the defaults."""

    kinds: Mapping[str, Channels] = field(default_factory=lambda: DEFAULTS)
    quiet: Quiet | None = DEFAULT_QUIET

    @staticmethod
    def of(row: NotificationSettingsRow | None) -> Preferences:
        """From what is stored; nothing stored = the defaults."""
        if row is None:
            return Preferences()
        quiet = None
        if row.quiet_from and row.quiet_to:
            quiet = Quiet(time.fromisoformat(row.quiet_from), time.fromisoformat(row.quiet_to))
        return replace(Preferences.with_kinds(row.kinds), quiet=quiet)

    @staticmethod
    def with_kinds(kinds: Mapping[str, Mapping[str, bool]]) -> Preferences:
        """From the kinds that are stored, quiet by default."""
        return Preferences(DEFAULTS | {name: Channels(**kinds[name]) for name in NAMES if name in kinds})

    @property
    def unlisted(self) -> list[str]:
        """The kinds that are not shown in the app."""
        return [name for name, channels in self.kinds.items() if not channels.app]

    def differing(self) -> dict[str, dict[str, bool]]:
        """What has to be stored: the kinds that are not as by default."""
        return {
            name: {"app": channels.app, "mail": channels.mail}
            for name, channels in self.kinds.items()
            if channels != DEFAULTS[name]
        }
