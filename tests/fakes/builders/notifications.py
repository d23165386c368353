"""What the bell holds: three unread, two read."""

from __future__ import annotations

from datetime import time, timedelta

from services.models.notification import (
    Channels,
    Notification,
    NotificationKind,
    NotificationSettings,
    Page,
    QuietTime,
    Target,
)
from tests.fakes.builders.names import ALICE, EVENING, MEAL, NOE, NOW, SOURCE


def notification(notification_id: str = "n_message", **changes: object) -> Notification:
    """A message of the school service, unread, of this morning; `changes` replace fields."""
    made = Notification(
        source=SOURCE,
        id=notification_id,
        kind=NotificationKind.MESSAGE,
        at=NOW - timedelta(minutes=20),
        read=False,
        params={
            "from": "Nadia, service scolaire",
            "subject": "Certificat de vaccination",
            "excerpt": "Bonjour, il manque le certificat de Noé.",
        },
        to=Target(page=Page.THREAD, id="t_health"),
    )
    return made.model_copy(update=changes)


def notifications() -> tuple[Notification, ...]:
    """Newest first: two of today, two of this week, one older."""
    return (
        notification(),
        notification(
            "n_deadline",
            kind=NotificationKind.DEADLINE,
            at=NOW - timedelta(hours=1),
            params={
                "child": ALICE,
                "child_name": "Alice",
                "service": MEAL,
                "service_name": "Restauration scolaire",
                "date": "2026-11-26",
                "book_by": "2026-11-25T10:00:00+01:00",
            },
            to=Target(page=Page.DAY, id="2026-11-26"),
        ),
        notification(
            "n_invoice",
            kind=NotificationKind.INVOICE,
            at=NOW - timedelta(days=2),
            params={
                "number": "2026-000731",
                "total_cents": "6215",
                "due_on": "2026-12-05",
                "title": "Octobre 2026",
            },
            to=Target(page=Page.INVOICE, id="2026-000731"),
        ),
        *_read_ones(),
    )


def _read_ones() -> tuple[Notification, ...]:
    return (
        notification(
            "n_place",
            kind=NotificationKind.PLACE_FREED,
            at=NOW - timedelta(days=3),
            read=True,
            params={
                "child": NOE,
                "child_name": "Noé",
                "service": EVENING,
                "service_name": "Accueil du soir",
                "date": "2026-11-24",
            },
            to=Target(page=Page.RECEIPT, id="2026-001482"),
        ),
        notification(
            "n_decided",
            kind=NotificationKind.PROCEDURE_DECIDED,
            at=NOW - timedelta(days=20),
            read=True,
            params={
                "number": "2026-000316",
                "title": "Inscription périscolaire",
                "state": "validated",
                "words": "C'est enregistré.",
            },
            to=Target(page=Page.PROCEDURE, id="d_sent_3"),
        ),
    )


def notification_settings(**changes: object) -> NotificationSettings:
    """Everything is told in the app, and by mail but the news; quiet from 21:00 to 7:00."""
    kinds = {
        kind: Channels(app=True, mail=kind is not NotificationKind.NEWS)
        for kind in NotificationKind
        if kind is not NotificationKind.OTHER
    }
    made = NotificationSettings(source=SOURCE, kinds=kinds, quiet=QuietTime(starts=time(21), ends=time(7)))
    return made.model_copy(update=changes)
