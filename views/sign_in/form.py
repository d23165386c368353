"""What the sign-in form shows, from what went wrong."""

from __future__ import annotations

from services.errors import ErrorKind, ServiceError
from views.text.errors import told_error

_ON_THE_PASSWORD = (ErrorKind.INVALID_CREDENTIALS, ErrorKind.SLOW_DOWN, ErrorKind.WEAK_PASSWORD)


def credentials_error(error: ServiceError | None) -> str | None:
    """The sentence under the password field, or None when the fault is elsewhere or there is none."""
    if error is None or error.kind not in _ON_THE_PASSWORD:
        return None
    return told_error(error).sentence


def network_error(error: ServiceError | None) -> ErrorKind | None:
    """The kind of what is not the parent's fault: no network, the city down …"""
    if error is None or error.kind in _ON_THE_PASSWORD:
        return None
    return error.kind
