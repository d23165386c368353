"""Opening pages: one portal for all of one person's pages, one for each page when several people use the process."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from app.cities import read_app_file
from app.container import open_portal
from app.folders import project_folder
from app.settings import Settings
from app.start import make_main
from tests.lab import Lab

NOWHERE = "http://127.0.0.1:9"


def settings(folder: Path, *, hosted: bool) -> Settings:
    entry = read_app_file(project_folder() / "flet.toml").cities[0]
    return Settings(city=entry.model_copy(update={"url": NOWHERE}), folder=folder, hosted=hosted)


@pytest.mark.parametrize("hosted", [False, True])
async def test_a_city_that_is_down_still_shows_the_way_in(tmp_path: Path, hosted: bool) -> None:
    async with Lab(make_main(settings(tmp_path, hosted=hosted))) as lab:
        await lab.until(lambda: "Se connecter" in lab.texts())


async def test_the_device_keeps_its_id_over_restarts_and_a_hosted_page_keeps_nothing(tmp_path: Path) -> None:
    seen = []
    for hosted in (False, False, True):

        async def open_one(page: ft.Page, hosted: bool = hosted) -> None:
            opened = await open_portal(settings(tmp_path, hosted=hosted), page)
            seen.append(await opened.storage.get("device"))
            await opened.close()

        async with Lab(open_one):
            pass
    assert seen[0] == seen[1] and seen[0] != seen[2]
