"""The published look: every colour of the demonstration seed, and the contrast every pair must keep."""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "ground": "#F7F6F1", "surface": "#FFFFFF", "sunken": "#F0EEE9", "primary": "#095872", "on_primary": "#FFFFFF",
    "primary_soft": "#D2EFFC", "on_primary_soft": "#00394B", "band": "#014054", "on_band": "#FFFFFF",
    "on_band_soft": "#CAE3EE", "band_line": "#386B80", "ink": "#132026", "ink_soft": "#49585F", "line": "#DFDCD6",
    "edge": "#848076", "focus": "#095872", "accent": "#FFC857", "on_accent": "#3A2600", "empty": "#E6E3DC",
    "green_fill": "#DAF5E0", "green": "#266F40", "green_edge": "#549C6A", "amber_fill": "#FFE9CF",
    "amber": "#875704", "amber_edge": "#B98234", "red_fill": "#FFE6E4", "red": "#AB3937", "red_edge": "#DF6862",
    "plum_fill": "#F6E6FB", "plum": "#775383", "plum_edge": "#A67FB2", "blue_fill": "#E2EEFF", "blue": "#376399",
    "blue_edge": "#6390C9", "grey_fill": "#EAEDEF", "grey": "#5A6366", "grey_edge": "#858E92", "child0": "#A44651",
    "on_child0": "#FFFFFF", "child0_soft": "#FEDFE1", "child1": "#4367AB", "on_child1": "#FFFFFF",
    "child1_soft": "#DCE9FE", "child2": "#397949", "on_child2": "#FFFFFF", "child2_soft": "#D8EFDC",
    "child3": "#97570D", "on_child3": "#FFFFFF", "child3_soft": "#FCE3CD", "child4": "#845293",
    "on_child4": "#FFFFFF", "child4_soft": "#F4E0FA", "child5": "#047781", "on_child5": "#FFFFFF",
    "child5_soft": "#D1EEF2",
}
DARK: Final[dict[str, str]] = {
    "ground": "#0C1316", "surface": "#151F23", "sunken": "#1E2A2F", "primary": "#98CDE5", "on_primary": "#021E29",
    "primary_soft": "#193946", "on_primary_soft": "#CAEBFA", "band": "#07242F", "on_band": "#EBF3F7",
    "on_band_soft": "#B7CFDA", "band_line": "#35525E", "ink": "#E8EEF1", "ink_soft": "#ACB8BE", "line": "#2D393E",
    "edge": "#7A8990", "focus": "#98CDE5", "accent": "#FFC857", "on_accent": "#3A2600", "empty": "#303B41",
    "green_fill": "#1D3724", "green": "#8CC099", "green_edge": "#3B8353", "amber_fill": "#402C0F",
    "amber": "#D5AA75", "amber_edge": "#A06A14", "red_fill": "#4D211E", "red": "#F49790", "red_edge": "#C34F4B",
    "plum_fill": "#382A3D", "plum": "#C5A8CF", "plum_edge": "#8D6898", "blue_fill": "#203147", "blue": "#93B5E2",
    "blue_edge": "#4B77AF", "grey_fill": "#2E3132", "grey": "#ADB4B8", "grey_edge": "#6D767A", "child0": "#F79EA5",
    "on_child0": "#221012", "child0_soft": "#51272B", "child1": "#98BBFA", "on_child1": "#0E1624",
    "child1_soft": "#253553", "child2": "#93CA9E", "on_child2": "#0C1A0F", "child2_soft": "#223D27",
    "child3": "#E8AC78", "on_child3": "#201307", "child3_soft": "#4A2E13", "child4": "#D5A7E4",
    "on_child4": "#1C121F", "child4_soft": "#422B48", "child5": "#7DC9D2", "on_child5": "#031A1C",
    "child5_soft": "#143C40",
}
# text or shape, ground, least ratio
PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "ground", 4.5), ("ink", "surface", 4.5), ("ink", "sunken", 4.5), ("ink_soft", "ground", 4.5),
    ("ink_soft", "surface", 4.5), ("ink_soft", "sunken", 4.5), ("primary", "surface", 4.5),
    ("primary", "ground", 4.5), ("on_primary", "primary", 4.5), ("on_primary_soft", "primary_soft", 4.5),
    ("on_band", "band", 4.5), ("on_band_soft", "band", 4.5), ("edge", "surface", 3), ("edge", "ground", 3),
    ("focus", "ground", 3), ("on_accent", "accent", 4.5), ("accent", "band", 3), ("ink", "primary_soft", 4.5),
    ("primary", "primary_soft", 3), ("green", "green_fill", 4.5), ("green", "surface", 4.5),
    ("green_edge", "surface", 3), ("green_edge", "ground", 3), ("ink", "green_fill", 4.5),
    ("amber", "amber_fill", 4.5), ("amber", "surface", 4.5), ("amber_edge", "surface", 3),
    ("amber_edge", "ground", 3), ("ink", "amber_fill", 4.5), ("red", "red_fill", 4.5), ("red", "surface", 4.5),
    ("red_edge", "surface", 3), ("red_edge", "ground", 3), ("ink", "red_fill", 4.5), ("plum", "plum_fill", 4.5),
    ("plum", "surface", 4.5), ("plum_edge", "surface", 3), ("plum_edge", "ground", 3), ("ink", "plum_fill", 4.5),
    ("blue", "blue_fill", 4.5), ("blue", "surface", 4.5), ("blue_edge", "surface", 3), ("blue_edge", "ground", 3),
    ("ink", "blue_fill", 4.5), ("grey", "grey_fill", 4.5), ("grey", "surface", 4.5), ("grey_edge", "surface", 3),
    ("grey_edge", "ground", 3), ("ink", "grey_fill", 4.5), ("on_child0", "child0", 4.5), ("child0", "surface", 3),
    ("child0", "ground", 3), ("on_child1", "child1", 4.5), ("child1", "surface", 3), ("child1", "ground", 3),
    ("on_child2", "child2", 4.5), ("child2", "surface", 3), ("child2", "ground", 3), ("on_child3", "child3", 4.5),
    ("child3", "surface", 3), ("child3", "ground", 3), ("on_child4", "child4", 4.5), ("child4", "surface", 3),
    ("child4", "ground", 3), ("on_child5", "child5", 4.5), ("child5", "surface", 3), ("child5", "ground", 3),
)
