"""The bell, top right everywhere: how many are new; the last three on wide screens, the page of all on the phone."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models.notification import NotificationPage
from services.query import Topic
from views.design import SPACE, TARGET, count_badge, empty_card, icon_button, icons, sheet, text_button
from views.frame import fate
from views.notifications.acting import use_acts
from views.notifications.listing import shown_as
from views.notifications.row import NotificationRow
from views.state import navigate, screen, use_layout, use_portal, use_portal_state, use_query
from views.state.navigation import NOTIFICATIONS
from views.text import _, ngettext

_IN_THE_SHEET = 3


def bell_name(unread: int) -> str:
    """« Notifications, 3 nouvelles »."""
    if not unread:
        return _("Notifications")
    return ngettext("Notifications, {count} nouvelle", "Notifications, {count} nouvelles", unread)


@screen
def Bell(*, on_band: bool = False) -> ft.Control:
    """Live: the count follows what the city tells by itself."""
    portal = use_portal_state(Topic.UNREAD, Topic.SESSION)
    opened, open_sheet = ft.use_state(False)
    layout = use_layout()
    unread = portal.notifications.unread
    close = lambda: open_sheet(False)  # noqa: E731
    ft.use_dialog(
        sheet(_("Notifications"), LastThree(close, key="last"), close, phone=False, height=layout.height)
        if opened
        else None
    )

    def tap() -> None:
        if layout.phone:
            navigate(NOTIFICATIONS)
        else:
            open_sheet(True)

    button = icon_button(icons.BELL, bell_name(unread), tap, color="on_band" if on_band else "ink")
    parts: list[ft.Control] = [button]
    if unread:
        parts.append(ft.TransparentPointer(ft.Container(count_badge(unread), padding=SPACE.hair), right=0, top=0))
    return ft.Stack(parts, width=TARGET.minimum, height=TARGET.minimum)


@screen
def LastThree(on_close: Callable[[], None]) -> ft.Control:
    """The content of the sheet: the last three, and the way to all."""
    portal = use_portal()
    answer, _refresh = use_query(portal.notifications.page(), [])
    acts = use_acts()

    def all_of_them() -> None:
        on_close()
        navigate(NOTIFICATIONS)

    def draw(page: NotificationPage) -> ft.Control:
        if not page.items:
            return empty_card(icons.BELL, _("Vous êtes à jour."))
        rows = [
            NotificationRow(shown_as(one, portal.now()), acts, compact=True, on_leave=on_close, key=f"n-{one.id}")
            for one in page.items[:_IN_THE_SHEET]
        ]
        rows.append(text_button(_("Toutes les notifications"), all_of_them, icons.NEXT))
        return ft.Column(rows, spacing=SPACE.snug, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw)
