"""A picture for the demonstration's news: hills, trees and a sun, drawn in flat colours."""

from __future__ import annotations

import io
import math
from typing import Any

_WIDTH, _HEIGHT, _FINER = 1280, 720, 2
_SKY_TOP, _SKY_LOW = (120, 186, 214), (253, 236, 206)
_SUN = (255, 205, 96)
_HILLS = (
    ((158, 196, 168), 0.56, 0.075, 1.1, 0.4),
    ((112, 168, 134), 0.66, 0.085, 1.7, 2.1),
    ((62, 128, 100), 0.78, 0.060, 1.3, 4.2),
)
"""Colour, height of its line, height and number of its waves, where they begin; the farthest first."""

_TREES = ((0.10, 0.81, 1.00), (0.17, 0.83, 0.72), (0.63, 0.80, 0.85), (0.84, 0.83, 1.15), (0.92, 0.85, 0.80))
_TRUNK, _LEAVES, _LIGHT = (104, 78, 58), (36, 94, 76), (58, 122, 92)


def landscape() -> bytes:
    """A JPEG of 1280 × 720, always the same."""
    from PIL import Image, ImageDraw

    width, height = _WIDTH * _FINER, _HEIGHT * _FINER
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for row in range(height):
        part = row / height
        draw.line([(0, row), (width, row)], fill=_between(_SKY_TOP, _SKY_LOW, min(1, part * 1.5)))
    _disc(draw, 0.74 * width, 0.27 * height, 0.085 * height, _SUN)
    for colour, level, tall, waves, start in _HILLS:
        line = [
            (x, height * (level - tall * math.sin(start + waves * math.tau * x / width))) for x in range(0, width, 8)
        ]
        draw.polygon([*line, (width, line[-1][1]), (width, height), (0, height)], fill=colour)
    for x, foot, size in _TREES:
        _tree(draw, x * width, foot * height, size * height * 0.16)
    written = io.BytesIO()
    picture.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS).save(written, "JPEG", quality=85)
    return written.getvalue()


def _tree(draw: Any, x: float, foot: float, size: float) -> None:
    trunk = size * 0.09
    draw.rectangle([x - trunk, foot - size * 0.7, x + trunk, foot], fill=_TRUNK)
    for dx, dy, radius in ((-0.28, -0.82, 0.34), (0.28, -0.80, 0.36), (0, -1.12, 0.42)):
        _disc(draw, x + dx * size, foot + dy * size, radius * size, _LEAVES)
    _disc(draw, x - 0.12 * size, foot - 1.2 * size, 0.2 * size, _LIGHT)


def _disc(draw: Any, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)


def _between(first: tuple[int, int, int], last: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(first, last, strict=True))
    return red, green, blue
