"""All that the screens ask of a city, behind one portal."""

from services.outbox import Pending
from services.portal.portal import Portal
from services.query import Connection, Copy, Query, Topic
from services.sender import Kept, Sent

__all__ = ["Connection", "Copy", "Kept", "Pending", "Portal", "Query", "Sent", "Topic"]
