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
    ranks = {child.id: child.rank for child in planning.household.children}
    order = [service.id for service in planning.household.services]

    def place(item: tuple[SlotKey, Pick]) -> tuple[date, int, int]:
        key = item[0]
        return key.day, order.index(key.service) if key.service in order else 99, ranks.get(key.child, 99)

    rows: list[ft.Control] = []
    for day, items in groupby(sorted(choice.picks.items(), key=place), key=lambda item: item[0].day):
        rows.append(text(day_name(day), "small", "ink_soft", key=f"{day}"))
        rows.extend(_line(key, pick, planning, on_remove) for key, pick in items)
    return ft.Column(rows, spacing=SPACE.tiny, tight=True)


def _line(key: SlotKey, pick: Pick, planning: Planning, on_remove: Callable[[SlotKey], None]) -> ft.Control:
    child, service = planning.child(key.child), planning.service(key.service)
    name = service.name if service else key.service
    first = child.first_name if child else ""
    mark = [child_mark(child, 26, initials(planning.household.children)[child.id])] if child else []
    spoken = _("Retirer {service}, {child}, {day}").format(service=name, child=first, day=day_name(key.day))
    return ft.Row(
        [
            *mark,
            _about(name, pick),
            text(money(pick.cents) if pick.counts else "–", "small_bold", no_wrap=True),
            remove_button(spoken, lambda: on_remove(key)),
        ],
        spacing=SPACE.small,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        key=f"{key.child}-{key.service}-{key.day}",
    )


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
