"""A bad network: a proxy on loopback that cuts the line where it is told."""

from __future__ import annotations

import asyncio
from enum import Enum


class Cut(Enum):
    """Where the line breaks. `NOWHERE` passes everything."""

    NOWHERE = "nowhere"
    BEFORE = "before the city hears of it"
    AFTER = "after the city has answered, before the parent hears"
    MIDDLE = "in the middle of the answer"


class CuttingProxy:
    """Passes each request on by a connection of its own. Only requests that start with `method` are cut.

    `reached` is set when the line stands where it is cut: before the city has heard, or after it has answered.
    `hung_up` counts the callers that were gone.
    """

    def __init__(self, port: int, method: str = "POST") -> None:
        self.cut = Cut.NOWHERE
        self.port = 0
        self.hung_up = 0
        self.reached = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._city_port = port
        self._method = method.encode()
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """The URL to use instead of the city's."""
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{self.port}"

    def hold(self, cut: Cut) -> None:
        """Stands still where it would cut, until released; then it cuts nothing more."""
        self.cut = cut
        self.reached.clear()
        self._open.clear()

    def release(self) -> None:
        self.cut = Cut.NOWHERE
        self._open.set()

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            for talk in self._talks:
                talk.cancel()
            await asyncio.gather(*self._talks, return_exceptions=True)
            await self._server.wait_closed()

    async def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A live line lasts until it is cut: what still talks when the proxy stops is ended."""
        talk = asyncio.create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read_request(reader)
            watched = request.startswith(self._method)
            cut = self.cut if watched else Cut.NOWHERE
            answer = b"" if not request or cut is Cut.BEFORE else await self._ask(request)
            if watched:
                self.reached.set()
                await self._open.wait()
            writer.write({Cut.AFTER: b"", Cut.MIDDLE: answer[: len(answer) // 2]}.get(cut, answer))
            await writer.drain()
        except ConnectionError:
            self.hung_up += 1
        finally:
            writer.close()

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._city_port)
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
        try:
            writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]) + body)
            return await reader.read()
        finally:
            writer.close()


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return head + (await reader.readexactly(int(lengths[0])) if lengths else b"")
