"""Sizes and times: the only numbers of the screens. Pixels are logical; times are milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import flet as ft


@dataclass(frozen=True, slots=True)
class Space:
    hair: int = 2
    tiny: int = 4
    small: int = 6
    snug: int = 8
    cosy: int = 10
    medium: int = 12
    gap: int = 14
    roomy: int = 16
    wide: int = 20
    wider: int = 24
    widest: int = 28


@dataclass(frozen=True, slots=True)
class Radius:
    pip: int = 4
    cell: int = 12
    button: int = 14
    ticket: int = 14
    field: int = 14
    card: int = 20
    bar: int = 24
    band: int = 28
    pill: int = 99


@dataclass(frozen=True, slots=True)
class Target:
    """Heights of what is tapped; nothing is under `minimum`."""

    minimum: int = 48
    primary: int = 54
    submit: int = 56
    day: int = 64
    row_gap: int = 6


@dataclass(frozen=True, slots=True)
class Motion:
    tick: int = 120
    expand: int = 200
    bar_in: int = 240
    page: int = 260
    receipt: int = 360
    skeleton: int = 1600
    curve: ft.AnimationCurve = ft.AnimationCurve.EASE_OUT_CUBIC


@dataclass(frozen=True, slots=True)
class Layouts:
    """Widths at which the layout changes, and of its fixed columns."""

    tablet_from: int = 600
    desktop_from: int = 1024
    rail: int = 80
    rail_wide: int = 236
    panel: int = 320
    sheet: int = 480
    form: int = 400
    row_label_tablet: int = 112
    row_label_desktop: int = 160


@dataclass(frozen=True, slots=True)
class TextRole:
    size: float
    weight: ft.FontWeight
    height: float
    letter_spacing: float = 0.0
    cap: float | None = None


Role = Literal[
    "hero",
    "h1",
    "h2",
    "money",
    "strong",
    "body",
    "small",
    "small_bold",
    "caption",
    "nav",
    "rail",
    "rail_soft",
    "day",
    "day_number",
    "ribbon_number",
]

_REGULAR, _MEDIUM, _BOLD = ft.FontWeight.W_400, ft.FontWeight.W_500, ft.FontWeight.W_600
TYPE: Final[dict[str, TextRole]] = {
    "hero": TextRole(28, _BOLD, 1.14, -0.4, cap=1.5),
    "h1": TextRole(22, _BOLD, 1.2, -0.2, cap=1.5),
    "h2": TextRole(17, _BOLD, 1.3, -0.05),
    "money": TextRole(22, _BOLD, 1.15, -0.2),
    "strong": TextRole(15, _BOLD, 1.35),
    "body": TextRole(15, _REGULAR, 1.42),
    "small": TextRole(13, _REGULAR, 1.4, 0.05),
    "small_bold": TextRole(13, _BOLD, 1.35, 0.05),
    "caption": TextRole(12, _MEDIUM, 1.3, 0.1),
    "nav": TextRole(12, _MEDIUM, 1.3, 0.1, cap=1.15),
    "rail": TextRole(13, _BOLD, 1.35, 0.05, cap=1.15),
    "rail_soft": TextRole(13, _REGULAR, 1.4, 0.05, cap=1.15),
    "day": TextRole(12, _MEDIUM, 1.3, 0.1, cap=1.6),
    "day_number": TextRole(17, _BOLD, 1.3, -0.05, cap=1.8),
    "ribbon_number": TextRole(13, _BOLD, 1.35, 0.05, cap=1.8),
}
#: The slot of Flet's text theme that holds each look: a text then names it, and its style is sent once.
THEME_STYLE: Final[dict[str, ft.TextThemeStyle]] = {
    "hero": ft.TextThemeStyle.DISPLAY_LARGE,
    "h1": ft.TextThemeStyle.DISPLAY_MEDIUM,
    "money": ft.TextThemeStyle.DISPLAY_SMALL,
    "h2": ft.TextThemeStyle.TITLE_LARGE,
    "day_number": ft.TextThemeStyle.TITLE_LARGE,
    "strong": ft.TextThemeStyle.TITLE_MEDIUM,
    "body": ft.TextThemeStyle.BODY_LARGE,
    "small": ft.TextThemeStyle.BODY_SMALL,
    "rail_soft": ft.TextThemeStyle.BODY_SMALL,
    "small_bold": ft.TextThemeStyle.LABEL_MEDIUM,
    "rail": ft.TextThemeStyle.LABEL_MEDIUM,
    "ribbon_number": ft.TextThemeStyle.LABEL_MEDIUM,
    "caption": ft.TextThemeStyle.LABEL_SMALL,
    "nav": ft.TextThemeStyle.LABEL_SMALL,
    "day": ft.TextThemeStyle.LABEL_SMALL,
}
FAMILY: Final = "Onest"
LARGE_TEXT_FROM: Final = 1.3
FOCUS_RING: Final = 3
ICON: Final = 22
ICON_SMALL: Final = 16

SPACE: Final = Space()
RADIUS: Final = Radius()
TARGET: Final = Target()
MOTION: Final = Motion()
LAYOUT: Final = Layouts()
