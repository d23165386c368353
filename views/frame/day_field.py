"""A day: typed, or picked in a calendar beside the field. Typing is the way for keyboards and screen readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import flet as ft

from views.design import SPACE, TARGET, icon_button, icons, text_field
from views.state import Typed, handler, screen
from views.text import _
from views.text.dates import typed_day

#: A child's birth and a contract's end are within these years of today.
_YEARS_BACK, _YEARS_ON = 100, 20


@screen
def DayField(
    label: str,
    typed: Typed,
    today: date,
    *,
    on_change: Callable[[str], Any] | None = None,
    error: str | None = None,
    least: date | None = None,
    most: date | None = None,
) -> ft.Control:
    """`typed` holds « 05/12/2026 »; `on_change` is given it, typed or picked. `least` and `most` bound the calendar.

    For a page, not for a sheet: a dialog opened from inside another one leaves that one's fields deaf (Flet 1.0.5).
    """
    opened, open_calendar = ft.use_state(False)
    tell = on_change or typed.change

    async def picked(day: date) -> None:
        said = day.strftime("%d/%m/%Y")
        open_calendar(False)
        typed.put(said)
        if on_change is not None:
            result = on_change(said)
            if result is not None:
                await result

    first, last = least or date(today.year - _YEARS_BACK, 1, 1), most or date(today.year + _YEARS_ON, 12, 31)
    shown = min(max(typed_day(typed.text()) or today, first), last)
    calendar = _calendar(label, shown, today, (first, last), picked, lambda: open_calendar(False))
    ft.use_dialog(calendar if opened else None)
    field = text_field(
        label,
        typed.value,
        tell,
        error=error,
        ref=typed.ref,
        keyboard_type=ft.KeyboardType.DATETIME,
        hint_text="05/12/2026",
        key=f"typed-{typed.turn}",
    )
    name = _("Choisir dans un calendrier, {question}").format(question=label)
    button = ft.Container(
        icon_button(icons.CALENDAR, name, lambda: open_calendar(True), color="primary"),
        height=TARGET.primary,
        alignment=ft.Alignment.CENTER,
    )
    field.expand = True
    return ft.Row([field, button], spacing=SPACE.tiny, vertical_alignment=ft.CrossAxisAlignment.START)


def _calendar(
    label: str,
    shown: date,
    today: date,
    bounds: tuple[date, date],
    on_pick: Callable[[date], Any],
    on_close: Callable[[], None],
) -> ft.DatePicker:
    def changed(event: ft.Event[ft.DatePicker]) -> Any:
        value = event.control.value
        return on_pick(day_of(value)) if value is not None else None

    return ft.DatePicker(
        value=shown,
        current_date=today,
        first_date=bounds[0],
        last_date=bounds[1],
        locale=ft.Locale("fr", "FR"),
        entry_mode=ft.DatePickerEntryMode.CALENDAR_ONLY,
        help_text=label,
        confirm_text=_("Retenir ce jour"),
        cancel_text=_("Annuler"),
        on_change=handler(changed),
        on_dismiss=handler(lambda _event: on_close()),
    )


def day_of(value: date | datetime) -> date:
    """The day that was tapped: Flet gives the instant at which it begins on the device, in UTC."""
    if not isinstance(value, datetime):
        return value
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return (aware.astimezone(UTC) + timedelta(hours=12)).date()
