"""`use_mutation`: one write at a time, with its result or its error as state."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import flet as ft

from services.errors import ErrorKind, ServiceError

log = logging.getLogger("portail.views")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[R]):
    busy: bool = False
    error: ServiceError | None = None
    result: R | None = None


@dataclass(frozen=True, slots=True)
class Mutation(Generic[R]):
    """`run` returns the result, or None when it failed or one was running already (then nothing was started)."""

    run: Callable[..., Awaitable[R | None]]
    busy: bool
    error: ServiceError | None
    result: R | None
    clear: Callable[[], None]


def use_mutation(action: Callable[..., Awaitable[R]]) -> Mutation[R]:
    """Runs `action` from handlers. Not re-entrant; never raises; goes on if the component leaves the screen."""
    start: _Outcome[R] = _Outcome()
    outcome, set_outcome = ft.use_state(start)
    running = ft.use_ref(False)

    async def run(*args: object) -> R | None:
        if running.current:
            return None
        running.current = True
        set_outcome(_Outcome(busy=True))
        try:
            result = await action(*args)
        except ServiceError as error:
            set_outcome(_Outcome(error=error))
            return None
        except Exception:
            log.exception("mutation %s failed", getattr(action, "__name__", "?"))
            set_outcome(_Outcome(error=ServiceError(ErrorKind.UNEXPECTED)))
            return None
        finally:
            running.current = False
        set_outcome(_Outcome(result=result))
        return result

    return Mutation(run, outcome.busy, outcome.error, outcome.result, lambda: set_outcome(_Outcome()))


def answering(action: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[bool]]:
    """The same action, which answers True once it is done: `run` then tells success from failure."""

    async def done(*given: object) -> bool:
        await action(*given)
        return True

    return done
