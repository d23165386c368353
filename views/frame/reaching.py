"""Phone and mail, opened in the device's own applications, and what a button for them is called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from services.models import Contact
from views.text import _


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


def call_name(contact: Contact) -> str:
    """« Appeler le 01 49 41 28 00, Service scolaire »: for who does not see what stands around the button."""
    return _("Appeler le {phone}, {who}").format(phone=contact.phone, who=contact.service_name)


def mail_name(contact: Contact) -> str:
    """« Écrire à service@ville.fr, Service scolaire »."""
    return _("Écrire à {email}, {who}").format(email=contact.email, who=contact.service_name)
