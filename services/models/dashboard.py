"""The first screen in one answer: a block per card, each with its own fate."""

from datetime import date
from typing import Generic, TypeVar

from pydantic import AwareDatetime

from services.errors import ErrorKind
from services.models.base import Model
from services.models.calendar import Calendar
from services.models.household import Household
from services.models.message import Thread
from services.models.news import Menu, NewsItem
from services.models.procedure import Procedure
from services.models.registration import ChildState, RegistrationState
from services.models.sheet import Notice

B = TypeVar("B", bound=Model)


class Block(Model, Generic[B]):
    """`value` as it was at the city's instant `as_of`; None before the city ever gave it.

    `failed`: the city could not give it this time, and `value` is the last known one.
    """

    value: B | None
    as_of: AwareDatetime | None
    failed: ErrorKind | None = None


class BookingsContent(Model):
    """The household and its calendar of 14 days from the Monday shown."""

    household: Household
    calendar: Calendar


class InvoicesContent(Model):
    """Cents. `due_on`: the nearest day to pay by; `next_month`: when the next invoices come, when nothing is due."""

    due_cents: int
    due_count: int
    due_on: date | None = None
    overdue_cents: int = 0
    overdue_since: date | None = None
    paying: bool = False
    next_month: date | None = None


class MessagesContent(Model):
    """The first three threads; `unread` counts messages."""

    unread: int
    threads: tuple[Thread, ...]


class ToDoContent(Model):
    """Démarches en cours: the first three; `drafts` and `to_complete` count all."""

    items: tuple[Procedure, ...]
    drafts: int
    to_complete: int


class SentContent(Model):
    """Démarches transmises, counted by state."""

    pending: int
    validated: int
    rejected: int


class CatalogueEntry(Model):
    key: str
    title: str
    icon: str


class CatalogueContent(Model):
    """The most asked procedures; `others` counts the rest."""

    items: tuple[CatalogueEntry, ...]
    others: int


class NewsContent(Model):
    """The first three news items, and today's (or the next) menu."""

    items: tuple[NewsItem, ...]
    menu: Menu | None
    unread: int


class RegisteredActivity(Model):
    activity: str
    activity_name: str
    state: RegistrationState


class RegisteredChild(Model):
    child: str
    items: tuple[RegisteredActivity, ...]
    state: ChildState


class RegistrationsContent(Model):
    children: tuple[RegisteredChild, ...]


class SheetContent(Model):
    notices: tuple[Notice, ...]


class ProfileContent(Model):
    email: str
    devices: int


class Dashboard(Model):
    """A block that is None is one the city does not have. `unread` counts notifications."""

    source: str
    now: AwareDatetime
    unread: int
    bookings: Block[BookingsContent] | None = None
    invoices: Block[InvoicesContent] | None = None
    messages: Block[MessagesContent] | None = None
    to_do: Block[ToDoContent] | None = None
    sent: Block[SentContent] | None = None
    catalogue: Block[CatalogueContent] | None = None
    news: Block[NewsContent] | None = None
    registrations: Block[RegistrationsContent] | None = None
    sheet: Block[SheetContent] | None = None
    profile: Block[ProfileContent] | None = None


BLOCKS = (
    "bookings",
    "invoices",
    "messages",
    "to_do",
    "sent",
    "catalogue",
    "news",
    "registrations",
    "sheet",
    "profile",
)
"""The names of the blocks, as fields of `Dashboard`."""
