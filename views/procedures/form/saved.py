"""Under the title: where what was typed is kept."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from services.drafts import KeptDraft
from views.design import ICON_SMALL, SPACE, colour, icons, text
from views.text import _, typeset
from views.text.dates import age
from views.text.errors import told


def saved_said(kept: KeptDraft, now: datetime, *, offline: bool) -> str:
    """« Enregistré à 8 h 12 », « Enregistrement… », or what waits for the network."""
    if kept.refused and kept.trouble is not None:
        return told(kept.trouble).sentence
    if kept.waiting and (offline or kept.trouble is not None):
        return _("Gardé sur cet appareil. Envoi au retour du réseau.")
    if kept.waiting:
        return _("Enregistrement…")
    if kept.saved_at is not None:
        saved = kept.saved_at.astimezone(now.tzinfo)
        said = _("Enregistré à {age}") if saved.date() == now.date() else _("Enregistré {age}")
        return typeset(said.format(age=age(saved, now)))
    return _("Vos réponses sont enregistrées au fur et à mesure.")


def saved_line(kept: KeptDraft, now: datetime, *, offline: bool) -> ft.Control:
    waits = kept.waiting and (offline or kept.trouble is not None)
    icon = icons.OFFLINE if waits else icons.CHECK if not kept.waiting and kept.saved_at else icons.EDIT
    role = "amber" if waits else "ink_soft"
    line = ft.Row(
        [
            ft.Icon(icon, size=ICON_SMALL, color=colour(role)),
            text(saved_said(kept, now, offline=offline), "caption", role, expand=True),
        ],
        spacing=SPACE.small,
    )
    return ft.Container(line, padding=ft.Padding.only(bottom=SPACE.snug))
