"""The cards of the page, as plain functions of the profile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import flet as ft

from services.models.profile import DeviceSession, Profile
from views.design import (
    SPACE,
    card,
    icon_tile,
    icons,
    inline_error,
    large_text,
    notice,
    outlined_button,
    separator,
    soft_button,
    text,
    text_button,
)
from views.text import _, typeset
from views.text.dates import day_name_with_year, moment

Tap = Callable[..., Any]


def entry_card(profile: Profile, on_email: Tap, on_password: Tap) -> ft.Control:
    """How one comes in: the address and the password, each with « Modifier »."""
    rows: list[ft.Control] = [
        _line(_("Adresse e-mail"), profile.email, _("Modifier"), on_email, name=_("Modifier l'adresse e-mail"))
    ]
    if profile.pending_email is not None:
        said = _("{email} attend votre confirmation : ouvrez le lien reçu à cette adresse.")
        rows.append(notice("amber", typeset(said.format(email=profile.pending_email)), icon=icons.MAIL))
    rows += [
        separator(),
        _line(_("Mot de passe"), "••••••••••••", _("Modifier"), on_password, name=_("Modifier le mot de passe")),
    ]
    return section(icons.LOCK, _("Connexion"), rows, key="entry")


def devices_card(
    profile: Profile, on_sign_out: Callable[[DeviceSession], Any], *, busy: bool, error: str | None
) -> ft.Control:
    """The devices signed in, this one first."""
    rows: list[ft.Control] = [inline_error(error)] if error is not None else []
    for device in sorted(profile.devices, key=lambda device: not device.current):
        if rows and error is None:
            rows.append(separator())
        rows.append(_device(device, profile.now, on_sign_out, busy=busy))
    return section(icons.ACCOUNT, _("Appareils connectés"), rows, key="devices")


def file_card(on_paper: Tap, on_file: Tap, *, making: bool, busy: bool) -> ft.Control:
    """A copy of everything: `making` the paper, `busy` with the file."""
    said = _(
        "Tout ce que la ville garde sur vous et votre foyer : en PDF pour le lire, en JSON pour un autre logiciel."
    )
    rows: list[ft.Control] = [
        text(said, "small", "ink_soft"),
        outlined_button(_("Télécharger mes données en PDF"), on_paper, icons.DOCUMENT, making),
        outlined_button(_("Télécharger mes données en JSON"), on_file, icons.DOWNLOAD, busy),
    ]
    return section(icons.DOCUMENT, _("Mes données"), rows, key="file")


def leaving_card(profile: Profile, on_leave: Tap, on_stay: Tap, *, busy: bool) -> ft.Control:
    """Asking to be forgotten, and taking it back."""
    asked_at = profile.deletion_asked_at
    if asked_at is None:
        said = _(
            "La ville efface votre compte quand plus rien n'est dû. Vos réservations à venir sont à annuler avant."
        )
        button = text_button(_("Demander la suppression de mon compte"), on_leave)
    else:
        said = _("Suppression demandée le {day}. La ville vous écrira quand ce sera fait.").format(
            day=day_name_with_year(asked_at.date())
        )
        button = soft_button(_("Garder mon compte"), on_stay, busy=busy)
    rows: list[ft.Control] = [
        text(typeset(said), "small", "ink_soft"),
        ft.Row([button], wrap=True),
    ]
    return section(icons.SIGN_OUT, _("Quitter le portail"), rows, key="leaving")


def _device(
    device: DeviceSession, now: datetime, on_sign_out: Callable[[DeviceSession], Any], *, busy: bool
) -> ft.Control:
    name = device.device_name or _("Appareil sans nom")
    if device.current:
        return _words(name, _("Cet appareil"))
    used = _("Vu {moment}").format(moment=moment(device.last_used_at, now.date()))
    return _beside(
        _words(name, typeset(used)),
        text_button(
            _("Déconnecter"),
            None if busy else lambda: on_sign_out(device),
            name=_("Déconnecter {device}").format(device=name),
        ),
        key=device.id,
    )


def _line(label: str, value: str, action: str, on_tap: Tap, *, name: str) -> ft.Control:
    return _beside(_words(label, value, label_first=True), text_button(action, on_tap, name=name), key=label)


def _words(strong: str, soft: str, *, label_first: bool = False) -> ft.Column:
    lines: list[ft.Control] = [text(strong, "strong"), text(soft, "small", "ink_soft")]
    if label_first:
        lines = [text(strong, "caption", "ink_soft"), text(soft, "body")]
    return ft.Column(lines, spacing=SPACE.hair, tight=True, expand=not large_text())


def _beside(words: ft.Control, action: ft.Control, *, key: str) -> ft.Control:
    if large_text():
        return ft.Column([words, action], spacing=SPACE.tiny, tight=True, key=key)
    return ft.Row([words, action], spacing=SPACE.snug, key=key)


def section(icon: ft.IconData, title: str, rows: list[ft.Control], *, key: str) -> ft.Control:
    """A card of the page: its icon and title, then its lines."""
    head: list[ft.Control] = [] if large_text() else [icon_tile(icon)]
    head.append(text(title, "h2", heading=2, expand=True))
    column = ft.Column(
        [ft.Row(head, spacing=SPACE.cosy), *rows],
        spacing=SPACE.medium,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return card(column, key=key)
