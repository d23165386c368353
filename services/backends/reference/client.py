"""HTTP to the reference city: addresses, and answers read straight from the bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote

from services.backends.reference import wire
from services.backends.reference.mapping.picking import Json
from services.transport import Transport, naming_errors

W = TypeVar("W", bound=wire.Wire)

API = "/api/v1"


def address(*parts: str) -> str:
    """The path of those parts, each quoted whole."""
    return "/".join((API, *(quote(part, safe="") for part in parts)))


def _json(body: bytes) -> Json:
    with naming_errors():
        read = json.loads(body)
        if not isinstance(read, dict):
            raise ValueError("not an object")
        return read


class ReferenceClient:
    """Raises ServiceError only. A write that is `repeatable` goes once more when the line broke under it."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def get(self, shape: type[W], *parts: str, params: Mapping[str, str | None] | None = None) -> W:
        """The answer of an address, read as `shape`; parameters that are empty are left out."""
        asked = {name: value for name, value in (params or {}).items() if value}
        body = await self.transport.read(address(*parts), asked or None)
        with naming_errors():
            return shape.model_validate_json(body)

    async def send(
        self,
        shape: type[W],
        method: str,
        *parts: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = True,
    ) -> W:
        """Writes, and reads the answer as `shape`."""
        answer = await self.transport.write(method, address(*parts), body, headers, repeatable=repeatable)
        with naming_errors():
            return shape.model_validate_json(answer)

    async def ask(self, *parts: str, params: Mapping[str, str | None] | None = None) -> Json:
        """The answer of an address, as JSON; parameters that are empty are left out."""
        asked = {name: value for name, value in (params or {}).items() if value}
        return _json(await self.transport.read(address(*parts), asked or None))

    async def write(
        self,
        method: str,
        *parts: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = True,
    ) -> Json:
        """Writes, and reads the answer as JSON."""
        return _json(await self.transport.write(method, address(*parts), body, headers, repeatable=repeatable))

    async def tell(self, method: str, *parts: str, body: object = None, repeatable: bool = True) -> None:
        """Writes what is answered by nothing."""
        await self.transport.write(method, address(*parts), body, repeatable=repeatable)

    async def close(self) -> None:
        """Lets go of the connections."""
        await self.transport.close()
