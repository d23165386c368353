"""The start of a packaged app, or of `flet run`: no launcher before it, so it finds its city itself."""

from __future__ import annotations

import logging

import flet as ft

from app.cities import EMBEDDED, AppFileError, read_app_file
from app.embedded_city import CityStartError, start_embedded_city
from app.folders import default_data_folder, project_folder
from app.settings import Settings
from app.start import make_main
from views.text import _

logger = logging.getLogger(__name__)


async def main(page: ft.Page) -> None:
    """Opens the city of `flet.toml`, or the one chosen among several; what prevents it is said on the page."""
    try:
        settings = await _settings(page)
    except (AppFileError, CityStartError) as error:
        logger.exception("the app cannot start")
        page.add(ft.SafeArea(ft.Text(str(error), selectable=True)))
        return
    await make_main(settings)(page)


async def _settings(page: ft.Page) -> Settings:
    file = project_folder() / "flet.toml"
    entry, *others = read_app_file(file).in_order
    folder = default_data_folder()
    if entry.url != EMBEDDED:
        return Settings(city=entry, folder=folder / "app", others=tuple(others))
    if page.platform is not None and page.platform.is_mobile():
        raise AppFileError(file, "cities[1].url", _("un téléphone ne peut pas héberger la ville : il faut son adresse"))
    city = await start_embedded_city(folder / "city")
    return Settings(
        city=entry.model_copy(update={"url": city.url}),
        folder=folder / "app",
        others=tuple(others),
        demonstration=(city.email, city.password),
    )
