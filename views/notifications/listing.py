"""The page of all notifications: today, this week, older; each opens the thing itself."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from services.models.notification import Notification, NotificationPage
from services.query import Topic
from views.design import SPACE, empty_card, icon_button, icons, outlined_button, page_frame, text
from views.frame import fate, in_column, stale_line
from views.notifications.acting import Acts, use_acts
from views.notifications.grouping import sections
from views.notifications.opening import route_of
from views.notifications.row import NotificationRow, Shown
from views.notifications.sentences import said
from views.state import Ready, memo, navigate, screen, use_layout, use_mutation, use_portal_state, use_query
from views.state.navigation import HOME, NOTIFICATION_SETTINGS
from views.text import _
from views.text.dates import shortly


def shown_as(notification: Notification, now: datetime) -> Shown:
    """The notification as it is drawn."""
    return Shown(
        notification.id,
        said(notification, now),
        shortly(notification.at, now),
        notification.read,
        route_of(notification.to),
    )


@screen
def NotificationsPage() -> ft.Control:
    """« Tout marquer comme lu » and the settings at the top; older ones page by page."""
    portal = use_portal_state(Topic.SESSION)
    answer, refresh = use_query(portal.notifications.page(), [])
    reading = use_mutation(portal.notifications.mark_all_read)
    unread = isinstance(answer, Ready) and answer.value.unread > 0

    all_read = icon_button(icons.ALL_READ, _("Tout marquer comme lu"), reading.run)
    tools = [
        ft.Container(all_read, visible=unread),
        icon_button(icons.FILTER, _("Régler les notifications"), lambda: navigate(NOTIFICATION_SETTINGS)),
    ]
    rows = NotificationRows(None, "", key="first")
    return page_frame(
        _("Notifications"),
        tools,
        in_column(rows, use_layout()),
        on_back=lambda: navigate(HOME),
        under_title=stale_line(answer, portal.now(), refresh),
    )


@screen
def NotificationRows(cursor: str | None, before: str) -> ft.Control:
    """One page of the list, and the next once asked for. `before`: the section that the page above ended in."""
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.notifications.page(cursor), [])
    more, show_more = ft.use_state(False)
    acts = use_acts()
    now = portal.now()

    def draw(page: NotificationPage) -> ft.Control:
        if not page.items and cursor is None:
            return empty_card(icons.BELL, _("Vous êtes à jour. Les nouvelles de la ville arriveront ici."))
        rows = _rows(page, now, before, acts)
        if page.next is not None:
            last = list(sections(page.items, now))[-1][0] if page.items else before
            following = NotificationRows(page.next, last, key=f"after-{page.next}") if more else None
            rows.append(following or outlined_button(_("Voir les plus anciennes"), lambda: show_more(True)))
        return ft.Column(rows, spacing=SPACE.cosy, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw)


def _rows(page: NotificationPage, now: datetime, before: str, acts: Acts) -> list[ft.Control]:
    rows: list[ft.Control] = []
    for section, items in sections(page.items, now):
        if section != before:
            title = text(section, "h2", heading=2)
            rows.append(ft.Container(title, padding=ft.Padding.only(top=SPACE.small), key=f"section-{section}"))
        rows += [memo(NotificationRow)(shown_as(one, now), acts, key=f"n-{one.id}") for one in items]
    return rows
