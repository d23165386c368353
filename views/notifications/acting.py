"""What a parent does with a notification; each act can be undone for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from views.design import offer_undo
from views.state import use_mutation, use_portal
from views.text import _


@dataclass(frozen=True, slots=True)
class Acts:
    """`read` is what opening does, without a word; `mark`, `unread` and `delete` offer the way back."""

    read: Callable[[str], Awaitable[object]]
    mark: Callable[[str], Awaitable[object]]
    unread: Callable[[str], Awaitable[object]]
    delete: Callable[[str], Awaitable[object]]


def use_acts() -> Acts:
    """The acts of this session, the same at each drawing. A hook."""
    bell = use_portal().notifications

    async def do_read(one: str) -> bool:
        await bell.mark_read(one)
        return True

    async def do_delete(one: str) -> bool:
        await bell.delete(one)
        return True

    read, unread = use_mutation(do_read), use_mutation(bell.mark_unread)
    delete, restore = use_mutation(do_delete), use_mutation(bell.restore)

    async def mark(one: str) -> None:
        if await read.run(one):
            offer_undo(_("Notification marquée comme lue"), lambda: unread.run(one))

    async def remove(one: str) -> None:
        if await delete.run(one):
            offer_undo(_("Notification supprimée"), lambda: restore.run(one))

    return ft.use_memo(lambda: Acts(read.run, mark, unread.run, remove), [])
