"""Notifications: the bell, its page, and how the city may tell."""

from views.notifications.bell import Bell
from views.notifications.listing import NotificationsPage
from views.notifications.settings import SettingsPage

__all__ = ["Bell", "NotificationsPage", "SettingsPage"]
