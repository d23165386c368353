"""Notifications: what the city tells a guardian by itself. `notify` writes it with what caused it."""

from city.notifications.kinds import Kind, Target
from city.notifications.notices import Notice, notify, notify_all

__all__ = ["Kind", "Notice", "Target", "notify", "notify_all"]
