"""Camille's own account."""

from __future__ import annotations

from datetime import timedelta

from services.models.profile import DeviceSession, Profile
from tests.fakes.builders.names import NOW, SOURCE


def profile(**changes: object) -> Profile:
    """Two devices, nothing pending; `changes` replace fields."""
    phone = DeviceSession(
        id="s_phone",
        device_name="android (application)",
        created_at=NOW - timedelta(days=40),
        last_used_at=NOW,
        current=True,
    )
    tablet = DeviceSession(
        id="s_tablet",
        device_name="ios (navigateur)",
        created_at=NOW - timedelta(days=12),
        last_used_at=NOW - timedelta(days=3),
        current=False,
    )
    made = Profile(
        source=SOURCE,
        now=NOW,
        email="camille.martin@exemple.fr",
        pending_email=None,
        first_name="Camille",
        last_name="Martin",
        devices=(phone, tablet),
    )
    return made.model_copy(update=changes)
