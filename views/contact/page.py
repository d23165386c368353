"""The page: where the service is, phone and mail, and the services one may write to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import flet as ft

from services.models import Contact
from services.models.message import Correspondent
from views.accessibility import accessibility_link
from views.design import SPACE, TARGET, card, grown, icons, outlined_button, primary_button, text
from views.frame import Reaching, call_name, fate, in_column, mail_name, stale_line, use_reaching
from views.frame.lines import opening_line
from views.headed import headed_page
from views.state import Loadable, Ready, navigate, screen, use_installation, use_layout, use_portal, use_query
from views.state.navigation import HOME, NEW_MESSAGE
from views.text import _, typeset

_BUTTON = TARGET.primary


@screen
def ContactPage() -> ft.Control:
    """While the town has not answered, whom to call is what this installation knows."""
    portal = use_portal()
    town, refresh = use_query(portal.town, [])
    offices, _again = use_query(portal.messages.correspondents(), [])
    known = use_installation().contact
    reaching = use_reaching()
    if isinstance(town, Ready) or known is None:
        address = fate(town, lambda one: _address(one.contact, reaching), bones=1)
    else:
        address = _address(known, reaching)
    rows: list[ft.Control] = [ft.Container(address, key="address")]
    if portal.messages.possible:
        rows.append(ft.Container(_services(offices), key="services"))
    rows.append(ft.Container(accessibility_link(), alignment=ft.Alignment.CENTER, key="accessibility"))
    body = ft.Column(rows, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return headed_page(
        _("Nous contacter"),
        in_column(body, use_layout()),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(town, portal.now(), refresh),
    )


def _address(contact: Contact, reaching: Reaching) -> ft.Control:
    rows: list[ft.Control] = [text(contact.service_name, "h2", heading=2)]
    rows += [text(typeset(line), "body", "ink_soft") for line in (contact.address, contact.hours) if line]
    phone = contact.phone.replace(" ", "\u00a0")
    rows.append(
        primary_button(
            phone,
            lambda: reaching.call(contact),
            icons.CONTACT,
            height=grown(_BUTTON),
            name=call_name(contact),
        )
    )
    rows.append(
        outlined_button(
            contact.email,
            lambda: reaching.mail(contact),
            icons.MAIL,
            height=grown(_BUTTON),
            name=mail_name(contact),
        )
    )
    return card(_stacked(rows))


def _services(offices: Loadable[tuple[Correspondent, ...]]) -> ft.Control:
    head = text(_("Écrire au bon service"), "h2", heading=2)
    return _stacked([head, fate(offices, _lines, bones=2)])


def _lines(offices: Sequence[Correspondent]) -> ft.Control:
    return _stacked([ft.Container(_line(one), key=f"office-{one.key}") for one in offices])


def _line(office: Correspondent) -> ft.Control:
    asked = f"{NEW_MESSAGE}?{urlencode({'service': office.key})}"
    return opening_line(icons.MESSAGES, office.name, [", ".join(office.subjects)], lambda: navigate(asked))


def _stacked(rows: list[ft.Control]) -> ft.Column:
    return ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
