"""Nous contacter: the school service, its phone, and the way to write (by mail where the city has no messagerie)."""

from __future__ import annotations

import flet as ft

from services.models import Contact
from views.accessibility import accessibility_link
from views.dashboard.block import block, content_of, stacked, two_bars
from views.dashboard.definition import Block, Span
from views.design import SPACE, icons, large_text, outlined_button, text
from views.frame import Reaching, call_name, mail_name, use_reaching
from views.state import Loadable, navigate, screen, use_portal
from views.state.navigation import CONTACT, NEW_MESSAGE
from views.text import _, mark


@screen
def ContactCard(loadable: Loadable[Contact]) -> ft.Control:
    reaching = use_reaching()
    messages = use_portal().messages.possible
    content = content_of(loadable, lambda contact: _drawn(contact, reaching, messages=messages), two_bars)
    return block(
        DEFINITION.title,
        DEFINITION.icon,
        content,
        open_name=_("Ouvrir Nous contacter"),
        on_open=lambda: navigate(CONTACT),
    )


def _drawn(contact: Contact, reaching: Reaching, *, messages: bool) -> ft.Control:
    async def write() -> None:
        if messages:
            navigate(NEW_MESSAGE)
        else:
            await reaching.mail(contact)

    where = _("{service}, {address}").format(service=contact.service_name, address=contact.address)
    rows: list[ft.Control] = [text(where if contact.address else contact.service_name, "small", "ink_soft")]
    if contact.hours:
        rows.append(text(contact.hours, "small", "ink_soft"))
    phone = outlined_button(
        contact.phone.replace(" ", "\u00a0"),
        lambda: reaching.call(contact),
        icons.CONTACT,
        expand=None if large_text() else 3,
        name=call_name(contact),
    )
    mail = outlined_button(
        _("Écrire"),
        write,
        icons.MAIL,
        expand=None if large_text() else 2,
        name=_("Écrire au bon service") if messages else mail_name(contact),
    )
    rows.append(stacked([phone, mail]) if large_text() else ft.Row([phone, mail], spacing=SPACE.snug))
    rows.append(accessibility_link(short=True))
    return stacked(rows)


DEFINITION = Block("contact", mark("Nous contacter"), icons.CONTACT, ContactCard, Span.SIDE, height=5)
