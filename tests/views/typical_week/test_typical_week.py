"""The semaine type: the pattern, the difference it makes, and its page."""

from __future__ import annotations

from datetime import date

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models import (
    Op,
    PatternLine,
    PatternPreview,
    PatternWeek,
    Recurrence,
    RecurrenceKind,
    SlotKey,
    UntouchedSlot,
)
from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.views.booking.app import has, node, tap
from tests.views.opening import labels, opened, press
from views.booking.planning import Planning
from views.typical_week.difference import Counts, Part, counts, summary, to_submit, week_rows, weeks_between
from views.typical_week.pattern import copied, next_applying, services_of, toggled, weekdays_of

MONDAY = date(2026, 11, 30)
TUESDAY = date(2026, 12, 1)
TODAY = date(2026, 11, 23)


def family() -> Planning:
    return Planning.of(builders.household(), builders.calendar())


def proposed(service: str, day: date, op: Op = Op.BOOK, code: str = "OPEN", possible: bool = True) -> PatternLine:
    return PatternLine(
        op=op,
        child=builders.ALICE,
        service=service,
        day=day,
        price_cents=builders.PRICES[service],
        possible=possible,
        code=code,
    )


def preview() -> PatternPreview:
    return PatternPreview(
        source=builders.SOURCE,
        now=builders.NOW,
        lines=(
            proposed(builders.MEAL, MONDAY, code="DEADLINE_PASSED", possible=False),
            proposed(builders.MEAL, TUESDAY),
            proposed(builders.EVENING, TUESDAY, Op.CANCEL),
            proposed(builders.WEDNESDAY, date(2026, 12, 2), code="FULL", possible=False),
        ),
        untouched=(UntouchedSlot(service=builders.MEAL, day=date(2026, 12, 3), code="UNCHANGED"),),
        weeks=(
            PatternWeek(monday=MONDAY, iso_week=49, applies=True),
            PatternWeek(monday=date(2026, 12, 21), iso_week=52, applies=False, holiday="Vacances de Noël"),
        ),
    )


def test_a_tick_is_added_and_taken_and_named() -> None:
    week = builders.typical_week()
    more = toggled(week, 4, builders.MORNING)
    assert builders.MORNING in more.services
    assert set(toggled(more, 4, builders.MORNING).ticks) == set(week.ticks)


def test_the_pattern_offers_the_days_a_service_runs() -> None:
    planning = family()
    assert weekdays_of(planning, builders.ALICE, builders.WEDNESDAY) == {3}
    assert weekdays_of(planning, builders.ALICE, builders.MEAL) == {1, 2, 4, 5}
    assert builders.MORNING not in {service.id for service in services_of(planning, builders.ALICE)}


def test_copying_leaves_out_what_the_other_child_cannot_have() -> None:
    planning = family()
    week = toggled(builders.typical_week(child=builders.NOE), 1, builders.MORNING)
    alice = planning.household.children[0]
    copy = copied(week, alice, "w_alice", planning)
    assert copy.child == builders.ALICE and builders.MORNING not in {tick.service for tick in copy.ticks}
    assert builders.MEAL in {tick.service for tick in copy.ticks}


def test_even_odd_and_alternate_weeks_say_when_they_come_next() -> None:
    assert next_applying(Recurrence(kind=RecurrenceKind.EVEN), TODAY) == date(2026, 12, 7)
    assert next_applying(Recurrence(kind=RecurrenceKind.ODD), TODAY) == date(2026, 11, 30)
    other = Recurrence(kind=RecurrenceKind.ALTERNATE, monday=date(2026, 12, 7))
    assert next_applying(other, TODAY) == date(2026, 12, 7)


def test_the_difference_counts_and_sends_only_what_is_possible_and_kept() -> None:
    found = preview()
    assert counts(found, ()) == Counts(more=1, less=1, late=1, full=1)
    assert summary(found, ()).cents == 385 - 260
    removed = {SlotKey(builders.ALICE, builders.EVENING, TUESDAY)}
    assert [(line.op, line.service) for line in to_submit(found, removed)] == [(Op.BOOK, builders.MEAL)]


def test_a_row_per_week_a_cell_per_day() -> None:
    first, holiday = week_rows(preview(), ())
    parts = [[part.part for part in day] for day in first.days]
    assert parts == [[Part.LATE], [Part.MORE, Part.LESS], [Part.FULL], [Part.SAME], []]
    assert holiday.holiday == "Vacances de Noël" and not holiday.applies
    assert weeks_between(TUESDAY, 3) == (MONDAY, date(2026, 12, 20))


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
async def test_ticks_show_what_they_change_and_are_sent_as_lines(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route="/reservations?jour=2026-11-26") as lab:
        if size == "phone":
            await tap(lab, "Plus d’actions")
            await press(lab, "Semaine type")
        else:
            await tap(lab, "Semaine type")
        await tap(lab, "Restauration scolaire, mardi, pas dans la semaine type")
        await lab.until(lambda: "3 réservations en plus" in labels(lab))
        await tap(lab, "Retirer Restauration scolaire, mardi 8 décembre")
        await lab.until(lambda: "2 réservations en plus" in labels(lab))
        await press(lab, "Soumettre")
        await lab.until(lambda: "C’est enregistré" in labels(lab))
    assert [line.day for line in kit.city.submissions[0].lines] == [TUESDAY, date(2026, 12, 15)]


async def test_a_second_week_is_added_and_taken_away_again(kit: PortalKit) -> None:
    kit.city.weeks["w_ecole"] = builders.typical_week()
    async with opened(kit, size="desktop", route="/reservations?jour=2026-11-26") as lab:
        await tap(lab, "Semaine type")
        await lab.until(lambda: "Ajouter une semaine" in labels(lab))
        await press(lab, "Ajouter une semaine")
        await tap(lab, "Restauration scolaire, vendredi, pas dans la semaine type")
        await lab.until(lambda: len(kit.city.weeks) == 2)
        await tap(lab, "Supprimer la semaine Nouvelle semaine")
        face = lab.one(ft.Text, value="Supprimer")
        sure = next(one for one in lab.all(ft.TextButton) if face in list(lab.walk(one)))
        await lab.fire(sure, "click")
        await lab.until(lambda: set(kit.city.weeks) == {"w_ecole"})
        await lab.until(lambda: not has(lab, "Supprimer la semaine Nouvelle semaine"))


async def test_a_copy_or_a_deletion_that_is_refused_is_told_and_speaks_of_no_choice(kit: PortalKit) -> None:
    kit.city.weeks["w_ecole"] = builders.typical_week()
    kit.city.fail_with(ErrorKind.TOO_MANY, "save_typical_week", max="6")
    kit.city.fail_with(ErrorKind.OFFLINE, "delete_typical_week")
    async with opened(kit, size="tablet", route="/reservations?jour=2026-11-26") as lab:
        await tap(lab, "Semaine type")
        await lab.until(lambda: "Copier vers Noé et Lila" in labels(lab))
        await press(lab, "Copier vers Noé et Lila")
        await lab.until(lambda: any(said.startswith("Il y en a déjà 6") for said in labels(lab)))
        await tap(lab, "Supprimer la semaine École")
        face = lab.one(ft.Text, value="Supprimer")
        sure = next(one for one in lab.all(ft.TextButton) if face in list(lab.walk(one)))
        await lab.fire(sure, "click")
        await lab.until(lambda: "Pas de réseau. Réessayez à son retour." in labels(lab))
        assert has(lab, "Supprimer la semaine École"), "it is still there"


async def test_a_day_of_the_difference_opens_its_lines(kit: PortalKit) -> None:
    async with opened(kit, size="desktop", route="/reservations?jour=2026-11-26") as lab:
        await tap(lab, "Semaine type")
        await tap(lab, "Restauration scolaire, mardi, pas dans la semaine type")
        await tap(lab, "en plus : ")
        await lab.until(lambda: labels(lab).count("mardi 1 décembre") + labels(lab).count("mardi 1er décembre") == 2)


async def test_a_kept_week_opens_with_its_ticks_and_cancels_nothing_by_itself(kit: PortalKit) -> None:
    kit.city.weeks["w_ecole"] = builders.typical_week()
    async with opened(kit, size="desktop", route="/reservations?jour=2026-11-26") as lab:
        await tap(lab, "Semaine type")
        await tap(lab, "Restauration scolaire, lundi, dans la semaine type")
        assert not node(lab, "Annuler aussi").checked
        assert has(lab, "Copier vers") or "Copier vers Noé et Lila" in labels(lab)
        assert kit.city.weeks["w_ecole"].ticks != builders.typical_week().ticks, "the change is kept by the city"
