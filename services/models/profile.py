"""Mes données personnelles."""

from pydantic import AwareDatetime

from services.models.base import Model


class DeviceSession(Model):
    """A device signed in."""

    id: str
    device_name: str
    created_at: AwareDatetime
    last_used_at: AwareDatetime
    current: bool


class Profile(Model):
    """`pending_email` waits for its link to be followed; `deletion_asked_at` for the city to decide."""

    source: str
    now: AwareDatetime
    email: str
    pending_email: str | None
    first_name: str
    last_name: str
    devices: tuple[DeviceSession, ...]
    deletion_asked_at: AwareDatetime | None = None
