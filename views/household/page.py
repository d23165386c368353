"""The page of the household."""

from __future__ import annotations

import flet as ft

from services.models import Child
from services.models.sheet import Sheet
from services.query import Topic
from views.design import initials
from views.frame import around_cards, fate, in_cards, stale_line
from views.headed import headed_page
from views.household.cards import child_card, contacts_card, guardian_card, home_card
from views.household.editing import Editing
from views.household.lines import Ways
from views.household.sheets import editing_sheet
from views.state import Ready, navigate, screen, use_layout, use_portal_state, use_query
from views.state.navigation import HOME
from views.text import _


@screen
def HouseholdPage() -> ft.Control:
    """The household, then its guardians, its children in the order of birth, and the people around."""
    portal = use_portal_state(Topic.SESSION)
    layout = use_layout()
    answer, refresh = use_query(portal.sheet.read(), [])
    household, _again = use_query(portal.household(), [])
    nothing: Editing | None = None
    editing, edit = ft.use_state(nothing)
    known = household.value.children if isinstance(household, Ready) else ()
    sheet = answer.value if isinstance(answer, Ready) else None
    ft.use_dialog(editing_sheet(sheet, editing, layout, lambda: edit(None)))

    def draw(value: Sheet) -> ft.Control:
        return in_cards(_cards(value, known, Ways(value, edit, narrow=layout.phone)), layout)

    return headed_page(
        _("Mon Foyer"),
        around_cards(fate(answer, draw, height=160), layout),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def _cards(sheet: Sheet, known: tuple[Child, ...], ways: Ways) -> list[ft.Control]:
    by_id = {child.id: child for child in known}
    letters = initials(known)
    names = {child.id: child.first_name for child in sheet.children}
    return [
        home_card(sheet, ways),
        *(guardian_card(guardian, ways) for guardian in sheet.guardians),
        *(child_card(sheet, child, by_id.get(child.id), letters.get(child.id, ""), ways) for child in sheet.children),
        contacts_card(sheet, names, ways),
    ]
