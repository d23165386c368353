"""Colours: one seed per town, derived in OKLCH at fixed lightness so that every pair keeps its contrast.

A town gives one colour. Its hue and chroma (capped) make the primary, the band and the tint of the neutrals;
paper, states, children and mirabelle never change with the town.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from views.design.oklch import hex_of, parse

DEFAULT_SEED: Final = "#17607A"
CHROMA_CAP: Final = 0.105
PAPER_HUE: Final = 88.0

# name: (lightness, chroma, share of the seed's chroma, hue or None for the seed's)
_Recipe = tuple[float, float, float, float | None]
_LIGHT: Final[Mapping[str, _Recipe]] = {
    "primary": (0.43, 0.0, 1.0, None),
    "primary_soft": (0.935, 0.035, 0.0, None),
    "on_primary_soft": (0.32, 0.0, 0.85, None),
    "band": (0.345, 0.0, 0.85, None),
    "on_band_soft": (0.90, 0.03, 0.0, None),
    "band_line": (0.50, 0.0, 0.8, None),
    "ink": (0.235, 0.022, 0.0, None),
    "ink_soft": (0.45, 0.022, 0.0, None),
    "ground": (0.972, 0.006, 0.0, PAPER_HUE),
    "sunken": (0.948, 0.007, 0.0, PAPER_HUE),
    "line": (0.895, 0.009, 0.0, PAPER_HUE),
    "edge": (0.60, 0.015, 0.0, PAPER_HUE),
    "empty": (0.915, 0.010, 0.0, PAPER_HUE),
}
_DARK: Final[Mapping[str, _Recipe]] = {
    "primary": (0.82, 0.0, 0.8, None),
    "on_primary": (0.22, 0.04, 0.0, None),
    "primary_soft": (0.325, 0.0, 0.55, None),
    "on_primary_soft": (0.92, 0.04, 0.0, None),
    "band": (0.245, 0.0, 0.5, None),
    "on_band": (0.96, 0.01, 0.0, None),
    "on_band_soft": (0.84, 0.03, 0.0, None),
    "band_line": (0.42, 0.0, 0.5, None),
    "ground": (0.18, 0.012, 0.0, None),
    "surface": (0.232, 0.016, 0.0, None),
    "sunken": (0.275, 0.018, 0.0, None),
    "line": (0.335, 0.018, 0.0, None),
    "edge": (0.62, 0.02, 0.0, None),
    "empty": (0.345, 0.018, 0.0, None),
    "ink": (0.945, 0.008, 0.0, None),
    "ink_soft": (0.775, 0.016, 0.0, None),
}
_FIXED_LIGHT: Final[Mapping[str, str]] = {
    "surface": "#FFFFFF",
    "on_primary": "#FFFFFF",
    "on_band": "#FFFFFF",
    "accent": "#FFC857",
    "on_accent": "#3A2600",
    "green_fill": "#DAF5E0",
    "green": "#266F40",
    "green_edge": "#549C6A",
    "amber_fill": "#FFE9CF",
    "amber": "#875704",
    "amber_edge": "#B98234",
    "red_fill": "#FFE6E4",
    "red": "#AB3937",
    "red_edge": "#DF6862",
    "plum_fill": "#F6E6FB",
    "plum": "#775383",
    "plum_edge": "#A67FB2",
    "blue_fill": "#E2EEFF",
    "blue": "#376399",
    "blue_edge": "#6390C9",
    "grey_fill": "#EAEDEF",
    "grey": "#5A6366",
    "grey_edge": "#858E92",
    "child0": "#A44651",
    "on_child0": "#FFFFFF",
    "child0_soft": "#FEDFE1",
    "child1": "#4367AB",
    "on_child1": "#FFFFFF",
    "child1_soft": "#DCE9FE",
    "child2": "#397949",
    "on_child2": "#FFFFFF",
    "child2_soft": "#D8EFDC",
    "child3": "#97570D",
    "on_child3": "#FFFFFF",
    "child3_soft": "#FCE3CD",
    "child4": "#845293",
    "on_child4": "#FFFFFF",
    "child4_soft": "#F4E0FA",
    "child5": "#047781",
    "on_child5": "#FFFFFF",
    "child5_soft": "#D1EEF2",
}
_FIXED_DARK: Final[Mapping[str, str]] = {
    "accent": "#FFC857",
    "on_accent": "#3A2600",
    "green_fill": "#1D3724",
    "green": "#8CC099",
    "green_edge": "#3B8353",
    "amber_fill": "#402C0F",
    "amber": "#D5AA75",
    "amber_edge": "#A06A14",
    "red_fill": "#4D211E",
    "red": "#F49790",
    "red_edge": "#C34F4B",
    "plum_fill": "#382A3D",
    "plum": "#C5A8CF",
    "plum_edge": "#8D6898",
    "blue_fill": "#203147",
    "blue": "#93B5E2",
    "blue_edge": "#4B77AF",
    "grey_fill": "#2E3132",
    "grey": "#ADB4B8",
    "grey_edge": "#6D767A",
    "child0": "#F79EA5",
    "on_child0": "#221012",
    "child0_soft": "#51272B",
    "child1": "#98BBFA",
    "on_child1": "#0E1624",
    "child1_soft": "#253553",
    "child2": "#93CA9E",
    "on_child2": "#0C1A0F",
    "child2_soft": "#223D27",
    "child3": "#E8AC78",
    "on_child3": "#201307",
    "child3_soft": "#4A2E13",
    "child4": "#D5A7E4",
    "on_child4": "#1C121F",
    "child4_soft": "#422B48",
    "child5": "#7DC9D2",
    "on_child5": "#031A1C",
    "child5_soft": "#143C40",
}
TRANSPARENT: Final = "#00000000"


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one theme, `#RRGGBB` by role name. `palette["ink"]`; an unknown name is a KeyError."""

    seed: str
    dark: bool
    colours: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        return TRANSPARENT if role == "none" else self.colours[role]

    def __hash__(self) -> int:
        return hash((self.seed, self.dark))

    def faded(self, role: str, opacity: float) -> str:
        """The colour with an alpha, as Flet wants it: `#AARRGGBB`."""
        return f"#{round(opacity * 255):02X}{self[role][1:]}"


@lru_cache(maxsize=16)
def derive(seed: str = DEFAULT_SEED, *, dark: bool = False) -> Palette:
    """The palette of a town's seed colour (`#RRGGBB`), light or dark."""
    _, chroma, hue = parse(seed)
    chroma = min(chroma, CHROMA_CAP)
    colours = dict(_FIXED_DARK if dark else _FIXED_LIGHT)
    for role, (lightness, own, share, own_hue) in (_DARK if dark else _LIGHT).items():
        colours[role] = hex_of(lightness, own + share * chroma, hue if own_hue is None else own_hue)
    colours["focus"] = colours["primary"]
    return Palette(seed, dark, colours)
