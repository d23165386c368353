"""Components: targets, names, roles and states, read from the controls themselves."""

from __future__ import annotations

import flet as ft
import pytest

from tests.fakes import builders
from views.design import (
    ShownState,
    Surroundings,
    accent_button,
    child_dot,
    child_mark,
    choice_button,
    derive,
    drawing_with,
    icon_button,
    icons,
    initials,
    notice,
    primary_button,
    slot_tile,
    soft_button,
    state_look,
    text,
    text_button,
)
from views.design.components.button import pressed
from views.design.components.text import sized
from views.design.tokens import FOCUS_RING, TARGET, TYPE


def nothing() -> None:
    """A callback that is never called."""


def style_of(control: ft.Control) -> ft.ButtonStyle:
    style = pressed(control).style
    assert style is not None
    return style


def spoken_of(control: ft.Control) -> ft.Semantics:
    """The name and state of a control whose button's own node carries them."""
    assert isinstance(control, ft.MergeSemantics) and isinstance(control.content, ft.Semantics)
    said, shown = control.content, pressed(control).content
    assert not said.exclude_semantics, "the button's node has the focus: it must be there"
    assert isinstance(shown, ft.Semantics) and shown.exclude_semantics, "what it shows would be read twice"
    return said


@pytest.mark.parametrize("make", [primary_button, soft_button, text_button, accent_button])
def test_a_button_is_a_target_with_a_focus_ring(make: object) -> None:
    assert callable(make)
    button = make("Réserver", nothing)
    assert button.height >= TARGET.minimum
    side = style_of(button).side
    assert isinstance(side, dict)
    assert side[ft.ControlState.FOCUSED].width == FOCUS_RING


def test_a_busy_button_cannot_fire_and_keeps_its_place() -> None:
    button = accent_button("Envoi…", nothing, busy=True)
    assert isinstance(button, ft.TextButton)
    assert button.on_click is None
    assert button.disabled is False
    assert isinstance(button.content, ft.Row) and isinstance(button.content.controls[0], ft.ProgressRing)


def test_a_button_without_action_is_disabled() -> None:
    button = primary_button("Réserver", None)
    assert isinstance(button, ft.TextButton) and button.disabled


def test_an_icon_button_has_a_name_and_is_read_once() -> None:
    button = icon_button(icons.NEXT, "Semaine suivante", nothing)
    said = spoken_of(button)
    assert (said.label, said.button) == ("Semaine suivante", True)
    assert said.on_tap is not None
    tooltip = pressed(button).tooltip
    assert isinstance(tooltip, ft.Tooltip) and tooltip.exclude_from_semantics


def test_a_choice_is_a_button_that_is_selected() -> None:
    chosen = choice_button("jeudi 26 novembre", selected=True, on_tap=nothing, content=text("26"))
    assert (spoken_of(chosen).button, spoken_of(chosen).selected) == (True, True)


@pytest.mark.parametrize("checked", [True, False])
def test_a_slot_is_a_real_checkbox(checked: bool) -> None:
    tile = slot_tile(
        name="Restauration scolaire, Noé", checked=checked, state="booked", on_tap=nothing, content=text("")
    )
    said = spoken_of(tile)
    assert said.checked is checked
    assert said.label == "Restauration scolaire, Noé"
    assert pressed(tile).on_click is not None and said.on_tap is not None


def test_every_state_has_an_icon_and_a_word_of_its_own() -> None:
    looks = [state_look(state) for state in ShownState]
    assert len({look.icon for look in looks}) == len(looks)
    assert len({look.word for look in looks}) == len(looks)


def test_what_is_not_sent_has_a_thick_edge_and_a_fact_has_none() -> None:
    assert {state_look(state).edge_width for state in (ShownState.CHOSEN, ShownState.TO_CANCEL)} == {2}
    facts = (ShownState.BOOKED, ShownState.WAITLISTED, ShownState.AWAITING_VALIDATION, ShownState.FULL)
    assert {state_look(state).edge_width for state in facts} == {0}


def test_children_with_the_same_initial_get_two_letters() -> None:
    alice, noe, lila = builders.household().children
    leo = noe.model_copy(update={"id": "c_leo", "first_name": "Léo"})
    assert initials([alice, leo, lila]) == {alice.id: "A", "c_leo": "Lé", lila.id: "Li"}


def test_the_seventh_child_has_the_first_shape_with_a_ring() -> None:
    first = builders.household().children[0]
    seventh = child_mark(first.model_copy(update={"rank": 7}), 36)
    assert seventh.border_radius == child_mark(first, 36).border_radius
    assert seventh.border is not None and child_mark(first, 36).border is None


def test_a_filled_dot_and_a_ring_differ_without_colour() -> None:
    assert child_dot(1, True).border is None
    assert child_dot(1, False).border is not None


def test_a_capped_role_stops_growing_at_its_cap() -> None:
    with drawing_with(Surroundings(derive(), text_scale=2.0)):
        assert sized("nav") * 2 == pytest.approx(TYPE["nav"].size * 1.15)
        assert sized("body") == TYPE["body"].size


def test_the_letter_of_a_mark_stays_inside_it() -> None:
    child = builders.household().children[0]
    with drawing_with(Surroundings(derive(), text_scale=2.0)):
        letter = child_mark(child, 36).content
    assert isinstance(letter, ft.Text) and letter.size is not None
    assert letter.size * 2 < 36


def test_a_live_notice_is_read_as_it_appears() -> None:
    said = notice("amber", "La ville ne répond pas.", live=True)
    assert isinstance(said, ft.Semantics) and said.live_region
