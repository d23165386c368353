"""The sizes of screen a parent may hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """A viewport in CSS pixels; `touch`: fingers instead of a mouse."""

    name: str
    width: int
    height: int
    touch: bool


PHONE = Screen("phone", 412, 915, touch=True)
TABLET = Screen("tablet", 820, 1180, touch=True)
TABLET_SIDEWAYS = Screen("tablet-sideways", 1180, 820, touch=True)
DESKTOP = Screen("desktop", 1280, 800, touch=False)
SCREENS = (PHONE, TABLET, TABLET_SIDEWAYS, DESKTOP)

BOOKING = "/reservations"
