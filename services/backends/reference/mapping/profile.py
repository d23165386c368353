"""« Mes données personnelles »."""

from __future__ import annotations

from services.backends.reference.mapping.picking import Json, pick, rows, section
from services.models.profile import DeviceSession, Profile


def profile(answer: Json, source: str) -> Profile:
    devices = tuple(pick(DeviceSession, row) for row in rows(answer, "devices"))
    deletion = answer.get("deletion")
    asked_at = section(deletion).get("asked_at") if deletion is not None else None
    return pick(Profile, answer, source=source, devices=devices, deletion_asked_at=asked_at)
