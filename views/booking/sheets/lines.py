"""The lines of the choice, day by day, each with « Retirer »."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby

import flet as ft

from services.models import OnFull, Op, SlotKey
from views.booking.actions import BookingActions
from views.booking.choice import Choice, Pick
from views.booking.planning import Planning
from views.booking.store import SummaryEntry
from views.design import ICON_SMALL, SPACE, child_mark, colour, initials, remove_button, text
from views.state import screen
from views.text import _
from views.text.dates import day_name
from views.text.money import money


@screen
def Lines(_sums: SummaryEntry, actions: BookingActions, planning: Planning) -> ft.Control:
    """Redrawn when the choice changes."""
    return choice_lines(actions.store.choice, planning, actions.remove)


def choice_lines(choice: Choice, planning: Planning, on_remove: Callable[[SlotKey], None]) -> ft.Control:
    """The picks grouped by day."""
    children = [child.id for child in planning.household.children]
    services = [service.id for service in planning.household.services]

    def place(key: SlotKey) -> tuple[date, int, int]:
        return key.day, _index(services, key.service), _index(children, key.child)

    def short(key: SlotKey) -> str:
        where = services.index(key.service) if key.service in services else key.service
        who = children.index(key.child) if key.child in children else key.child
        return f"{key.day:%y%j}-{where}-{who}"

    rows: list[ft.Control] = []
    for day, keys in groupby(sorted(choice.picks, key=place), key=lambda key: key.day):
        rows.append(text(day_name(day), "small", "ink_soft", key=f"{day:%y%j}"))
        rows.extend(_line(key, choice.picks[key], planning, on_remove, short(key)) for key in keys)
    return ft.Column(rows, spacing=SPACE.tiny, tight=True)


def _line(key: SlotKey, pick: Pick, planning: Planning, on_remove: Callable[[SlotKey], None], short: str) -> ft.Control:
    child, service = planning.child(key.child), planning.service(key.service)
    name = service.name if service else key.service
    first = child.first_name if child else ""
    mark = [child_mark(child, 26, initials(planning.household.children)[child.id])] if child else []
    spoken = _("Retirer {service}, {child}, {day}").format(service=name, child=first, day=day_name(key.day))
    return ft.Row(
        [
            *mark,
            _about(name, pick),
            text(money(pick.cents) if pick.counts else "–", "small_bold"),
            remove_button(spoken, lambda: on_remove(key)),
        ],
        spacing=SPACE.small,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        key=short,
    )


def _index(known: list[str], wanted: str) -> int:
    """Its place, or the end for one the household no longer has."""
    return known.index(wanted) if wanted in known else len(known)


def _about(name: str, pick: Pick) -> ft.Control:
    note = pick_note(pick)
    if note is None:
        return text(name, "small_bold", expand=True)
    word, icon, ink = note
    sign = ft.Icon(icon, size=ICON_SMALL - 2, color=colour(ink))
    told = ft.Row([sign, text(word, "caption", ink)], spacing=SPACE.tiny)
    return ft.Column([text(name, "small_bold"), told], spacing=0, tight=True, expand=True)


def pick_note(pick: Pick) -> tuple[str, ft.IconData, str] | None:
    """What a line is when it is not a plain booking: word, icon, ink."""
    if pick.op is Op.CANCEL:
        word = _("Annulation") if pick.counts else _("Place rendue")
        return word, ft.Icons.REMOVE_CIRCLE_ROUNDED, "red"
    if pick.on_full is OnFull.WAIT:
        return _("Liste d'attente"), ft.Icons.HOURGLASS_TOP_ROUNDED, "plum"
    if not pick.counts:
        return _("À valider par la ville"), ft.Icons.PENDING_ROUNDED, "blue"
    return None
