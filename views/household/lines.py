"""A fact on a card: its label, what is known, what is out of date, and how it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.models.sheet import Fact, Sheet
from views.design import ICON_SMALL, SPACE, colour, icon_button, icons, large_text, text, text_button
from views.household.editing import Editing
from views.state import navigate
from views.state.navigation import CATALOGUE
from views.text import _, typeset


@dataclass(frozen=True, slots=True)
class Ways:
    """How facts change: `edit` opens a sheet for what changes at once. `narrow`: on a phone."""

    sheet: Sheet
    edit: Callable[[Editing], None]
    narrow: bool = False

    def below(self, fact: Fact) -> bool:
        """Whether the way stands under the fact: beside its words a phone leaves the fact a few letters a line."""
        return large_text() or (self.narrow and fact in self.sheet.procedures)

    def of(self, fact: Fact, label: str, whose: str, of: str = "", child: str | None = None) -> ft.Control | None:
        """The control at the end of a line; None when only the town changes the fact. `whose` completes its name."""
        key = self.sheet.procedures.get(fact)
        about = f"{label}, {whose}" if whose else label
        if key is not None:
            route = f"{CATALOGUE}/{key}" + (f"?enfant={child}" if child else "")
            name = _("Demander le changement : {fact}").format(fact=about)
            return text_button(_("Demander le changement"), lambda: navigate(route), name=typeset(name))
        if fact in self.sheet.at_once:
            return icon_button(
                icons.EDIT, _("Modifier : {fact}").format(fact=about), lambda: self.edit(Editing(fact, of))
            )
        return None


def fact_line(
    label: str, known: str | None, way: ft.Control | None, *, amber: str | None = None, below: bool = False
) -> ft.Control:
    """`known` None: never told. `amber`: what is missing or out of date, said instead of « non renseigné ».

    `below`: the way stands under the fact; in large text always.
    """
    below = large_text() or (below and way is not None)
    lines: list[ft.Control] = [text(label, "caption", "ink_soft")]
    if known:
        lines.append(text(typeset(known), "body"))
    if amber:
        icon = ft.Icon(icons.WARNING, size=ICON_SMALL, color=colour("amber"))
        lines.append(ft.Row([icon, text(typeset(amber), "small", "amber", expand=True)], spacing=SPACE.small))
    elif not known:
        lines.append(text(_("Non renseigné"), "body", "ink_soft"))
    words = ft.Column(lines, spacing=SPACE.hair, tight=True, expand=way is None or not below)
    if way is None:
        return ft.Row([words], key=label)
    if below:
        return ft.Column([words, way], spacing=0 if not large_text() else SPACE.tiny, tight=True, key=label)
    return ft.Row([words, way], spacing=SPACE.snug, key=label)


def stacked(rows: list[ft.Control], **properties: Any) -> ft.Column:
    return ft.Column(
        rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, **properties
    )
