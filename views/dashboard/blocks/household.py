"""Mon Foyer: the children's marks, the family's name, its quotient, and what is missing or out of date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import flet as ft

from services.models import Household
from services.models.sheet import Notice
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block
from views.design import ICON_SMALL, SPACE, child_mark, colour, icons, initials, large_text, text
from views.state import Loadable, Ready, navigate, screen
from views.state.navigation import HOUSEHOLD
from views.text import _, mark, typeset
from views.text.dates import day_without_weekday

_MARKS_IN_A_ROW = 4
_NOTICES: Final = {
    "INSURANCE_EXPIRED": mark("Assurance de {child} expirée"),
    "INSURANCE_MISSING": mark("Assurance de {child} à fournir"),
    "DOCTOR_MISSING": mark("Médecin de {child} à indiquer"),
    "CONTACT_MISSING": mark("Personne à prévenir à indiquer"),
    "QUOTIENT_LAPSED": mark("Quotient familial périmé : le tarif le plus élevé s'applique"),
    "QUOTIENT_ENDS": mark("Quotient familial valable jusqu'au {day}"),
    "PAI_ENDS": mark("PAI de {child} valable jusqu'au {day}"),
}


@dataclass(frozen=True, slots=True)
class HouseholdBlock:
    """`sheet`: the city tells what it knows of the household, on a page of its own."""

    household: Household
    notices: tuple[Notice, ...] = ()
    sheet: bool = False


@screen
def HouseholdCard(loadable: Loadable[HouseholdBlock]) -> ft.Control:
    opens = isinstance(loadable, Ready) and loadable.value.sheet
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content_of(loadable, _drawn, two_bars),
        open_name=_("Ouvrir Mon Foyer") if opens else None,
        on_open=(lambda: navigate(HOUSEHOLD)) if opens else None,
    )


def _drawn(value: HouseholdBlock) -> ft.Control:
    household = value.household
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
    family: ft.Control = ft.Row([row, words], spacing=SPACE.snug)
    if below:
        family = ft.Column([row, words], spacing=SPACE.snug, tight=True)
    told = [_line(said) for notice in value.notices if (said := notice_said(notice)) is not None]
    return stacked([family, *told], SPACE.snug) if told else family


def notice_said(notice: Notice) -> str | None:
    """« Assurance de Noé expirée »; None for a code this app does not know."""
    template = _NOTICES.get(notice.code)
    if template is None:
        return None
    day = day_without_weekday(notice.until) if notice.until else ""
    return typeset(_(template).format(child=notice.child_name or "", day=day))


def _line(said: str) -> ft.Control:
    icon = ft.Icon(icons.WARNING, size=ICON_SMALL, color=colour("amber"))
    return ft.Row([icon, text(said, "small", "amber", expand=True)], spacing=SPACE.small)


def _quotient(household: Household) -> str:
    if household.quotient is None:
        return _("Quotient familial inconnu : le tarif le plus élevé s'applique")
    return typeset(_("Quotient familial : {value}").format(value=household.quotient))


DEFINITION = Block(
    "household",
    mark("Mon Foyer"),
    icons.HOUSEHOLD,
    HouseholdCard,
    height=2,
    urgent=lambda value: bool(value.notices),
)
