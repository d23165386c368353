"""Phone and mail, opened in the device's own applications."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from services.models import Contact


@dataclass(frozen=True, slots=True)
class Reaching:
    """What a button does with a contact."""

    call: Callable[[Contact], Awaitable[None]]
    mail: Callable[[Contact], Awaitable[None]]


def use_reaching() -> Reaching:
    """A hook."""
    launcher = ft.use_memo(ft.UrlLauncher, [])

    async def call(contact: Contact) -> None:
        await launcher.launch_url("tel:" + "".join(mark for mark in contact.phone if mark in "+0123456789"))

    async def mail(contact: Contact) -> None:
        await launcher.launch_url(f"mailto:{contact.email}")

    return Reaching(call, mail)
