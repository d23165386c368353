"""Per child: what, for which period, in which state; and what may be asked."""

from __future__ import annotations

from datetime import date

import flet as ft

from services.models import Child
from services.models.registration import ChildRegistrations, OpenActivity, RegistrationItem, Registrations
from services.query import Topic
from views.design import (
    SPACE,
    card,
    child_mark,
    empty_card,
    icons,
    initials,
    large_text,
    separator,
    soft_button,
    text,
    text_button,
)
from views.frame import around_cards, fate, in_cards, stale_line
from views.headed import headed_page
from views.registrations.words import registration_pill
from views.state import Ready, navigate, screen, use_layout, use_portal_state, use_query
from views.state.navigation import CATALOGUE, HOME, PROCEDURES
from views.text import _, typeset
from views.text.dates import day_with_year

#: Under it a state beside the words breaks them in two.
_NARROW = 480


@screen
def RegistrationsPage() -> ft.Control:
    """One card per child, in the order of birth."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.procedures.registrations(), [])
    household, _again = use_query(portal.household(), [])
    children = household.value.children if isinstance(household, Ready) else ()
    layout = use_layout()

    def draw(value: Registrations) -> ft.Control:
        known = {child.id: child for child in children}
        letters = initials(children)
        rows = [
            _card(known[one.child], letters[one.child], one, below=large_text() or layout.width < _NARROW)
            for one in value.children
            if one.child in known
        ]
        if not rows:
            first = _("Aucun enfant n'est encore inscrit. L'inscription se fait une fois par an.")
            return empty_card(icons.REGISTRATIONS, first, _("Inscrire un enfant"), lambda: navigate(CATALOGUE))
        return in_cards(rows, layout)

    return headed_page(
        _("Inscriptions périscolaires"),
        around_cards(fate(answer, draw, height=160), layout),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


def _card(child: Child, letters: str, one: ChildRegistrations, *, below: bool) -> ft.Control:
    """`below`: states and buttons stand under the words."""
    name = text(child.first_name, "h2", heading=2)
    school = text(f"{child.class_name} · {child.school.name}", "small", "ink_soft")
    words = ft.Column([name, school], spacing=0, tight=True, expand=True)
    rows: list[ft.Control] = [ft.Row([child_mark(child, 36, letters), words], spacing=SPACE.cosy)]
    for item in one.items:
        rows += [separator(), _item(item, below=below)]
    if not one.items:
        rows += [separator(), text(_("Aucune inscription pour le moment."), "body", "ink_soft")]
    for activity in one.open:
        rows += [separator(), _open(activity, child, below=below)]
    column = ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return card(column, key=f"child-{child.id}")


def _item(item: RegistrationItem, *, below: bool) -> ft.Control:
    lines: list[ft.Control] = [text(item.activity_name, "strong")]
    if item.services and item.services != (item.activity_name,):
        lines.append(text(", ".join(item.services), "small"))
    if period := period_said(item.first_day, item.last_day):
        lines.append(text(period, "small", "ink_soft"))
    words = ft.Column(lines, spacing=0, tight=True, expand=not below)
    pill = registration_pill(item.state)
    state: ft.Control = ft.Row([pill]) if below else pill
    rows: list[ft.Control] = [
        ft.Column([words, state], spacing=SPACE.tiny, tight=True)
        if below
        else ft.Row([words, state], spacing=SPACE.cosy)
    ]
    if item.procedure is not None:
        follow = f"{PROCEDURES}/{item.procedure}"
        name = _("Voir la démarche, {activity}").format(activity=item.activity_name)
        rows.append(ft.Row([text_button(_("Voir la démarche"), lambda: navigate(follow), name=name)]))
    return ft.Column(rows, spacing=0, tight=True)


def _open(activity: OpenActivity, child: Child, *, below: bool) -> ft.Control:
    """What the child may be registered to, by its démarche."""
    lines: list[ft.Control] = [text(activity.activity_name, "strong")]
    if period := period_said(activity.first_day, activity.last_day):
        lines.append(text(period, "small", "ink_soft"))
    words = ft.Column(lines, spacing=0, tight=True, expand=not below)
    name = _("Inscrire {child}, {activity}").format(child=child.first_name, activity=activity.activity_name)
    label = _("Inscrire {child}").format(child=child.first_name)
    button = soft_button(label, lambda: navigate(f"{CATALOGUE}/{activity.key}?enfant={child.id}"), name=name)
    if below:
        return ft.Column([words, button], spacing=SPACE.snug, tight=True)
    return ft.Row([words, button], spacing=SPACE.cosy)


def period_said(first: date | None, last: date | None) -> str:
    """« du 1er septembre 2026 au 2 juillet 2027 »."""
    if first is None or last is None:
        return ""
    return typeset(_("du {first} au {last}").format(first=day_with_year(first), last=day_with_year(last)))
