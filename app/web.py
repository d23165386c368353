"""Serves the app to browsers: Flet's web client behind our gate, on one socket opened before anything else."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import uvicorn

from app.folders import assets_folder
from app.gate import Gate
from views.text import _

if TYPE_CHECKING:
    import flet as ft
    from flet.messaging.protocol import Message
    from starlette.types import ASGIApp

Main = Callable[["ft.Page"], Awaitable[None]]

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


class PortBusyError(Exception):
    """The port asked for is taken, or may not be used; the text is a French sentence."""


def open_socket(host: str, port: int) -> socket.socket:
    """Binds at once, so that a busy port is said before anything starts. `port` 0 = any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, or asyncio leaves Nagle's delay on: 40 ms on every answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise PortBusyError(
            _(
                "Le port {port} n’est pas libre sur {host}. Choisissez-en un autre avec --port, ou laissez-le libre."
            ).format(port=port, host=host)
        ) from error
    return listener


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def web_application(main: Main, host: str, port: int) -> ASGIApp:
    """The ASGI app: nothing from other sites, no foreign origin, one host name on loopback."""
    from flet.messaging.protocol import Message
    from flet_web.fastapi import app as flet_application

    # Flet's web server puts each message in words for its log, kept or not: four fifths of the time of a full page.
    Message.__str__ = _in_short  # type: ignore[method-assign, assignment]

    hosts = {f"{name}:{port}" for name in LOOPBACK_NAMES} if is_loopback(host) else set()
    served = flet_application(main, assets_dir=str(assets_folder()), app_name="Portail Famille", no_cdn=True)
    return Gate(served, hosts)


def _in_short(message: Message) -> str:
    return message.action.name


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()


async def serve(application: ASGIApp, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Serves until interrupted; calls `on_ready` once requests are answered."""
    config = uvicorn.Config(
        application, log_level="warning", ws="websockets-sansio", lifespan="on", timeout_graceful_shutdown=2
    )
    await _Server(config, on_ready).serve(sockets=[listener])
