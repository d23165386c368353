"""The kinds of failure a parent can meet; their sentences live in `views/text/`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ErrorKind(StrEnum):
    """What happened, as the screens tell it apart. Decided at the edge (`services/transport.py`)."""

    OFFLINE = "OFFLINE"
    CITY_DOWN = "CITY_DOWN"
    OPENING_RUSH = "OPENING_RUSH"
    SESSION_EXPIRED = "SESSION_EXPIRED"
    INVALID_CREDENTIALS = "INVALID_CREDENTIALS"
    SLOW_DOWN = "SLOW_DOWN"
    LINK_EXPIRED = "LINK_EXPIRED"
    WEAK_PASSWORD = "WEAK_PASSWORD"  # noqa: S105
    NOT_FOUND = "NOT_FOUND"
    NOT_ALLOWED = "NOT_ALLOWED"
    DEADLINE_PASSED = "DEADLINE_PASSED"
    FULL = "FULL"
    CHANGED = "CHANGED"
    TOO_BIG = "TOO_BIG"
    CHANGED_ELSEWHERE = "CHANGED_ELSEWHERE"
    ALREADY_SENT = "ALREADY_SENT"
    ALREADY_DECIDED = "ALREADY_DECIDED"
    NOT_OPEN = "NOT_OPEN"
    TOO_MANY_DRAFTS = "TOO_MANY_DRAFTS"
    INCOMPLETE = "INCOMPLETE"
    FILE_TOO_BIG = "FILE_TOO_BIG"
    BAD_TYPE = "BAD_TYPE"
    EMPTY_FILE = "EMPTY_FILE"
    BROKEN_FILE = "BROKEN_FILE"
    TOO_MANY = "TOO_MANY"
    TOO_MANY_FILES = "TOO_MANY_FILES"
    ALREADY_PAYING = "ALREADY_PAYING"
    NOT_PAYABLE = "NOT_PAYABLE"
    TOTAL_CHANGED = "TOTAL_CHANGED"
    NO_TILL = "NO_TILL"
    TOO_MUCH = "TOO_MUCH"
    TOO_LITTLE = "TOO_LITTLE"
    ONE_AT_A_TIME = "ONE_AT_A_TIME"
    BANK_DOWN = "BANK_DOWN"
    EMAIL_TOO_LONG = "EMAIL_TOO_LONG"
    NEEDS_PROCEDURE = "NEEDS_PROCEDURE"
    EMAIL_USED = "EMAIL_USED"
    TOO_MANY_REMINDERS = "TOO_MANY_REMINDERS"
    NOTHING_TO_TELL = "NOTHING_TO_TELL"
    CLOCK_WRONG = "CLOCK_WRONG"
    INVALID = "INVALID"
    UNEXPECTED = "UNEXPECTED"


class ServiceError(Exception):
    """A failure of a known kind.

    `params` fill the sentence of the kind (`retry_after` in seconds for SLOW_DOWN, `max` for TOO_BIG …).
    The cause is kept as `__cause__` for the log, never shown.
    """

    def __init__(self, kind: ErrorKind, params: Mapping[str, str] | None = None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.params: dict[str, str] = dict(params or {})
