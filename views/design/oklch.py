"""OKLCH: a colour as lightness (0–1), chroma and hue (degrees), and back to `#RRGGBB` inside sRGB."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin

_CHROMA_STEP = 0.0005
_TOLERANCE = 0.0001


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _channels(colour: str) -> tuple[float, float, float]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"a colour is #RRGGBB, not {colour!r}")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def parse(colour: str) -> tuple[float, float, float]:
    """(lightness, chroma, hue in degrees) of a `#RRGGBB`; ValueError for anything else."""
    red, green, blue = _channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, hypot(a, b), degrees(atan2(b, a)) % 360


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def hex_of(lightness: float, chroma: float, hue: float) -> str:
    """`#RRGGBB`; what sRGB cannot show loses chroma, never lightness, so contrast holds."""
    while chroma > 0:
        if all(-_TOLERANCE <= channel <= 1 + _TOLERANCE for channel in _rgb(lightness, chroma, hue)):
            break
        chroma -= _CHROMA_STEP
    inside = (min(1.0, max(0.0, channel)) for channel in _rgb(lightness, max(chroma, 0.0), hue))
    return "#" + "".join(f"{round(255 * _encoded(channel)):02X}" for channel in inside)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two `#RRGGBB`, 1 to 21."""

    def luminance(colour: str) -> float:
        red, green, blue = _channels(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
