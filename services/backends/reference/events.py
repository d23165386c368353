"""Server-sent events, as the standard frames them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import NamedTuple


class ServerEvent(NamedTuple):
    """`id`: the last one the line told, None before."""

    id: str | None
    name: str
    data: str


async def server_events(lines: AsyncIterator[str]) -> AsyncGenerator[ServerEvent, None]:
    """The events in `lines`; comments and fields nobody knows are passed over, an unfinished event is dropped."""
    last_id: str | None = None
    name, data = "message", list[str]()
    async for line in lines:
        if not line:
            if data:
                yield ServerEvent(last_id, name, "\n".join(data))
            name, data = "message", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif field == "id" and "\0" not in value:
            last_id = value
