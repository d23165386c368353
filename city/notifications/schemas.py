"""The JSON of notifications, in and out (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from city.notifications.asked import About
from city.notifications.preferences import NAMES, RECEIPT, Channels, Preferences, Quiet

_MOST_IDS = 500
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class TargetOut(BaseModel):
    """What it opens."""

    page: str
    id: str


class NotificationOut(BaseModel):
    """One notification of the account."""

    id: str
    kind: str
    at: datetime
    read: bool
    params: dict[str, Any]
    to: TargetOut | None


class NotificationPage(BaseModel):
    """A page of them, newest first; `unread` counts all."""

    now: datetime
    unread: int
    items: list[NotificationOut]
    next: str | None


class ReminderOut(BaseModel):
    """What the account waits for: that a service opens for a day, or news of a child's slot.

    `at`: when it is told, None when that is not known (a place).
    """

    about: Literal["opening"] | About
    child: str | None
    service: str
    date: date
    at: datetime | None


class RemindersOut(BaseModel):
    """All of them: what opens, the first to open first; then the slots, the first day first."""

    now: datetime
    items: list[ReminderOut]
    next: None = None


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no instant of this calendar") from error


class ReadIn(BaseModel):
    """Which are read: those named, or all up to an instant."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=_MOST_IDS)] | None = None
    until: Annotated[AwareDatetime, AfterValidator(_in_utc)] | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> ReadIn:
        if (self.ids is None) == (self.until is None):
            raise ValueError("either ids or until")
        return self


class UnreadIn(BaseModel):
    """Which are to be unread again."""

    ids: Annotated[list[Id], Field(min_length=1, max_length=_MOST_IDS)]


class ChannelsBody(BaseModel):
    """Where a kind is told."""

    app: bool
    mail: bool


class QuietBody(BaseModel):
    """Quiet time, in the town's time; it may cross midnight."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    first: Annotated[Hour, Field(alias="from")]
    last: Annotated[Hour, Field(alias="to")]

    @model_validator(mode="after")
    def _lasts(self) -> QuietBody:
        if self.first == self.last:
            raise ValueError("quiet time ends when it begins")
        return self


class SettingsBody(BaseModel):
    """How the account is told. A kind that is left out stays as it was."""

    kinds: dict[str, ChannelsBody]
    quiet: QuietBody | None

    @model_validator(mode="after")
    def _known(self) -> SettingsBody:
        if not self.kinds.keys() <= set(NAMES):
            raise ValueError("no such kind")
        return self

    @staticmethod
    def showing(chosen: Preferences) -> SettingsBody:
        """As it is answered: every kind."""
        quiet = chosen.quiet
        return SettingsBody(
            kinds={name: ChannelsBody(app=each.app, mail=each.mail) for name, each in chosen.kinds.items()},
            quiet=QuietBody(first=f"{quiet.first:%H:%M}", last=f"{quiet.last:%H:%M}") if quiet else None,
        )

    def chosen(self, before: Preferences) -> Preferences:
        """As it is kept, over what was chosen before."""
        kinds = dict(before.kinds) | {name: Channels(each.app, each.mail) for name, each in self.kinds.items()}
        kinds[RECEIPT] = Channels(app=False, mail=kinds[RECEIPT].mail)
        quiet = Quiet(time.fromisoformat(self.quiet.first), time.fromisoformat(self.quiet.last)) if self.quiet else None
        return Preferences(kinds, quiet)
