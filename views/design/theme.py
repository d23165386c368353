"""Flet's own theme from our palette, so that pickers, dialogs and ripples agree with the rest."""

from __future__ import annotations

import flet as ft

from views.design.palette import Palette
from views.design.tokens import FAMILY, FOCUS_RING, TARGET, THEME_STYLE, TYPE

#: The cross at the end of a line.
_REMOVE = 18


def theme(palette: Palette) -> ft.Theme:
    scheme = ft.ColorScheme(
        primary=palette["primary"],
        on_primary=palette["on_primary"],
        primary_container=palette["primary_soft"],
        on_primary_container=palette["on_primary_soft"],
        secondary=palette["primary"],
        on_secondary=palette["on_primary"],
        secondary_container=palette["primary_soft"],
        on_secondary_container=palette["on_primary_soft"],
        tertiary=palette["accent"],
        on_tertiary=palette["on_accent"],
        error=palette["red"],
        on_error=palette["surface"],
        error_container=palette["red_fill"],
        on_error_container=palette["red"],
        surface=palette["surface"],
        on_surface=palette["ink"],
        on_surface_variant=palette["ink_soft"],
        outline=palette["edge"],
        outline_variant=palette["line"],
        surface_container=palette["surface"],
        surface_container_low=palette["surface"],
        surface_container_lowest=palette["surface"],
        surface_container_high=palette["surface"],
        surface_container_highest=palette["sunken"],
        surface_tint=palette["none"],
        inverse_surface=palette["band"],
        on_inverse_surface=palette["on_band"],
        inverse_primary=palette["accent"],
    )
    ring = ft.BorderSide(FOCUS_RING, palette["focus"])
    icon_button = ft.ButtonStyle(
        color=palette["ink"],
        icon_size=_REMOVE,
        padding=ft.Padding.all((TARGET.minimum - _REMOVE) / 2),
        side={ft.ControlState.FOCUSED: ring},
    )
    return ft.Theme(
        icon_button_theme=ft.IconButtonTheme(style=icon_button),
        color_scheme=scheme,
        font_family=FAMILY,
        text_theme=_text_theme(palette),
        scaffold_bgcolor=palette["ground"],
        use_material3=True,
        visual_density=ft.VisualDensity.STANDARD,
    )


def _text_theme(palette: Palette) -> ft.TextTheme:
    """The roles of our texts in the slots that `THEME_STYLE` gives them."""
    styles = {}
    for role, slot in THEME_STYLE.items():
        look = TYPE[role]
        styles[slot.name.lower()] = ft.TextStyle(
            font_family=FAMILY,
            size=look.size,
            weight=look.weight,
            height=look.height,
            letter_spacing=look.letter_spacing,
            color=palette["ink"],
        )
    return ft.TextTheme(**styles)
