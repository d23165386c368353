"""`portail-famille`: starts the embedded city and the app, opens a window or serves browsers."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

from app.cities import AppFileError, CityEntry, read_app_file
from app.embedded_city import CityStartError, EmbeddedCity, start_embedded_city
from app.folders import assets_folder, default_data_folder, project_folder
from app.options import LOOPBACK, Options, read_options
from app.settings import Settings
from app.web import PortBusyError, is_loopback, open_socket, serve, web_application
from app.window import has_display, prepare_desktop_client
from views.text import _

EVERYWHERE = "0.0.0.0"  # noqa: S104
CITY_FOLDER = "city"
APP_FOLDER = "app"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until the window closes or the process is interrupted. Exit 1 with a sentence when it cannot start."""
    options = read_options(arguments)
    try:
        entry, *others = read_app_file(project_folder() / "flet.toml").in_order
        asyncio.run(run(options, entry, others))
    except KeyboardInterrupt:
        return 0
    except (AppFileError, PortBusyError, CityStartError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


async def run(options: Options, entry: CityEntry, others: Sequence[CityEntry] = ()) -> None:
    """One run of the app: the city if it is ours, then a window or the web. `--city` leaves no other to choose."""
    windowed = not options.web and has_display() and await prepare_desktop_client()
    listener = None if windowed else open_socket(options.host, options.port)
    address = None if listener is None else _address(options.host, listener)
    with _data_folder(options) as folder:
        if options.reset_demo:
            await asyncio.to_thread(shutil.rmtree, folder / APP_FOLDER, ignore_errors=True)
        async with _city(options, entry, folder / CITY_FOLDER, public_url=address) as (city_address, city):
            settings = Settings(
                city=entry.model_copy(update={"url": city_address}),
                folder=folder / APP_FOLDER,
                others=() if options.city else tuple(others),
                hosted=not is_loopback(options.host),
                demonstration=(city.email, city.password) if city else None,
                mails=city.mails if city else None,
                desk=(city.desk_url, city.desk_email, city.desk_password) if city else None,
            )
            if listener is None or address is None:
                await _run_window(settings)
            else:
                await _run_web(settings, listener, address, options)


def _address(host: str, listener: socket.socket) -> str:
    shown = LOOPBACK if host == EVERYWHERE else host
    return f"http://{shown}:{listener.getsockname()[1]}"


@contextlib.contextmanager
def _data_folder(options: Options) -> Iterator[Path]:
    """The folder asked for, or the platform's; with `--at` alone, a new one for this run."""
    if options.data is None and options.at is not None:
        with tempfile.TemporaryDirectory(prefix="portail-famille-") as temporary:
            yield Path(temporary)
    else:
        yield (options.data or default_data_folder()).resolve()


@contextlib.asynccontextmanager
async def _city(
    options: Options, entry: CityEntry, folder: Path, *, public_url: str | None
) -> AsyncIterator[tuple[str, EmbeddedCity | None]]:
    address = options.city or entry.url
    if options.city is not None or address != "embedded":
        yield address, None
        return
    city = await start_embedded_city(folder, at=options.at, reset=options.reset_demo, public_url=public_url)
    try:
        yield city.url, city
    finally:
        await city.stop()


def _announce(first_line: str, settings: Settings) -> None:
    print(first_line, flush=True)
    print(f"Ville (API): {settings.city.url}", flush=True)
    if settings.demonstration is not None:
        email, password = settings.demonstration
        print(f"Famille de démonstration: {email} / {password}", flush=True)
    if settings.mails is not None:
        print(f"Courriels : {settings.mails}", flush=True)
    if settings.desk is not None:
        url, email, password = settings.desk
        print(f"Guichet : {url}  ({email} / {password})", flush=True)


async def _run_web(settings: Settings, listener: socket.socket, address: str, options: Options) -> None:
    from app.start import make_main

    port = listener.getsockname()[1]
    if settings.hosted:
        warning = _(
            "Attention : l’application est ouverte à tout le réseau sur {host}, port {port} ; "
            "chaque navigateur y a sa propre session."
        )
        print(warning.format(host=options.host, port=port), file=sys.stderr, flush=True)

    def ready() -> None:
        _announce(f"Portail Famille: {address}", settings)
        if not options.web and has_display():
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)

    await serve(web_application(make_main(settings), options.host, port), listener, ready)


async def _run_window(settings: Settings) -> None:
    import flet as ft

    from app.start import make_main

    start = make_main(settings)
    announced = False

    async def start_and_announce(page: ft.Page) -> None:
        nonlocal announced
        if not announced:
            announced = True
            _announce("Portail Famille: fenêtre ouverte", settings)
        await start(page)

    await ft.run_async(start_and_announce, view=ft.AppView.FLET_APP, assets_dir=str(assets_folder()))
