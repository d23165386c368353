"""The bell."""

from __future__ import annotations

from typing import Any

from services.backends.reference.mapping.known import known
from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.models.notification import (
    Channels,
    LiveEvent,
    LiveTopic,
    Notification,
    NotificationKind,
    NotificationPage,
    NotificationSettings,
    Page,
    QuietTime,
    Reminder,
    Target,
    WishAbout,
)
from services.transport import texts


def notification_page(answer: Json, source: str) -> NotificationPage:
    items = tuple(_notification(row, source) for row in rows(answer, "items"))
    return pick(NotificationPage, answer, source=source, items=items)


def _notification(row: Json, source: str) -> Notification:
    return pick(
        Notification,
        row,
        source=source,
        kind=known(NotificationKind, str(row.get("kind")), NotificationKind.OTHER),
        params=texts(section(row.get("params") or {})),
        to=_target(row.get("to")),
    )


def _target(given: object) -> Target | None:
    """Where it leads; None for a page this app does not have."""
    if given is None:
        return None
    page = section(given).get("page")
    return pick(Target, given) if page in list(Page) else None


def target_body(target: Target) -> dict[str, str]:
    """A target as it is sent."""
    return {"page": target.page.value, "id": target.id}


def notification_settings(answer: Json, source: str) -> NotificationSettings:
    kinds = {
        NotificationKind(kind): pick(Channels, channels)
        for kind, channels in section(answer.get("kinds") or {}).items()
        if kind in list(NotificationKind)
    }
    quiet = answer.get("quiet")
    return NotificationSettings(source=source, kinds=kinds, quiet=_quiet(section(quiet)) if quiet is not None else None)


def _quiet(given: Json) -> QuietTime:
    return QuietTime.model_validate({"starts": given.get("from"), "ends": given.get("to")})


def notification_settings_body(settings: NotificationSettings) -> dict[str, Any]:
    """The settings as they are sent."""
    quiet = settings.quiet
    return {
        "kinds": {kind.value: {"app": told.app, "mail": told.mail} for kind, told in settings.kinds.items()},
        "quiet": {"from": f"{quiet.starts:%H:%M}", "to": f"{quiet.ends:%H:%M}"} if quiet is not None else None,
    }


def reminders(answer: Json) -> tuple[Reminder, ...]:
    """What is waited for; left out what a newer city tells of besides."""
    known_ones = (row for row in rows(answer, "items") if row.get("about") in list(WishAbout))
    return tuple(pick(Reminder, row, day=row.get("date")) for row in known_ones)


def live_event(event_id: str | None, data: Json) -> LiveEvent:
    """An event of the line; topics of a newer city are left out."""
    told = data.get("topics") or []
    if not isinstance(told, list):
        raise ValueError("not a list")
    topics = tuple(LiveTopic(topic) for topic in told if topic in list(LiveTopic))
    return LiveEvent.model_validate(
        {"id": event_id, "now": data.get("now"), "topics": topics, "unread": data.get("unread")}
    )
