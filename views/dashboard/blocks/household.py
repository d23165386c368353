"""Mon Foyer: the children's marks, the family's name, its quotient."""

from __future__ import annotations

import flet as ft

from services.models import Household
from views.dashboard.block import block, content_of, two_bars
from views.dashboard.definition import Block
from views.design import SPACE, child_mark, icons, initials, large_text, text
from views.state import Loadable, screen
from views.text import _, mark, typeset

_MARKS_IN_A_ROW = 4


@screen
def HouseholdCard(loadable: Loadable[Household]) -> ft.Control:
    return block(DEFINITION.title, DEFINITION.icon, content_of(loadable, _drawn, two_bars))


def _drawn(household: Household) -> ft.Control:
    letters = initials(household.children)
    marks: list[ft.Control] = [
        ft.Semantics(
            content=child_mark(child, 36, letters[child.id]),
            label=child.first_name,
            exclude_semantics=True,
            container=True,
        )
        for child in household.children
    ]
    below = large_text() or len(marks) > _MARKS_IN_A_ROW
    words = ft.Column(
        [text(household.name, "strong"), text(_quotient(household), "small", "ink_soft")],
        spacing=0,
        tight=True,
        expand=not below,
    )
    row = ft.Row(marks, spacing=SPACE.snug, wrap=below, tight=True)
    if below:
        return ft.Column([row, words], spacing=SPACE.snug, tight=True)
    return ft.Row([row, words], spacing=SPACE.snug)


def _quotient(household: Household) -> str:
    if household.quotient is None:
        return _("Quotient familial inconnu : le tarif le plus élevé s'applique")
    return typeset(_("Quotient familial : {value}").format(value=household.quotient))


DEFINITION = Block("household", mark("Mon Foyer"), icons.HOUSEHOLD, HouseholdCard, height=2)
