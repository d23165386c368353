"""Mes données personnelles: whose account it is, and on how many devices."""

from __future__ import annotations

import flet as ft

from services.models.dashboard import ProfileContent
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block
from views.design import SPACE, icons, text
from views.state import Loadable, navigate, screen
from views.state.navigation import PROFILE
from views.text import _, mark, ngettext


@screen
def ProfileCard(loadable: Loadable[ProfileContent]) -> ft.Control:
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, two_bars),
        open_name=_("Ouvrir mes données personnelles"),
        on_open=lambda: navigate(PROFILE),
    )


def _drawn(value: ProfileContent) -> ft.Control:
    devices = ngettext("{count} appareil connecté", "{count} appareils connectés", value.devices)
    return stacked([text(value.email, "strong"), text(devices, "small", "ink_soft")], SPACE.hair)


DEFINITION = Block("profile", mark("Mes données personnelles"), icons.ACCOUNT, ProfileCard, height=2)
