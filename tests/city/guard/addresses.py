"""Every address that the city answers at, the desk's, the library's and the mounted ones among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

_IMPLIED = {"HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A method and a path as declared, `{parameters}` included; `*` for all that a mounted folder of files answers."""

    method: str
    path: str

    def fits(self, path: str) -> bool:
        """Whether a path, in which a parameter may still stand as `{name}`, is one of this address."""
        return re.fullmatch("[^/]+".join(map(re.escape, re.split(r"\{[^}]+\}", self.path))), path) is not None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def addresses_of(app: FastAPI) -> frozenset[Address]:
    """All of them, from the routes that the application really has: what is left out of OpenAPI too."""
    return frozenset(_walk(app.routes, ""))


def _walk(routes: Iterable[BaseRoute], prefix: str) -> Iterator[Address]:
    for route in iter_route_contexts(list(routes)):
        inner = route.original_route
        if isinstance(inner, Mount):
            yield from _mounted(inner, prefix + inner.path)
            continue
        methods = set(route.methods or ())
        assert methods, f"{route.path}: neither a page nor a mount, the walk does not know how to call it"
        for method in methods - _IMPLIED:
            yield Address(method, f"{prefix}{route.path}")


def _mounted(mount: Mount, path: str) -> Iterator[Address]:
    if isinstance(mount.app, StaticFiles):
        yield Address("*", path)
        return
    inner = list(mount.routes)
    assert inner, f"{path}: a mounted application whose routes cannot be read"
    yield from _walk(inner, path)
