"""The city softwares this app speaks, by the name `flet.toml` gives them."""

from __future__ import annotations

from collections.abc import Callable

from services.backends.reference.backend import open_reference
from services.ports import Backend
from services.transport import Transport

Factory = Callable[[str, Transport], Backend]

BACKENDS: dict[str, Factory] = {"reference": open_reference}


class UnknownSoftware(ValueError):
    """`flet.toml` names a software nobody here speaks."""

    def __init__(self, software: str) -> None:
        known = ", ".join(sorted(BACKENDS))
        super().__init__(f"unknown city software {software!r}; known: {known}")
        self.software = software
        self.known = tuple(sorted(BACKENDS))


def open_backend(software: str, source: str, transport: Transport) -> Backend:
    """The ports of one city. `source` is its id on this device. Raises UnknownSoftware with the known names."""
    factory = BACKENDS.get(software)
    if factory is None:
        raise UnknownSoftware(software)
    return factory(source, transport)
