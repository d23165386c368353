"""The grid itself: the head of days that stays, a group of rows per child."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import flet as ft
from babel.dates import format_date

from services.models import SlotKey
from views.booking.actions import BookingActions, CopyWeekOf
from views.booking.grid.cell import Cell, CellView
from views.booking.grid.layout import ChildGroup, DayHead, GridRow, Place
from views.booking.grid.sweep import CellSweep
from views.booking.memo import memo
from views.booking.planning import Planning
from views.design import (
    ICON_SMALL,
    LAYOUT,
    SPACE,
    TARGET,
    child_mark,
    colour,
    grown,
    handler,
    icons,
    initials,
    separator,
    text,
    text_button,
)
from views.text import _, typeset
from views.text.dates import day_name, day_of_month, day_without_weekday, weekday, weekday_short
from views.text.deadlines import short_limit

_MEMO_CELL = memo(Cell)


def label_width(roomy: bool) -> float:
    """Of the first column. `roomy`, here and below: days are wide enough for whole words."""
    return LAYOUT.row_label_desktop if roomy else LAYOUT.row_label_tablet


def day_heads(
    heads: tuple[DayHead, ...], now: datetime, *, roomy: bool, on_column: Callable[[date], None]
) -> ft.Control:
    """Weekday, number and the deadline common to the day."""
    lead = text("" if roomy else _("réserver avant"), "caption", "ink_soft")
    cells = [_head(head, now, roomy=roomy, on_column=on_column) for head in heads]
    return ft.Column(
        [
            ft.Row(
                [
                    ft.Container(lead, width=label_width(roomy), padding=ft.Padding.only(left=SPACE.tiny)),
                    *cells,
                ],
                spacing=SPACE.small,
                vertical_alignment=ft.CrossAxisAlignment.END,
            ),
            separator(),
        ],
        spacing=0,
    )


def _head(head: DayHead, now: datetime, *, roomy: bool, on_column: Callable[[date], None]) -> ft.Control:
    today = head.day == now.date()
    name = weekday(head.day) if roomy else weekday_short(head.day)
    month = typeset(f"{day_of_month(head.day)} {_month(head.day)}")
    word, icon, ink = _head_note(head, now, roomy=roomy)
    note: list[ft.Control] = [
        ft.Icon(icon, size=ICON_SMALL - 2, color=colour(ink)),
        text(word, "caption", ink, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS, expand=True),
    ]
    face = ft.Column(
        [
            ft.Row(
                [
                    text(name, "small_bold", "primary" if today else "ink", no_wrap=True),
                    text(month, "small", no_wrap=True),
                ],
                spacing=SPACE.tiny,
            ),
            ft.Row(note, spacing=SPACE.tiny),
        ],
        spacing=0,
        tight=True,
    )
    tapped = handler(lambda: on_column(head.day))
    said = _("{day}, cocher la colonne").format(day=day_name(head.day))
    return ft.Semantics(
        content=ft.GestureDetector(
            ft.Container(face, padding=ft.Padding.only(left=SPACE.small, top=SPACE.tiny, bottom=SPACE.small)),
            on_tap=tapped,
            mouse_cursor=ft.MouseCursor.CLICK,
        ),
        label=f"{said}, {word}",
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=tapped,
        expand=True,
    )


def _month(day: date) -> str:
    return str(format_date(day, "MMM", "fr"))


def _head_note(head: DayHead, now: datetime, *, roomy: bool) -> tuple[str, ft.IconData, str]:
    if head.closed is not None:
        return head.closed or _("fermé"), ft.Icons.EVENT_BUSY_ROUNDED, "ink_soft"
    if head.day == now.date():
        return _("aujourd'hui"), ft.Icons.TODAY_ROUNDED, "primary"
    if head.limit is None:
        return _without_limit(head)
    limit = short_limit(head.limit, now)
    ends_today = head.limit.astimezone(now.tzinfo).date() == now.date()
    word = typeset(_("jusqu'à {limit}").format(limit=limit)) if roomy else limit
    return word, icons.CLOCK, "amber" if ends_today else "ink_soft"


def _without_limit(head: DayHead) -> tuple[str, ft.IconData, str]:
    if head.still:
        return _("le jour même"), icons.CLOCK, "ink_soft"
    if head.waits:
        return _("pas encore ouvert"), icons.CLOCK, "ink_soft"
    if head.late:
        return _("trop tard"), ft.Icons.LOCK_CLOCK_ROUNDED, "ink_soft"
    return _("rien à réserver"), ft.Icons.EVENT_BUSY_ROUNDED, "ink_soft"


def child_groups(
    groups: tuple[ChildGroup, ...],
    planning: Planning,
    actions: BookingActions,
    now: datetime,
    monday: date,
    sweep: CellSweep,
    *,
    roomy: bool,
) -> list[ft.Control]:
    """The rows of all children shown."""
    letters = initials(planning.household.children)
    shown: list[ft.Control] = []
    for group in groups:
        rows = [
            _row(row, group, planning, actions, now, sweep, roomy=roomy, number=number)
            for number, row in enumerate(group.rows)
        ]
        if not rows:
            rows = [text(_("Rien à réserver cette semaine."), "small", "ink_soft")]
        inside = ft.Column(
            [_title(group, letters, actions), ft.Column(rows, spacing=SPACE.small, tight=True)],
            spacing=SPACE.hair,
            tight=True,
        )
        label = typeset(
            _("Semaine du {day}, {name}").format(day=day_without_weekday(monday), name=group.child.first_name)
        )
        shown.append(ft.Semantics(content=inside, label=label, container=True, key=f"group-{group.child.id}"))
    return shown


def _title(group: ChildGroup, letters: dict[str, str], actions: BookingActions) -> ft.Control:
    child = group.child
    return ft.Row(
        [
            child_mark(child, 30, letters[child.id]),
            text(child.first_name, "h2", heading=2),
            text(
                f"{child.class_name} · {child.school.name}",
                "small",
                "ink_soft",
                expand=True,
                no_wrap=True,
                overflow=ft.TextOverflow.ELLIPSIS,
            ),
            text_button(_("Copier la semaine…"), lambda: actions.open(CopyWeekOf(child.id)), icons.COPY),
        ],
        spacing=SPACE.cosy,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _row(
    row: GridRow,
    group: ChildGroup,
    planning: Planning,
    actions: BookingActions,
    now: datetime,
    sweep: CellSweep,
    *,
    roomy: bool,
    number: int,
) -> ft.Control:
    keys = tuple(place.slot.key for place in row.places if place is not None and not place.named)
    cells: list[ft.Control] = [_place(place, group, planning, actions, now, roomy=roomy) for place in row.places]
    everything = [place.slot.key if place else None for place in row.places]
    return ft.Row(
        [
            _label(row, group, keys, actions, roomy=roomy),
            sweep.over(ft.Row(cells, spacing=SPACE.small, vertical_alignment=ft.CrossAxisAlignment.CENTER), everything),
        ],
        spacing=SPACE.small,
        key=f"row-{group.child.id}-{number}",
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _label(
    row: GridRow, group: ChildGroup, keys: tuple[SlotKey, ...], actions: BookingActions, *, roomy: bool
) -> ft.Control:
    """The row's name; a tap ticks the row, the same again gives it back."""
    width = label_width(roomy)
    if row.service is None:
        return ft.Container(width=width)
    tapped = handler(lambda: actions.take_all(*keys))
    said = _("{service}, {child}, cocher la ligne").format(service=row.service.name, child=group.child.first_name)
    name = ft.Container(
        text(row.service.name, "small_bold"),
        width=width,
        height=grown(TARGET.minimum),
        padding=ft.Padding.symmetric(horizontal=SPACE.tiny),
        alignment=ft.Alignment.CENTER_LEFT,
    )
    return ft.Semantics(
        content=ft.GestureDetector(name, on_tap=tapped, mouse_cursor=ft.MouseCursor.CLICK),
        label=said,
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=tapped,
    )


def _place(
    place: Place | None,
    group: ChildGroup,
    planning: Planning,
    actions: BookingActions,
    now: datetime,
    *,
    roomy: bool,
) -> ft.Control:
    if place is None:
        return ft.Container(expand=True)
    known = planning.days.get(place.slot.day)
    closed_for = known.name if known else None
    view = CellView(group.child, place.service, place.slot, now, place.named, closed_for, narrow=not roomy)
    key = f"{place.slot.child}-{place.slot.service}-{place.slot.day}"
    return ft.Container(
        _MEMO_CELL(view, actions, actions.store.entry(place.slot.key), key=key), expand=True, key=f"place-{key}"
    )
