"""Médias et actualités on screen, over a fake city."""

from __future__ import annotations

from datetime import timedelta

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.dashboard import Block, NewsContent
from tests.fakes.builders import MONDAY, NOW, PIXEL, menu, news_item
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import labels, opened, press
from views.news.article import links, paragraphs
from views.news.menus import monday_of, week_name


def says(lab: Lab, start: str) -> bool:
    return any(said.startswith(start) for said in labels(lab))


async def test_the_menus_come_first_then_the_news(kit: PortalKit) -> None:
    async with opened(kit, route="/actualites") as lab:
        shown = labels(lab)
        menus = next(n for n, said in enumerate(shown) if said.startswith("Les menus du 23 au 27 novembre"))
        news = next(n for n, said in enumerate(shown) if said.startswith("Le marché de Noël"))
        assert menus < news
        assert says(lab, "Le marché de Noël s’installe place de la Mairie, non lue, Ville, hier 8 h")
        assert says(lab, "Vacances de Noël : les inscriptions sont ouvertes, Centre de loisirs, jeudi")


async def test_opening_one_shows_it_whole_and_marks_it_read(kit: PortalKit) -> None:
    async with opened(kit, route="/actualites") as lab:
        await press(lab, "Le marché de Noël")
        assert lab.page.route == "/actualites/a_sapin"
        assert any("en entier" in said for said in labels(lab))
        await lab.settle()
        assert not kit.city.kept_news[0].unread
        await press(lab, "Ouvrir www.example.org")
        launched = [args for _control, name, args in lab.connection.invoked if name == "launch_url"]
        assert launched and "https://www.example.org/noel" in str(launched[0])


async def test_its_own_picture_or_a_drawn_one(kit: PortalKit) -> None:
    async with opened(kit, route="/actualites/a_holidays") as lab:
        await lab.settle()
        (picture,) = lab.all(ft.Image)
        assert (picture.src, picture.semantics_label) == (PIXEL, "Des enfants décorent un sapin.")
        assert not picture.exclude_from_semantics
        kit.city.kept_news[1] = kit.city.kept_news[1].model_copy(update={"picture_description": ""})
    async with opened(kit, route="/actualites/a_holidays") as lab:
        (picture,) = lab.all(ft.Image)
        assert picture.semantics_label is None and picture.exclude_from_semantics
    async with opened(kit, route="/actualites/a_sapin") as lab:
        assert not lab.all(ft.Image)


async def test_menus_week_by_week(kit: PortalKit) -> None:
    async with opened(kit, route="/actualites") as lab:
        await press(lab, "Les menus")
        assert lab.page.route == "/actualites/menus"
        assert says(lab, "Lundi 23 novembre") and says(lab, "Lasagnes aux légumes") and says(lab, "végétarien")
        await press(lab, "Semaine suivante")
        assert says(lab, "Les menus de cette semaine ne sont pas encore publiés.")
        await press(lab, "Semaine précédente")
        assert says(lab, "Vendredi 27 novembre")


async def test_allergens_are_said_in_words(kit: PortalKit) -> None:
    made = menu(MONDAY)
    course = made.courses[0].model_copy(update={"marks": ("bio", "milk", "celery", "unheard")})
    kit.city.kept_menus = (made.model_copy(update={"courses": (course,)}),)
    async with opened(kit, route="/actualites/menus") as lab:
        assert says(lab, "Contient : lait, céleri") and says(lab, "bio") and not says(lab, "unheard")


@pytest.mark.parametrize("size", ["tablet", "desktop"])
async def test_on_wide_screens_both_stand_side_by_side(kit: PortalKit, size: str) -> None:
    async with opened(kit, size=size, route="/actualites") as lab:
        assert says(lab, "Choisissez une actualité")
        await press(lab, "Vacances de Noël")
        assert any("en entier" in said for said in labels(lab)) and says(lab, "Le marché de Noël")


async def test_empty_loading_failed_and_stale_are_four_screens(kit: PortalKit) -> None:
    kit.city.hold("news")
    async with opened(kit, route="/actualites") as lab:
        assert lab.all(ft.Shimmer)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "news")
        kit.city.release()
        await lab.settle()
        assert any("La ville ne répond pas" in said for said in labels(lab))
        kit.city.fail_with(None)
        kit.city.kept_news = []
        await press(lab, "Réessayer")
        await lab.settle()
        assert says(lab, "Rien de neuf.")
    kit.city.fail_with(ErrorKind.UNEXPECTED, "news")
    async with opened(kit, route="/actualites") as lab:
        assert any("Copie de 8 h" in said for said in labels(lab))


async def test_older_news_come_page_by_page(kit: PortalKit) -> None:
    kit.city.kept_news = [news_item(f"a_{n}", at=NOW - timedelta(days=n)) for n in range(25)]
    async with opened(kit, route="/actualites") as lab:
        assert len([one for one in labels(lab) if one.startswith("Le marché de Noël s’installe")]) >= 20
        await press(lab, "Voir les plus anciennes")
        await lab.settle()
        names = [node for node in lab.all(ft.Semantics) if (node.label or "").startswith("Le marché")]
        assert len(names) == 25


async def test_the_block_turns_by_arrows_and_opens_the_item(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert says(lab, "Voir les actualités, 1 non lue")
        assert says(lab, "Au menu aujourd’hui : Carottes râpées, lasagnes aux légumes, comté, pomme")
        await press(lab, "Actualité suivante")
        assert says(lab, "2 sur 2")
        await press(lab, "Le marché de Noël")
        assert lab.page.route == "/actualites/a_sapin"


async def test_a_block_with_nothing_says_so(kit: PortalKit) -> None:
    kit.city.block("news", Block[NewsContent](value=NewsContent(items=(), menu=None, unread=0), as_of=NOW))
    async with opened(kit) as lab:
        assert "Rien de neuf." in labels(lab)


async def test_large_text_breaks_nothing(kit: PortalKit) -> None:
    for route in ("/actualites", "/actualites/a_sapin", "/actualites/menus", "/"):
        async with opened(kit, route=route) as lab:
            await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
            assert not [said for said in labels(lab) if "inattendue" in said]


def test_words_of_a_plain_text() -> None:
    assert paragraphs("Un.\nencore\n\n\n Deux. ") == ["Un.\nencore", "Deux."]
    assert links("Voir https://a.fr/b?c=1, puis (http://d.fr). https://a.fr/b?c=1") == [
        "https://a.fr/b?c=1",
        "http://d.fr",
    ]


def test_weeks_have_names() -> None:
    saturday = MONDAY + timedelta(days=5)
    assert monday_of(saturday) == MONDAY + timedelta(days=7)
    assert week_name(MONDAY).replace("\u00a0", " ") == "du 23 au 27 novembre"
    assert week_name(MONDAY + timedelta(days=7)).replace("\u00a0", " ") == "du 30 novembre au 4 décembre"
