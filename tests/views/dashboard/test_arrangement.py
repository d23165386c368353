"""The parent's order of the blocks: what is kept, what is new, what rises; how they fall into columns."""

from __future__ import annotations

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.query import Topic
from tests.fakes.portal import PortalKit
from tests.views.dashboard.test_dashboard import CARDS, cards_sent, headings
from tests.views.opening import labels, opened, press
from views.dashboard.arrangement import Arrangement, arranged, moved, read, written
from views.dashboard.columns import main_and_side, rows_of
from views.dashboard.definition import Block, Span
from views.design import icons

KEYS = ("bookings", "invoices", "messages", "to_do", "news")
keys = st.sampled_from((*KEYS, "gone"))


def block(key: str, span: Span = Span.COLUMN, height: int = 3) -> Block:
    return Block(key, key, icons.HOME, ft.Container, span, height)


@given(st.lists(keys), st.frozensets(keys), st.frozensets(keys))
def test_every_block_stands_once_whatever_was_kept(
    order: list[str], hidden: frozenset[str], urgent: frozenset[str]
) -> None:
    shown = arranged(KEYS, Arrangement(tuple(order), hidden), urgent)
    assert sorted(shown) == sorted(KEYS)
    kept = [key for key in dict.fromkeys(order) if key in KEYS]
    assert [key for key in shown if key in kept] == kept or not order


def test_what_holds_something_to_do_rises_below_the_first_until_a_block_was_moved() -> None:
    assert arranged(KEYS, Arrangement(), {"to_do", "news"}) == ("bookings", "to_do", "news", "invoices", "messages")
    kept = Arrangement(("news", "bookings", "invoices", "messages", "to_do"))
    assert arranged(KEYS, kept, {"to_do"}) == kept.order


def test_hiding_a_block_moves_none() -> None:
    assert arranged(KEYS, Arrangement(hidden=frozenset({"news"}))) == KEYS


def test_a_block_that_is_new_comes_after_the_one_before_it() -> None:
    kept = Arrangement(("news", "messages", "bookings"))
    assert arranged(KEYS, kept) == ("news", "messages", "to_do", "bookings", "invoices")


@given(st.sampled_from(KEYS), st.integers(-3, 9))
def test_a_block_moves_alone_and_stays_in_the_list(key: str, place: int) -> None:
    after = moved(KEYS, key, place)
    assert after.index(key) == max(0, min(place, len(KEYS) - 1))
    assert [other for other in after if other != key] == [other for other in KEYS if other != key]


@given(st.lists(keys), st.frozensets(keys))
def test_an_arrangement_comes_back_as_it_was_written(order: list[str], hidden: frozenset[str]) -> None:
    arrangement = Arrangement(tuple(order), hidden)
    assert read(written(arrangement)) == arrangement


@pytest.mark.parametrize("note", [None, "", "{", "[]", '{"order": 3}', '"x"', "null"])
def test_a_note_that_cannot_be_understood_is_the_order_of_origin(note: str | None) -> None:
    assert read(note) == Arrangement()


def test_blocks_fall_into_the_shorter_column_and_wide_ones_across() -> None:
    blocks = [block("a", Span.WIDE), block("b"), block("c", height=9), block("d"), block("e", Span.WIDE), block("f")]
    names = [[[one.key for one in column] for column in row] for row in rows_of(blocks)]
    assert names == [[["a"]], [["b", "d"], ["c"]], [["e"]], [["f"]]]
    assert [len(row) for row in rows_of(blocks, single=True)] == [1] * 6
    main, side = main_and_side([block("a"), block("b", Span.SIDE)])
    assert [[one.key for one in part] for part in (main, side)] == [["a"], ["b"]]


async def test_a_block_is_moved_hidden_and_put_back_and_the_device_remembers(kit: PortalKit) -> None:
    last = len(CARDS)
    before, neighbour, moved_up = CARDS[:-2], CARDS[-2], CARDS[-1]
    without = ["Bonjour Camille", *(card for card in before if card != "Mon Foyer"), moved_up, neighbour]
    async with opened(kit, route="/organiser") as lab:
        await press(lab, "Monter Nous contacter")
        assert f"Nous contacter : place {last - 1} sur {last}" in labels(lab)
        await press(lab, "Masquer Mon Foyer")
        assert "masqué" in labels(lab)
        await press(lab, "Retour")
        assert headings(lab) == without
    again = kit.restart()
    await again.portal.restore()
    again.city.hold("dashboard")
    async with opened(again) as lab:
        assert headings(lab) == without
        sent = [key for frame in cards_sent(lab) for key in frame]
        assert len(sent) == last - 1 == len(set(sent)), "no other order is drawn first"
    again.city.release()
    async with opened(again) as lab:
        await press(lab, "Réorganiser l’accueil")
        await press(lab, "Afficher Mon Foyer")
        await press(lab, "Remettre l’ordre d’origine")
        await press(lab, "Retour")
        assert sorted(headings(lab)[1:]) == sorted(CARDS)


async def test_a_block_is_dragged(kit: PortalKit) -> None:
    async with opened(kit, route="/organiser", size="desktop") as lab:
        grip = lab.one(ft.Draggable, data="contact")
        point = {"x": 1.0, "y": 1.0}
        await lab.fire(lab.all(ft.DragTarget)[0], "accept", {"src_id": grip._i, "l": point, "g": point})
        await press(lab, "Retour")
        assert sorted(headings(lab)[1:]) == sorted(CARDS)
    async with opened(kit) as lab:
        assert headings(lab)[1] == "Nous contacter"


async def test_what_holds_something_to_do_rises_and_stays_while_the_page_is_open(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        before = headings(lab)
        assert before.index("Mon Foyer") < before.index("Démarches transmises"), "an insurance has expired"
        kit.city.block("sheet", None)
        kit.announce(Topic.SHEET)
        await lab.settle()
        assert headings(lab) == before, "nothing jumps"
