"""The week grid: where slots stand, how the keyboard moves, what the filters hide."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import flet as ft

from services.models import SlotKey, SlotState
from tests.fakes import builders
from tests.views.booking.app import has, node, picked, signed_in, store, tap
from tests.views.booking.build import booked, child, free, key, late, planning, service
from tests.views.opening import labels, opened, press
from views.booking.grid.cell import CellView, cell_lines
from views.booking.grid.cursor import GridCursor
from views.booking.grid.layout import groups_of, heads_of, moved, places_in_order, shown_days
from views.booking.planning import Planning
from views.booking.store import ChoiceStore
from views.text import typeset
from views.text.deadlines import short_limit

MONDAY = date(2026, 11, 23)
WEEK = tuple(date(2026, 11, day) for day in range(23, 28))
ROUTE = "/reservations?jour=2026-11-26"


def family() -> Planning:
    return Planning.of(builders.household(), builders.calendar())


def test_services_of_wednesday_live_in_its_column_of_the_first_rows() -> None:
    noe = groups_of(family(), WEEK, (builders.NOE,))[0]
    assert [row.service.id for row in noe.rows if row.service] == [builders.MORNING, builders.MEAL, builders.EVENING]
    wednesday = [row.places[2] for row in noe.rows]
    assert [place.service.id for place in wednesday if place] == [builders.WEDNESDAY, builders.WEDNESDAY_MORNING]
    assert all(place.named for place in wednesday if place)
    assert noe.rows[2].places[2] is None, "an empty place is nothing"


def test_filtered_activities_hide_rows_and_children_are_chosen() -> None:
    groups = groups_of(family(), WEEK, (builders.ALICE, builders.LILA), frozenset({builders.EVENING}))
    assert [group.child.first_name for group in groups] == ["Alice", "Lila"]
    assert all(row.service is None or row.service.id != builders.EVENING for group in groups for row in group.rows)


def test_the_head_tells_the_deadline_most_slots_share() -> None:
    heads = heads_of(family(), WEEK)
    limits = [head.limit for head in heads]
    assert limits[3] is not None and short_limit(limits[3], builders.NOW) == typeset("mer. 10 h")
    assert heads[0].limit is None, "nothing of today can still change"


async def test_every_head_has_its_second_line_and_wednesday_says_why_it_has_no_deadline() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await lab.until(lambda: has(lab, "vendredi 27 novembre"))
        heads = [node(lab, day) for day in ("lundi 23", "mardi 24", "mercredi 25", "jeudi 26", "vendredi 27")]
        assert all((head.label or "").count(",") >= 2 for head in heads)


def test_a_day_without_deadline_is_late_or_free_of_anything() -> None:
    late_day, nothing = heads_of(planning(late("alice", "midi")), (date(2026, 11, 26), date(2026, 11, 27)))
    assert late_day.limit is None and late_day.late and not late_day.still
    assert nothing.limit is None and not nothing.late and not nothing.still
    soon = late("alice", "midi").model_copy(update={"state": SlotState.NOT_OPEN})
    [waiting] = heads_of(planning(soon), (date(2026, 11, 26),))
    assert waiting.waits and not late_day.waits


def test_a_narrow_cell_says_the_name_in_short() -> None:
    kept = service("demi-journée")
    slot = free("alice", "demi-journée")
    wide = CellView(child("alice", 1), kept, slot, builders.NOW, named=True)
    assert cell_lines(wide, None)[0] == "Demi-journée"
    assert cell_lines(replace(wide, narrow=True), None)[0] == typeset("½ journée")


def test_a_week_end_day_is_a_column_only_when_something_runs() -> None:
    saturday = date(2026, 11, 28)
    assert len(shown_days(family(), MONDAY)) == 5
    assert shown_days(planning(free("alice", "centre", saturday)), MONDAY)[-1] == saturday


def test_arrows_pass_over_empty_places_and_stop_at_the_edge() -> None:
    a, b, c = (key("alice", name) for name in ("a", "b", "c"))
    table: tuple[tuple[SlotKey | None, ...], ...] = ((a, None, b), (None, None, c))
    assert moved(table, a, "Arrow Right") == b and moved(table, b, "Arrow Right") == b
    assert moved(table, b, "Arrow Down") == c and moved(table, c, "Home") == c
    assert moved(table, b, "Home") == a and moved(table, a, "End") == b
    assert moved(table, None, "") == a and moved((), None, "Arrow Up") is None


class NoNotes:
    async def recall(self, name: str) -> str | None:
        return None

    async def remember(self, name: str, value: str | None) -> None:
        return None


def test_the_cursor_is_one_tab_stop_and_ctrl_enter_goes_to_submit() -> None:
    choices = ChoiceStore(NoNotes(), lambda job: None)
    groups = groups_of(planning(booked("alice", "midi"), free("alice", "soir")), WEEK, ("alice",))
    cursor = GridCursor(choices)
    cursor.lay(places_in_order(groups))
    done: list[object] = []
    cursor.pressed("Arrow Down", done.append, lambda: done.append("submit"))
    assert choices.entry(key("alice", "soir")).active and not choices.entry(key("alice", "midi")).active
    for name in ("Page Down", "Control Left", "Enter"):
        cursor.pressed(name, done.append, lambda: done.append("submit"))
    cursor.released("Control Left")
    cursor.pressed("Enter", done.append, lambda: done.append("twice"))
    assert done == [1, "submit"]


def test_a_week_turned_by_keyboard_keeps_the_place_and_the_focus() -> None:
    choices = ChoiceStore(NoNotes(), lambda job: None)
    cursor = GridCursor(choices)
    tuesday, next_tuesday, next_wednesday = date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 2)
    here, there = key("alice", "soir", tuesday), key("alice", "soir", next_tuesday)
    this_week = ((key("alice", "midi", tuesday),), (here,))
    cursor.lay(this_week)
    cursor.pressed("Arrow Down", lambda weeks: None, lambda: None)
    cursor.pressed("Page Down", lambda weeks: None, lambda: None)
    cursor.lay(this_week)
    cursor.lay(())
    cursor.lay(((key("alice", "midi", next_tuesday),), (key("alice", "soir", next_wednesday), there)))
    assert cursor.at == there
    assert choices.entry(there).active and choices.entry(there).asked == 1
    assert not choices.entry(here).active and not choices.entry(here).asked


def test_a_week_turned_by_hand_keeps_the_place_and_asks_for_no_focus() -> None:
    choices = ChoiceStore(NoNotes(), lambda job: None)
    cursor = GridCursor(choices)
    next_week = date(2026, 12, 1)
    cursor.lay(((key("alice", "midi", date(2026, 11, 24)),),))
    cursor.lay(((key("alice", "soir", next_week), key("alice", "midi", next_week)),))
    assert cursor.at == key("alice", "midi", next_week)
    assert choices.entry(cursor.at).active and not choices.entry(cursor.at).asked
    left = cursor.at
    cursor.lift()
    assert not choices.entry(left).active


async def test_coming_back_to_the_grid_finds_one_tab_stop() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await lab.until(lambda: has(lab, "Restauration scolaire, Alice, jeudi 26 novembre"))
        await lab.fire(lab.one(ft.KeyboardListener), "key_down", {"key": "Arrow Down"})
        await tap(lab, "Semaine type")
        await tap(lab, "Semaine réelle")
        await lab.until(lambda: has(lab, "Restauration scolaire, Alice, jeudi 26 novembre"))
        stops = [one for one in lab.all(ft.MergeSemantics) if getattr(one.content, "checked", None) is not None]
        assert len(stops) == 1


async def test_a_cell_that_left_before_it_had_the_focus_does_not_end_the_session() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await lab.until(lambda: has(lab, "Restauration scolaire, Alice, jeudi 26 novembre"))
        await lab.fire(lab.one(ft.KeyboardListener), "key_down", {"key": "Arrow Down"})
        asked = lab.session.invoke_method(10**6, "focus", None)
        gone = asyncio.ensure_future(asked)
        await lab.settle()
        assert gone.done() and gone.exception() is None


async def test_the_panel_lists_the_choice_and_says_what_the_filter_hides() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await tap(lab, "Restauration scolaire, Alice, jeudi 26 novembre")
        await tap(lab, "Accueil du matin, Noé, jeudi 26 novembre")
        await lab.until(lambda: "À envoyer avant le mercredi 25 novembre à 10 h." in labels(lab))
        await tap(lab, "Filtrer les activités")
        await lab.fire(next(one for one in lab.all(ft.Semantics) if one.label == "Restauration scolaire"), "tap")
        await lab.until(lambda: "1 ligne masquée par le filtre" in labels(lab))
        assert not has(lab, "Restauration scolaire, Alice, jeudi 26 novembre, 3,85 €")
        await tap(lab, "Retirer Restauration scolaire, Alice, jeudi 26 novembre")
        assert picked(kit) == {SlotKey(builders.NOE, builders.MORNING, date(2026, 11, 26))}


async def test_a_row_is_ticked_by_its_name_and_given_back() -> None:
    kit = await signed_in()
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await tap(lab, "Accueil du soir, Alice, cocher la ligne")
        assert {pick.day.day for pick in picked(kit)} == {26, 27}
        await tap(lab, "Accueil du soir, Alice, cocher la ligne")
        assert not picked(kit)


async def test_one_child_at_least_stays_shown() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await tap(lab, "Alice, enfant")
        await tap(lab, "Noé, enfant")
        await tap(lab, "Lila, enfant")
        assert node(lab, "Lila").selected and not node(lab, "Alice").selected


async def test_the_grid_submits_and_the_receipt_shows() -> None:
    kit = await signed_in()
    async with opened(kit, size="desktop", route=ROUTE) as lab:
        await tap(lab, "Restauration scolaire, Lila, jeudi 26 novembre")
        await press(lab, "Soumettre")
        await lab.until(lambda: "C’est enregistré" in labels(lab))
    assert not store(kit).choice.pending


async def test_at_twice_the_text_size_the_days_come_one_by_one() -> None:
    kit = await signed_in()
    async with opened(kit, size="tablet", route=ROUTE) as lab:
        await lab.until(lambda: has(lab, "Filtrer les activités"))
        await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
        await lab.until(lambda: has(lab, "Plusieurs jours"))
