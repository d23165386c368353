"""A proxy on loopback that lets everything through as it comes, and drops every line when it is told."""

from __future__ import annotations

import asyncio
import contextlib


class DroppingProxy:
    """`drop` breaks every open line; `cut_off` refuses new ones until `mend`."""

    def __init__(self, port: int) -> None:
        self._city_port = port
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._refusing = False

    async def start(self) -> str:
        """The URL to use instead of the city's."""
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def drop(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    def cut_off(self) -> None:
        self._refusing = True
        self.drop()

    def mend(self) -> None:
        self._refusing = False

    async def stop(self) -> None:
        self.drop()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refusing:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._city_port)
        self._writers |= {writer, back}
        await asyncio.gather(_pump(reader, back), _pump(there, writer))
        self._writers -= {writer, back}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()
