"""A day is typed, or picked in the calendar beside the field; either way it is the same text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import flet as ft
import pytest

from tests.lab import Lab
from tests.views.opening import field, press
from views.frame import DayField
from views.frame.day_field import day_of
from views.state import screen, use_typed

TODAY = date(2026, 11, 23)
QUESTION = "Depuis quel jour ?"


def form(heard: list[str], least: date | None = None) -> Lab:
    @screen
    def Form() -> ft.Control:
        typed = use_typed()

        def changed(said: str) -> None:
            typed.change(said)
            heard.append(said)

        return DayField(QUESTION, typed, TODAY, on_change=changed, least=least)

    return Lab(lambda page: page.render(Form))


def calendars(lab: Lab) -> list[ft.DatePicker]:
    return [one for one in lab.all(ft.DatePicker) if one.open]


async def test_a_day_picked_takes_the_place_of_what_was_typed_which_can_be_typed_again() -> None:
    heard: list[str] = []
    async with form(heard) as lab:
        await lab.type(field(lab, QUESTION), "5/12/2026")
        await press(lab, f"Choisir dans un calendrier, {QUESTION}")
        calendar = calendars(lab)[0]
        assert calendar.value == date(2026, 12, 5)
        await lab.fire(calendar, "change", value=datetime(2026, 11, 25, 23, tzinfo=UTC))
        await lab.fire(calendar, "dismiss")
        assert not calendars(lab)
        assert field(lab, QUESTION).value == "26/11/2026"
        await lab.type(field(lab, QUESTION), "27/11/2026")
        assert field(lab, QUESTION).value == "27/11/2026"
        assert heard == ["5/12/2026", "26/11/2026", "27/11/2026"]


async def test_the_calendar_keeps_to_its_bounds_and_may_be_left() -> None:
    heard: list[str] = []
    async with form(heard, least=date(2027, 1, 4)) as lab:
        await press(lab, f"Choisir dans un calendrier, {QUESTION}")
        calendar = calendars(lab)[0]
        assert (calendar.value, calendar.first_date) == (date(2027, 1, 4), date(2027, 1, 4))
        await lab.fire(calendar, "dismiss")
        assert not calendars(lab) and not heard


@pytest.mark.parametrize("hours", [-10, -4, 0, 1, 2, 4, 11, 12])
def test_the_day_is_the_one_tapped_on_the_device_wherever_it_is(hours: int) -> None:
    tapped = datetime(2026, 11, 26, tzinfo=timezone(timedelta(hours=hours)))
    assert day_of(tapped.astimezone(UTC)) == day_of(tapped) == date(2026, 11, 26)
