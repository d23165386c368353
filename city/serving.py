"""`portail-ville serve`: the city over HTTP, alone, with several workers, or embedded beside the app."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from argparse import Namespace
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from city.accounts.passwords import prepare
from city.app import create_app
from city.clock import Clock
from city.database import Database
from city.desk.paths import DESK
from city.failures import CommandFailure
from city.folder import locked
from city.listening import THIS_MACHINE, address_of, listening, listening_again
from city.mail.choice import mailbox_of
from city.place import clock_of, database_of, migrated, refuse_future, town_in_use, town_of
from city.seed import DEMONSTRATION_EMAIL, DEMONSTRATION_PASSWORD, DESK_EMAIL, DESK_PASSWORD
from city.settings import Settings
from city.text import _
from city.towns import Town

_GRACE_SECONDS = 5


def serve(chosen: Namespace) -> int:
    """Serves until it is told to stop; embedded, until its standard input ends."""
    chosen.town = town_in_use(chosen)
    town = town_of(chosen.town)
    clock = clock_of(chosen, town)
    if chosen.workers > 1 and (chosen.embedded or chosen.at):
        raise CommandFailure(_("Plusieurs processus n'ont pas de sens avec --embedded ou --at."), 2)
    mailbox_of(chosen, town)
    with locked(chosen.data), _listener(chosen) as listener:
        if chosen.workers > 1:
            return _serve_with_workers(chosen, town, clock, listener)
        asyncio.run(_serve(chosen, town, clock, listener))
    return 0


def _listener(chosen: Namespace) -> socket.socket:
    if not chosen.embedded:
        return listening(chosen.host, chosen.port)
    if chosen.host not in THIS_MACHINE:
        raise CommandFailure(_("Avec --embedded, la ville n'écoute que sur cette machine."), 2)
    return listening(chosen.host, chosen.port) if chosen.port else listening_again(chosen.data, chosen.host)


def application(chosen: Namespace, town: Town, database: Database, clock: Clock, settings: Settings) -> FastAPI:
    """The application over a data folder."""
    mailbox = mailbox_of(chosen, town)
    return create_app(town=town, database=database, clock=clock, mailbox=mailbox, settings=settings)


async def prepared(chosen: Namespace, town: Town, clock: Clock, settings: Settings) -> Database:
    """The database, up to date, not later than the clock; embedded, with the demonstration's people."""
    database = database_of(chosen)
    try:
        await migrated(database)
        if chosen.embedded:
            await _demonstrate(chosen, town, database, clock, settings)
        await refuse_future(database, clock.now().astimezone(town.time_zone))
    except BaseException:
        await database.close()
        raise
    return database


async def _demonstrate(chosen: Namespace, town: Town, database: Database, clock: Clock, settings: Settings) -> None:
    from city.seed.demonstration import is_empty, seed

    if not town.demonstration:
        raise CommandFailure(_("Avec --embedded, il faut le fichier d'une ville de démonstration."))
    if chosen.reset:
        from city.upkeep import erase

        await erase(database)
    if await is_empty(database):
        await seed(database, town, clock, settings)


async def _serve(chosen: Namespace, town: Town, clock: Clock, listener: socket.socket) -> None:
    address = address_of(chosen.host, listener)
    settings = settings_of(chosen, address)
    database = await prepared(chosen, town, clock, settings)
    prepare_in_background(settings)
    server = _Server(_config(application(chosen, town, database, clock, settings), chosen))
    server.on_ready = lambda: _tell(chosen, address)
    if chosen.embedded:
        _stop_at_end_of_input(server)
    try:
        await server.serve(sockets=[listener])
    finally:
        await database.close()


def settings_of(chosen: Namespace, address: str) -> Settings:
    """What the options say; `address` is where the city answers."""
    return Settings(
        public_url=chosen.public_url or address,
        own_url=(chosen.own_url or address).rstrip("/"),
        payfip_service=chosen.payfip_service,
        payfip_page=chosen.payfip_page,
    )


def prepare_in_background(settings: Settings) -> None:
    """Makes what the first sign-in needs, without holding the start back."""
    threading.Thread(target=prepare, args=(settings.password_cost,), daemon=True).start()


class _Server(uvicorn.Server):
    on_ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self.on_ready()


def _config(app: FastAPI | str, chosen: Namespace) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        timeout_keep_alive=75,
        host=chosen.host,
        port=chosen.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="on",
        ws="none",
        factory=isinstance(app, str),
        workers=chosen.workers,
    )


def _tell(chosen: Namespace, address: str) -> None:
    if chosen.embedded:
        line = f"READY {address} {DEMONSTRATION_EMAIL} {DEMONSTRATION_PASSWORD}"
        line += f" {address}{DESK} {DESK_EMAIL} {DESK_PASSWORD}"
    else:
        line = _("La ville répond à l'adresse {address}").format(address=address)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    def wait() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            continue
        server.should_exit = True

    threading.Thread(target=wait, daemon=True, name="end of input").start()


def _serve_with_workers(chosen: Namespace, town: Town, clock: Clock, listener: socket.socket) -> int:
    from uvicorn.supervisors import Multiprocess

    from city import worker

    async def prepare_once() -> None:
        await (await prepared(chosen, town, clock, Settings())).close()

    asyncio.run(prepare_once())
    address = address_of(chosen.host, listener)
    worker.hand_over(chosen, chosen.public_url or address, address)
    config = _config("city.worker:app", chosen)
    listener.listen(config.backlog)
    _tell(chosen, address)
    Multiprocess(config, sockets=[listener]).run()
    return 0
