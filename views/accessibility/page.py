"""The page of the legal mention, and the link to it. What it says stands in docs/accessibility.md too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import flet as ft

from services.models import Contact
from views.design import SPACE, card, icons, notice, outlined_button, page_frame, text, text_button
from views.frame import Reaching, in_column, mail_name, use_reaching
from views.headed import headed_page
from views.state import Ready, navigate, screen, use_installation, use_layout, use_portal, use_query
from views.state.navigation import ACCESSIBILITY, HOME
from views.text import _, typeset


def accessibility_link(*, short: bool = False) -> ft.Control:
    """The mention that the law asks for on every first page: without an audit, one is not compliant."""
    said = _("Accessibilité : non conforme") if short else _("Accessibilité : non conforme, audit non réalisé")
    return text_button(said, lambda: navigate(ACCESSIBILITY))


@screen
def AccessibilityPage() -> ft.Control:
    portal, installation = use_portal(), use_installation()
    layout = use_layout()
    town, _refresh = use_query(portal.town, [])
    reaching = use_reaching()
    contact = town.value.contact if isinstance(town, Ready) else installation.contact
    cards = [
        notice("amber", _("Cette application n'a pas encore été auditée : elle est donc déclarée non conforme.")),
        _card(_("Ce qui est fait"), done()),
        _card(_("Ce qui ne l'est pas, ou pas encore"), not_done()),
        _whom_to_tell(contact, reaching),
    ]
    body = ft.Column(cards, spacing=SPACE.gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    inside, home = in_column(body, layout), lambda: navigate(HOME)
    if portal.account is not None:
        return headed_page(_("Accessibilité"), inside, on_back=home)
    page = page_frame(_("Accessibilité"), [], inside, on_back=home)
    return ft.SafeArea(page, expand=True, minimum_padding=0)


def done() -> tuple[str, ...]:
    """What tests and journeys in a real browser hold."""
    return (
        _("Tout ce qui se touche a un rôle et un nom, que lisent les lecteurs d'écran."),
        _("Tout se fait au clavier, et ce qui a le clavier se voit."),
        _("Un état n'est jamais dit par la couleur seule : une icône et un mot le disent aussi."),
        _("Les textes sont contrastés d'au moins 4,5 pour 1, en thème clair comme en thème sombre."),
        _("Le texte grandit jusqu'à 200 % sans que rien ne sorte de l'écran."),
        _("Les animations cessent si votre appareil le demande."),
    )


def not_done() -> tuple[str, ...]:
    """What nobody has looked at, and what is known to be wrong."""
    return (
        _("Aucun audit du RGAA n'a été réalisé, et aucun lecteur d'écran n'a été essayé par qui s'en sert."),
        _("Les documents PDF (factures, reçus, attestations) ne sont pas balisés."),
        _("Le calendrier qui aide à choisir une date suit la taille de texte de l'appareil, pas celle choisie ici."),
        _("Le numéro de téléphone se touche comme un bouton, et non comme un lien."),
    )


def _whom_to_tell(contact: Contact | None, reaching: Reaching) -> ft.Control:
    rows: list[ft.Control] = [
        text(_("Quelque chose vous arrête ?"), "h2", heading=2),
        text(_("Dites-le à la mairie : elle vous donnera l'information autrement, et le fera corriger."), "body"),
    ]
    if contact is not None:
        rows.append(text(typeset(f"{contact.service_name} : {contact.phone}"), "body"))
        label = _("Écrire à {email}").format(email=contact.email)
        write = partial(reaching.mail, contact)
        rows.append(outlined_button(label, write, icons.MAIL, name=mail_name(contact)))
    rights = _("Sans réponse, vous pouvez saisir le Défenseur des droits, gratuitement : 09 69 39 00 00.")
    rows.append(text(rights, "small", "ink_soft"))
    return card(_stacked(rows))


def _card(title: str, lines: Sequence[str]) -> ft.Control:
    points: list[ft.Control] = [
        ft.Row(
            [text("•", "body", "ink_soft"), text(line, "body", expand=True)],
            spacing=SPACE.snug,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for line in lines
    ]
    return card(_stacked([text(title, "h2", heading=2), *points]))


def _stacked(rows: list[ft.Control]) -> ft.Control:
    return ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
