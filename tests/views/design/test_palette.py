"""The palette: published values, and contrast kept whatever colour a town brings."""

from __future__ import annotations

import pytest

from tests.views.design.published import DARK, LIGHT, PAIRS
from views.design.oklch import contrast
from views.design.palette import DEFAULT_SEED, derive

SEEDS = (DEFAULT_SEED, "#7A1730", "#2F6B1E", "#FFFF00", "#FF0000", "#101010", "#4B2A8C")


@pytest.mark.parametrize(("dark", "published"), [(False, LIGHT), (True, DARK)])
def test_the_demonstration_seed_gives_the_published_colours(dark: bool, published: dict[str, str]) -> None:
    palette = derive(DEFAULT_SEED, dark=dark)
    assert {role: palette[role] for role in published} == published


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_keeps_its_contrast_whatever_the_seed(seed: str, dark: bool) -> None:
    palette = derive(seed, dark=dark)
    short = {
        (text, ground): round(ratio, 2)
        for text, ground, needs in PAIRS
        if (ratio := contrast(palette[text], palette[ground])) < needs
    }
    assert not short


def test_the_ratio_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


def test_states_and_children_never_change_with_the_town() -> None:
    one, other = derive("#7A1730"), derive("#2F6B1E")
    fixed = [role for role in LIGHT if role.startswith(("child", "green", "red", "plum", "blue", "amber", "grey"))]
    assert all(one[role] == other[role] for role in fixed)
    assert one["primary"] != other["primary"]


@pytest.mark.parametrize("colour", ["17607A", "#17607", "blue", ""])
def test_a_seed_that_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"#RRGGBB|invalid literal"):
        derive(colour)


def test_transparency_is_alpha_first() -> None:
    assert derive().faded("on_band", 0.5) == "#80FFFFFF"
