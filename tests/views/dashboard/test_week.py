"""The ribbon, the greeting and the nearest deadline, from household and calendar alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from services.models import Day, DayKind, Reason, Slot, SlotState
from tests.fakes import builders
from tests.fakes.builders import ALICE, EVENING, FRIDAY, MEAL, MONDAY, NOE, NOW, PARIS
from views.dashboard.sentences import greeting_sentence, listed, nearest_deadline
from views.dashboard.week import CellKind, shown_monday, week_of

FORTNIGHT = MONDAY + timedelta(days=13)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_line_per_child_and_a_cell_per_school_day() -> None:
    week = week_of(builders.household(), builders.calendar(), MONDAY)
    assert [row.child.first_name for row in week.rows] == ["Alice", "Noé", "Lila"]
    alice = week.rows[0].cells
    assert [cell.kind for cell in alice] == [CellKind.SQUARES] * 2 + [CellKind.BAR] + [CellKind.SQUARES] * 2
    assert [cell.filled for cell in alice[:3]] == [(False, True, False), (False, True, True), (True,)]


def test_a_cell_is_one_sentence() -> None:
    week = week_of(builders.household(), builders.calendar(), MONDAY)
    names = [plain(cell.name) for cell in week.rows[0].cells]
    assert names[0] == "Alice, lundi 23 novembre : restauration scolaire"
    assert names[3] == "Alice, jeudi 26 novembre : rien de réservé"
    assert plain(week.rows[2].cells[4].name) == "Lila, vendredi 27 novembre : fermé"


def test_a_closed_day_is_a_dash_but_a_day_too_late_is_not() -> None:
    week = week_of(builders.household(), builders.calendar(), MONDAY)
    assert week.rows[2].cells[4].kind is CellKind.CLOSED
    past = week_of(builders.household(), builders.calendar(MONDAY - timedelta(7), MONDAY), MONDAY - timedelta(7))
    assert past.rows[0].cells[0].kind is CellKind.SQUARES


@pytest.mark.parametrize(
    ("today", "monday"), [(MONDAY, MONDAY), (FRIDAY, MONDAY), (date(2026, 11, 28), date(2026, 11, 30))]
)
def test_at_the_weekend_the_next_week_is_shown(today: date, monday: date) -> None:
    assert shown_monday(today) == monday


def test_a_week_without_booking_is_empty() -> None:
    later = MONDAY + timedelta(days=14)
    assert week_of(builders.household(), builders.calendar(later, later + timedelta(6)), later).empty


def test_the_greeting_tells_the_last_thing_of_each_childs_day() -> None:
    said = greeting_sentence(builders.household(), builders.calendar(), MONDAY)
    assert plain(said) == "Aujourd’hui, Alice et Noé déjeunent à la cantine. Lila reste jusqu’à 18 h 30."


def test_nothing_today() -> None:
    said = greeting_sentence(builders.household(), builders.calendar(), date(2026, 12, 5))
    assert said == "Aujourd’hui, rien de réservé."


def test_holidays_are_named_with_their_last_day() -> None:
    first = date(2026, 12, 28)
    week = builders.calendar(first, first + timedelta(13))
    days = tuple(
        Day(day=day.day, kind=DayKind.SCHOOL_HOLIDAY, name="Vacances de Noël") if day.day <= date(2027, 1, 3) else day
        for day in week.days
    )
    said = greeting_sentence(builders.household(), week.model_copy(update={"days": days, "slots": ()}), first)
    assert plain(said) == "Vacances de Noël jusqu’au 3 janvier."


def test_a_public_holiday_is_named() -> None:
    week = builders.calendar(first_day := date(2026, 11, 9), date(2026, 11, 15))
    days = tuple(
        Day(day=day.day, kind=DayKind.PUBLIC_HOLIDAY, name="Armistice 1918") if day.day.day == 11 else day
        for day in week.days
    )
    said = greeting_sentence(
        builders.household(), week.model_copy(update={"days": days, "slots": ()}), first_day + timedelta(2)
    )
    assert plain(said) == "Aujourd’hui, Armistice 1918 : tout est fermé."


def test_the_nearest_deadline_is_of_something_the_family_books() -> None:
    calendar = builders.calendar(MONDAY, FORTNIGHT)
    found = nearest_deadline(builders.household(), calendar, NOW)
    assert found is not None and found.soon
    assert plain(found.sentence) == "Accueil du soir de demain pour Lila : à réserver avant 10 h"


def test_two_children_missing_the_same_meal_are_told_together() -> None:
    thursday = date(2026, 11, 26)
    kept = [builders.slot(child, MEAL, MONDAY, SlotState.BOOKED) for child in (ALICE, NOE)]
    free = [builders.slot(child, MEAL, thursday) for child in (ALICE, NOE)]
    calendar = builders.calendar().model_copy(update={"slots": (*kept, *free)})
    found = nearest_deadline(builders.household(), calendar, NOW)
    assert found is not None and not found.soon
    assert plain(found.sentence) == "Cantine de jeudi pour Alice et Noé : à réserver avant mercredi 10 h"


def test_a_deadline_at_midnight_is_told_with_the_day_it_ends() -> None:
    free = builders.slot(ALICE, EVENING, FRIDAY, book_by=datetime.combine(date(2026, 11, 26), time(0), PARIS))
    kept = builders.slot(ALICE, EVENING, MONDAY, SlotState.BOOKED)
    found = nearest_deadline(builders.household(), builders.calendar().model_copy(update={"slots": (kept, free)}), NOW)
    assert found is not None and plain(found.sentence).endswith("avant mercredi minuit")


def test_nothing_usual_is_missing() -> None:
    slots: tuple[Slot, ...] = (builders.slot(ALICE, MEAL, MONDAY, SlotState.BOOKED, reason=Reason(code="OPEN")),)
    calendar = builders.calendar().model_copy(update={"slots": slots})
    assert nearest_deadline(builders.household(), calendar, NOW) is None


def test_names_are_listed_in_french() -> None:
    assert [listed(names) for names in ([], ["Alice"], ["Alice", "Noé"], ["Alice", "Noé", "Lila"])] == [
        "",
        "Alice",
        "Alice et Noé",
        "Alice, Noé et Lila",
    ]
