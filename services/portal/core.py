"""What every part of the portal stands on."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.exchange import Exchange
from services.ports import Backend
from services.presence import Presence
from services.questions import Questions

P = TypeVar("P")


def new_key() -> str:
    """A random idempotency key, or the id of something the app makes."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Core:
    """One city, who is here, and how they ask it. `make_key` gives keys and ids nobody else has, `pause` waits (s)."""

    backend: Backend
    clock: CityClock
    presence: Presence
    questions: Questions
    make_key: Callable[[], str]
    pause: Callable[[float], Awaitable[None]]

    @property
    def exchange(self) -> Exchange:
        return self.presence.exchange


def needed(port: P | None) -> P:
    """The port, or NOT_FOUND where the city's software has no such thing."""
    if port is None:
        raise ServiceError(ErrorKind.NOT_FOUND)
    return port


class Part:
    """A part of the portal, over the same core."""

    def __init__(self, core: Core) -> None:
        self._core = core
