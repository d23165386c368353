"""« Soumettre »: sends the choice once, tells how it went, opens the receipt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from services.errors import ServiceError
from services.portal import Kept, Sent
from services.query import Connection, Topic
from views.booking.choice import lines
from views.booking.store import ChoiceStore
from views.state import navigate, use_mutation, use_portal, use_portal_state
from views.state.navigation import RECEIPTS

#: After this, the parent is told that nothing will be lost.
LONG_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Sending:
    """`submit` does nothing while busy. `kept` = it waits on this device for the network."""

    submit: Callable[[], Awaitable[None]]
    busy: bool
    long: bool
    online: bool
    error: ServiceError | None
    clear: Callable[[], None]


def use_sending(store: ChoiceStore) -> Sending:
    """Sends the whole choice; what is sent leaves it. A hook."""
    portal = use_portal()

    async def send() -> Sent | Kept | None:
        choice = store.choice
        asked = lines(choice)
        if not asked:
            return None
        outcome = await portal.submit(asked)
        store.sent(choice)
        return outcome

    return use_sending_of(send)


def use_sending_of(send: Callable[[], Awaitable[Sent | Kept | None]]) -> Sending:
    """Runs `send` once at a time. A hook.

    The receipt opens when the city has answered, the list of receipts when it will be sent later.
    """
    portal = use_portal_state(Topic.CONNECTION)
    long, set_long = ft.use_state(False)
    mutation = use_mutation(send)

    async def watch() -> None:
        set_long(False)
        if mutation.busy:
            await asyncio.sleep(LONG_SECONDS)
            set_long(True)

    ft.use_effect(watch, [mutation.busy], cleanup=_nothing)

    async def submit() -> None:
        outcome = await mutation.run()
        if isinstance(outcome, Sent):
            navigate(f"{RECEIPTS}/{outcome.receipt.number}?nouveau=1")
        elif isinstance(outcome, Kept):
            navigate(f"{RECEIPTS}?garde=1")

    online = portal.connection is Connection.ONLINE
    return Sending(submit, mutation.busy, long and mutation.busy, online, mutation.error, mutation.clear)


def use_submit_focus(asked: int, button: ft.Control | None) -> None:
    """Ctrl+Enter in the grid: the button takes the focus. A hook."""
    target: ft.MutableRef[ft.Control] = ft.use_ref()
    target.current = button

    async def take() -> None:
        if asked and isinstance(target.current, ft.TextButton):
            await target.current.focus()  # type: ignore[no-untyped-call]

    ft.use_effect(take, [asked])


def _nothing() -> None:
    """A cleanup must be there for a running effect to be cancelled."""
