"""Several cities in one app: asked first, found by name or post code, remembered; with one, nothing is asked."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from app.cities import CityEntry, read_app_file
from app.folders import project_folder
from app.portals import Portals
from app.settings import Settings
from app.start import make_main
from services.display import Display, Theme
from tests.lab import Lab
from tests.views.opening import field, labels, press
from views.design import derive
from views.state import Town
from views.towns.page import matching

NOWHERE = "http://127.0.0.1:9"
FIRST = read_app_file(project_folder() / "flet.toml").cities[0].model_copy(update={"url": NOWHERE})
ELSEWHERE: CityEntry = FIRST.model_copy(
    update={"id": "saint-elan", "name": "Saint-Élan", "postcodes": ["02350", "02351"], "seed_colour": "#7A1730"}
)


def app(folder: Path, *, hosted: bool = False, others: tuple[CityEntry, ...] = (ELSEWHERE,), route: str = "/") -> Lab:
    demonstration = ("camille@exemple.fr", "secret")
    settings = Settings(FIRST, folder, hosted=hosted, others=others, demonstration=demonstration)
    return Lab(make_main(settings), route=route)


async def until_read(lab: Lab, said: str) -> None:
    await lab.until(lambda: any(one.startswith(said) for one in labels(lab)))


@pytest.mark.parametrize("hosted", [False, True])
async def test_the_town_is_asked_first_and_can_be_changed(tmp_path: Path, hosted: bool) -> None:
    async with app(tmp_path, hosted=hosted) as lab:
        await until_read(lab, "Choisissez votre ville")
        assert "Se connecter" not in labels(lab)
        await lab.type(field(lab, "Nom ou code postal"), "0235")
        assert "Villiers-sur-Marne" not in labels(lab)
        await press(lab, "Saint-Élan")
        await until_read(lab, "Se connecter")
        assert "Ville de Saint-Élan, choisir une autre ville" in labels(lab)
        assert "Essayer avec la famille de démonstration" not in labels(lab)
        assert lab.one(ft.View).bgcolor == derive(ELSEWHERE.seed_colour)["ground"]

        await press(lab, "Ville de Saint-Élan, choisir une autre ville")
        await press(lab, "Villiers-sur-Marne")
        await until_read(lab, "Ville de Villiers-sur-Marne, choisir une autre ville")
        assert "Essayer avec la famille de démonstration" in labels(lab)


async def test_the_choice_is_remembered_until_the_town_is_no_longer_offered(tmp_path: Path) -> None:
    async with app(tmp_path) as lab:
        await press(lab, "Saint-Élan")
        await until_read(lab, "Ville de Saint-Élan, choisir une autre ville")
    async with app(tmp_path) as lab:
        await until_read(lab, "Ville de Saint-Élan, choisir une autre ville")
    async with app(tmp_path, others=(ELSEWHERE.model_copy(update={"id": "autre", "name": "Autre"}),)) as lab:
        await until_read(lab, "Choisissez votre ville")
    async with app(tmp_path, others=()) as lab:
        await until_read(lab, "Se connecter")
        assert not any("choisir une autre ville" in said for said in labels(lab))


@pytest.mark.parametrize("path", ["/invitation/un-jeton", "/mot-de-passe/un-jeton", "/adresse/un-jeton"])
async def test_the_link_of_a_mail_opens_the_town_that_sent_it(tmp_path: Path, path: str) -> None:
    heading = "Votre nouvelle adresse" if path.startswith("/adresse") else "Choisissez un mot de passe"
    async with app(tmp_path, route=f"{path}?ville=saint-elan") as lab:
        await until_read(lab, heading)
        await lab.settle()
        assert lab.page.route == path
        assert lab.one(ft.View).bgcolor == derive(ELSEWHERE.seed_colour)["ground"]
    async with app(tmp_path) as lab:
        await until_read(lab, "Ville de Saint-Élan, choisir une autre ville")


@pytest.mark.parametrize("asked", ["?ville=nulle-part", ""], ids=["another town", "no town said"])
async def test_where_the_town_of_a_link_is_not_known_it_is_asked_and_the_link_kept(tmp_path: Path, asked: str) -> None:
    async with app(tmp_path, route=f"/invitation/un-jeton{asked}") as lab:
        await until_read(lab, "Choisissez votre ville")
        await press(lab, "Saint-Élan")
        await until_read(lab, "Choisissez un mot de passe")
        await lab.settle()
        assert lab.page.route == "/invitation/un-jeton"


async def test_how_the_app_is_shown_is_chosen_once_for_all_towns(tmp_path: Path) -> None:
    portals = Portals(Settings(FIRST, tmp_path, others=(ELSEWHERE,)))
    async with app(tmp_path) as lab:
        first, second = [await portals.of(entry, lab.page) for entry in (FIRST, ELSEWHERE)]
        await second.portal.display.choose(Display(theme=Theme.DARK))
        assert first.portal.display.chosen.theme is Theme.DARK
        await portals.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("saint elan", ["a"]), ("ÉLAN", ["a"]), ("02", ["a"]), ("350", []), ("villiers sur", ["b"]), ("", ["a", "b"])],
)
def test_a_town_is_found_by_a_part_of_its_name_or_the_start_of_its_post_code(typed: str, found: list[str]) -> None:
    towns = (Town("a", "Saint-Élan", ("02350",)), Town("b", "Villiers-sur-Marne", ("94350",)))
    assert [town.id for town in matching(towns, typed)] == found
