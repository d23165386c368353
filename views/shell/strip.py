"""The amber strip above the navigation: no network, the city down, or a device whose clock is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import flet as ft

from services.errors import ErrorKind
from services.query import Connection
from views.design import ICON, SPACE, colour, icons, large_text, text, text_button
from views.text import _, ngettext, typeset
from views.text.dates import age
from views.text.errors import told

CLOCK_TOLERANCE = timedelta(minutes=5)


def connection_sentence(connection: Connection, copied_at: datetime | None, now: datetime) -> str | None:
    """What to say, or None online. `copied_at`: the city's instant of what is shown, None when nothing is."""
    if connection is Connection.ONLINE:
        return None
    offline = connection is Connection.OFFLINE
    if copied_at is None:
        if offline:
            return _("Hors connexion. Vos choix partiront au retour du réseau.")
        return _("La ville ne répond pas.")
    if offline:
        sentence = _("Hors connexion. Vous voyez la copie de {age} ; vos choix partiront au retour du réseau.")
    else:
        sentence = _("La ville ne répond pas. Copie de {age}.")
    return typeset(sentence.format(age=age(copied_at, now)))


def clock_sentence(offset: timedelta) -> str | None:
    """What to say of a device clock that is off by `offset` from the city's, or None within five minutes."""
    if abs(offset) <= CLOCK_TOLERANCE:
        return None
    minutes = round(abs(offset).total_seconds() / 60)
    if minutes < 90:
        shown = ngettext("{count} minute", "{count} minutes", minutes)
    elif minutes < 48 * 60:
        shown = ngettext("{count} h", "{count} h", round(minutes / 60))
    else:
        shown = ngettext("{count} jour", "{count} jours", round(minutes / 1440))
    return told(ErrorKind.CLOCK_WRONG, {"offset": shown}).sentence


def strip(
    sentence: str, action: str | None = None, on_action: Callable[..., Any] | None = None, *, busy: bool = False
) -> ft.Control:
    """The line itself; read as soon as it appears."""
    said = ft.Row(
        [ft.Icon(icons.OFFLINE, size=ICON, color=colour("amber")), text(sentence, "small", expand=True)],
        spacing=SPACE.cosy,
    )
    button = text_button(action, on_action, busy=busy) if action and on_action else None
    rows: list[ft.Control] = [said]
    if button is not None and large_text():
        rows.append(button)
    elif button is not None:
        said.controls.append(button)
    return ft.Semantics(
        content=ft.Container(
            ft.Column(rows, spacing=0, tight=True),
            bgcolor=colour("amber_fill"),
            padding=ft.Padding.symmetric(horizontal=SPACE.gap, vertical=SPACE.snug),
        ),
        live_region=True,
        container=True,
    )
