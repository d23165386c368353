"""Where a submission that waits is kept, in words that are true in each mode; its receipt as a paper to keep."""

from __future__ import annotations

import flet as ft

from views.design import SPACE, icons, notice, soft_button
from views.frame.papers import use_saving, use_sharing
from views.state import navigate, use_installation, use_portal
from views.state.navigation import AGENDA
from views.text import _
from views.text.errors import told_error

_SHARES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


def use_kept_words() -> str:
    """« Gardé sur cet appareil ». A hook."""
    if use_installation().fleeting:
        return _("Gardé tant que cette page reste ouverte")
    return _("Gardé sur cet appareil")


def use_keeping(number: str) -> list[ft.Control]:
    """« Enregistrer le reçu (PDF) », on phones « Partager », « Ajouter à l’agenda »; what stood in the way. A hook."""
    portal = use_portal()
    saving, sharing = use_saving(), use_sharing()
    fetch = lambda: portal.receipt_paper(number)  # noqa: E731
    busy = saving.busy or sharing.busy
    buttons = [
        soft_button(
            _("Enregistrer le reçu (PDF)"), None if busy else lambda: saving.run(fetch), icons.DOWNLOAD, saving.busy
        )
    ]
    page = ft.context.page
    if page.platform in _SHARES and not page.web:
        share = None if busy else lambda: sharing.run(fetch)
        buttons.append(soft_button(_("Partager"), share, icons.SHARE, sharing.busy))
    if portal.feed.offered:
        buttons.append(soft_button(_("Ajouter à l'agenda"), lambda: navigate(AGENDA), icons.AGENDA))
    rows: list[ft.Control] = [
        ft.Row(list(buttons), spacing=SPACE.snug, run_spacing=SPACE.snug, wrap=True, key="keep"),
    ]
    error = saving.error or sharing.error
    if error is not None:
        rows.append(notice("red", told_error(error).sentence, live=True))
    return rows
