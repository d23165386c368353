"""A fact and the way to change it: side by side where there is room, one below the other on a phone."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import pytest

from services.models.sheet import Fact
from tests.fakes.builders.sheet import sheet
from views.design.look import drawing_with, surroundings
from views.household.lines import Ways, fact_line


def test_the_words_of_a_way_never_squeeze_the_fact() -> None:
    way = ft.TextButton("Demander le changement")
    assert isinstance(fact_line("Adresse", "14 rue", way), ft.Row)
    assert isinstance(fact_line("Adresse", "14 rue", way, below=True), ft.Column)
    alone = fact_line("Adresse", "14 rue", None, below=True)
    assert isinstance(alone, ft.Row) and alone.controls[0].expand


@pytest.mark.parametrize("missing", [None, "En cas d'urgence : personne à appeler"])
def test_a_fact_without_a_way_keeps_to_its_card_in_large_text(missing: str | None) -> None:
    with drawing_with(replace(surroundings(), text_scale=2)):
        alone = fact_line("E-mail", None if missing else "camille.martin@example.org", None, amber=missing)
    assert isinstance(alone, ft.Row) and alone.controls[0].expand


def test_only_what_is_asked_for_in_words_goes_below() -> None:
    whole = sheet()
    asked = next(iter(whole.procedures))
    on_the_phone, elsewhere = Ways(whole, print, narrow=True), Ways(whole, print)
    assert on_the_phone.below(asked) and not elsewhere.below(asked)
    assert not on_the_phone.below(Fact.PHONES)
