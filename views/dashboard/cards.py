"""The cards that work: Réservations, Mon Foyer, Nous contacter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import flet as ft

from services.models import Contact, Household, Town
from views.dashboard.block import block, content_of
from views.dashboard.presenter import BookingsBlock
from views.dashboard.ribbon import Measures, legend, ribbon
from views.design import (
    RADIUS,
    SPACE,
    child_mark,
    colour,
    icons,
    initials,
    large_text,
    outlined_button,
    primary_button,
    separator,
    skeleton,
    text,
)
from views.state import Loadable, Ready
from views.text import _, typeset


def bookings_card(
    loadable: Loadable[BookingsBlock],
    measures: Measures,
    *,
    on_open: Callable[[], Any],
    on_day: Callable[[date], None],
) -> ft.Control:
    phone = not measures.icons
    aside: list[ft.Control] = []
    if isinstance(loadable, Ready) and not large_text() and measures.names > measures.mark + SPACE.cosy:
        week = loadable.value.week
        if not phone and not week.empty:
            aside.append(ft.Container(legend(measures), padding=ft.Padding.only(right=SPACE.wide)))
        this_week = week.days[0] <= week.today
        aside.append(text(_("cette semaine") if this_week else _("la semaine prochaine"), "small", "ink_soft"))

    def draw(value: BookingsBlock) -> ft.Control:
        rows: list[ft.Control] = []
        if value.no_service:
            rows.append(
                text(
                    _(
                        "Vos enfants ne sont encore inscrits à aucune activité. L'inscription se fait une fois par an "
                        "; les réservations s'ouvrent ensuite."
                    ),
                    "body",
                    "ink_soft",
                )
            )
            return _column(rows)
        if value.week.empty:
            rows.append(text(_("Rien de réservé cette semaine."), "body", "ink_soft"))
        else:
            rows.append(ribbon(value.week, on_day, measures))
            if phone and not large_text():
                rows.append(ft.Container(legend(measures), padding=ft.Padding.only(top=SPACE.hair)))
        rows += [separator(), _foot(value, phone=phone, on_open=on_open)]
        return _column(rows)

    return block(
        _("Réservations"),
        icons.BOOKING,
        content_of(loadable, draw, lambda: _bones(phone=phone)),
        aside=aside,
        open_name=_("Voir la semaine"),
        on_open=on_open,
    )


def _column(rows: list[ft.Control]) -> ft.Column:
    return ft.Column(rows, spacing=SPACE.medium, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _foot(value: BookingsBlock, *, phone: bool, on_open: Callable[[], Any]) -> ft.Control:
    button = primary_button(_("Réserver"), on_open, icons.ADD)
    if value.deadline is None:
        return button if phone else ft.Row([button], alignment=ft.MainAxisAlignment.END)
    line = ft.Row(
        [
            ft.Icon(icons.CLOCK, size=18, color=colour("amber")),
            text(value.deadline.sentence, "small", "amber" if value.deadline.soon else "ink", expand=True),
        ],
        spacing=SPACE.snug,
        expand=not phone,
    )
    return _column([line, button]) if phone else ft.Row([line, button], spacing=SPACE.medium)


def _bones(*, phone: bool) -> ft.Control:
    lines: list[ft.Control] = [_bone_line(phone=phone) for _line in range(3)]
    return ft.Column(
        [ft.Container(height=1), *lines, skeleton(None, 48, radius=RADIUS.button)],
        spacing=SPACE.gap,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _bone_line(*, phone: bool) -> ft.Control:
    width, height = (45, 13) if phone else (88, 28)
    bars: list[ft.Control] = [skeleton(width, height) for _day in range(5)]
    return ft.Row([skeleton(28, 28, radius=RADIUS.button), ft.Container(expand=True), *bars], spacing=SPACE.cosy)


def household_card(loadable: Loadable[Household]) -> ft.Control:
    return block(_("Mon Foyer"), icons.HOUSEHOLD, content_of(loadable, _household, _two_bars))


def _household(household: Household) -> ft.Control:
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
    quotient = (
        _("Quotient familial : {value}").format(value=household.quotient)
        if household.quotient is not None
        else _("Quotient familial inconnu : le tarif le plus élevé s'applique")
    )
    words = ft.Column(
        [text(household.name, "strong"), text(typeset(quotient), "small", "ink_soft")],
        spacing=0,
        tight=True,
        expand=not large_text(),
    )
    row = ft.Row(marks, spacing=SPACE.snug, wrap=large_text() or len(marks) > 4, tight=True)
    if large_text() or len(marks) > 4:
        words.expand = False
        return ft.Column([row, words], spacing=SPACE.snug, tight=True)
    return ft.Row([row, words], spacing=SPACE.snug)


def _two_bars() -> ft.Control:
    return ft.Column([skeleton(300, 14), skeleton(220, 14)], spacing=SPACE.medium, tight=True)


def contact_card(
    loadable: Loadable[Town],
    known: Contact | None,
    *,
    on_call: Callable[[Contact], Any],
    on_write: Callable[[Contact], Any],
) -> ft.Control:
    """`known`: the contact to show whether or not the town has answered."""

    def draw(contact: Contact) -> ft.Control:
        where = _("{service}, {address}").format(service=contact.service_name, address=contact.address)
        rows: list[ft.Control] = [text(where if contact.address else contact.service_name, "small", "ink_soft")]
        if contact.hours:
            rows.append(text(contact.hours, "small", "ink_soft"))
        call = outlined_button(
            contact.phone.replace(" ", "\u00a0"),
            lambda: on_call(contact),
            icons.CONTACT,
            expand=None if large_text() else 3,
            name=_("Appeler le {phone}").format(phone=contact.phone),
        )
        write = outlined_button(
            _("Écrire"),
            lambda: on_write(contact),
            icons.MAIL,
            expand=None if large_text() else 2,
            name=_("Écrire à {email}").format(email=contact.email),
        )
        rows.append(_column([call, write]) if large_text() else ft.Row([call, write], spacing=SPACE.snug))
        return _column(rows)

    shown = draw(known) if known else content_of(loadable, lambda town: draw(town.contact), _two_bars)
    return block(_("Nous contacter"), icons.CONTACT, shown)
