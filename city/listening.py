"""Where a city listens. An embedded one comes back at its port, so that the addresses it gave out still serve."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from pathlib import Path

from city.failures import CommandFailure
from city.folder import PORT_FILE
from city.text import _

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_LOWEST, _HIGHEST = 1024, 65535


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, taken before anything else so that a busy port is said at once. Raises CommandFailure."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, or asyncio leaves Nagle's delay on: 40 ms on every answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise CommandFailure(
            _("Le port {port} de {host} n'est pas libre : choisissez-en un autre avec --port.").format(
                port=port, host=host
            )
        ) from error
    return listener


def listening_again(folder: Path, host: str) -> socket.socket:
    """On the port that the city of this folder had, if it is free; else on another, which is kept from then on.

    Call it with the folder locked. A calendar that a parent subscribed to asks at the same address after a restart.
    """
    kept = _kept(folder)
    if kept is not None:
        with suppress(CommandFailure, OSError):
            return _surely(listening(host, kept))
    listener = listening(host, 0)
    (folder / PORT_FILE).write_text(f"{listener.getsockname()[1]}\n", encoding="ascii")
    return listener


def _kept(folder: Path) -> int | None:
    try:
        text = (folder / PORT_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return None
    port = int(text) if text.isdecimal() and len(text) <= len(str(_HIGHEST)) else 0
    return port if _LOWEST <= port <= _HIGHEST else None


def _surely(listener: socket.socket) -> socket.socket:
    """Two may bind to a port while neither listens yet: only who listens has it. Raises OSError."""
    try:
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def address_of(host: str, listener: socket.socket) -> str:
    """The address to show; listening beyond this machine is said aloud."""
    port = listener.getsockname()[1]
    if host not in THIS_MACHINE:
        told = _("Attention : la ville écoute sur {host}, toute machine du réseau peut la joindre.")
        sys.stderr.write(told.format(host=host) + "\n")
    if host in ("0.0.0.0", "::"):  # noqa: S104 - not chosen here, only shown otherwise
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
