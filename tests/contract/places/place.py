"""What every place can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from services.clock import CityClock
from services.models.invoice import PaymentState
from services.ports import (
    Backend,
    Bookings,
    Feeds,
    Invoices,
    Messages,
    News,
    Notifications,
    Procedures,
    Profiles,
    Sheets,
    TypicalWeeks,
)
from services.session import Credentials


@dataclass
class Phone:
    """One device of one parent: its ports, its token, its idea of the city's clock."""

    backend: Backend
    credentials: Credentials
    clock: CityClock

    @property
    def bookings(self) -> Bookings:
        assert self.backend.bookings is not None
        return self.backend.bookings

    @property
    def typical_weeks(self) -> TypicalWeeks:
        assert self.backend.typical_weeks is not None
        return self.backend.typical_weeks

    @property
    def notifications(self) -> Notifications:
        assert self.backend.notifications is not None
        return self.backend.notifications

    @property
    def procedures(self) -> Procedures:
        assert self.backend.procedures is not None
        return self.backend.procedures

    @property
    def invoices(self) -> Invoices:
        assert self.backend.invoices is not None
        return self.backend.invoices

    @property
    def messages(self) -> Messages:
        assert self.backend.messages is not None
        return self.backend.messages

    @property
    def news(self) -> News:
        assert self.backend.news is not None
        return self.backend.news

    @property
    def feeds(self) -> Feeds:
        assert self.backend.feeds is not None
        return self.backend.feeds

    @property
    def profiles(self) -> Profiles:
        assert self.backend.profiles is not None
        return self.backend.profiles

    @property
    def sheets(self) -> Sheets:
        assert self.backend.sheets is not None
        return self.backend.sheets

    async def close(self) -> None:
        if self.backend.close is not None:
            await self.backend.close()


class Place(Protocol):
    """A city somewhere. `email` and `password` are those of a parent of several children."""

    email: str
    password: str

    def phone(self) -> Phone:
        """A device, signed out."""
        ...

    async def end_sessions(self) -> None:
        """Every session ends at the city."""
        ...

    async def reset_link(self) -> str:
        """The link of the last reset mail, asked for already."""
        ...

    async def invitation_link(self) -> str:
        """A fresh invitation of that parent."""
        ...

    async def tell_news(self, key: str) -> None:
        """The parent is told of a piece of news of that id."""
        ...

    async def owe(self, cents: int) -> str:
        """The household has one more invoice to pay; its number."""
        ...

    async def bank_says(self, payment_id: str, state: PaymentState) -> None:
        """The bank has decided (PAID, REFUSED or CANCELLED)."""
        ...

    async def ask_back(self, procedure_id: str, fields: tuple[str, ...], words: str) -> None:
        """An agent sends a procedure back."""
        ...

    async def reject(self, procedure_id: str, words: str) -> None:
        """An agent rejects a procedure."""
        ...

    async def answer(self, thread_id: str, text: str) -> None:
        """An agent answers in a thread that the parent opened."""
        ...

    async def publish(self, title: str) -> None:
        """The town publishes a piece of news for all."""
        ...
