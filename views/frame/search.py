"""Searching in a list: a field that is always there, since one that comes on a tap would not hear the keys."""

from __future__ import annotations

import flet as ft

from views.design import SPACE, icons, text_field
from views.state import Typed


def search_field(label: str, typed: Typed) -> ft.Control:
    """On a page that always scrolls (`least_height`, `form_scroll`), above what it finds."""
    field = text_field(label, typed.value, typed.change, icon=icons.SEARCH, ref=typed.ref)
    return ft.Container(field, padding=ft.Padding.only(top=SPACE.snug), key="search")
