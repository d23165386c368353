"""What the city asks of a bank. One module speaks to the real one (`payfip.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

Means = Literal["card", "debit", "cash", "cheque"]


class BankSilent(Exception):
    """The bank does not answer, or not what it should. What became of the order is not known; ask again later."""


class Outcome(StrEnum):
    """What the bank says of an operation. `unknown`: it has forgotten it, or never knew it."""

    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    UNKNOWN = "unknown"


LONGEST_EMAIL = 80
"""What PayFiP's field `mel` takes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An operation to open. `reference` is ours: 1 to 30 letters and digits.

    The bank confirms to `email` as well, of at most `LONGEST_EMAIL` signs.
    """

    reference: str
    cents: int
    email: str
    subject: str
    year: int
    notify_url: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An operation that waits for the payer at `pay_url`."""

    bank_id: str
    pay_url: str


@dataclass(frozen=True, slots=True)
class Word:
    """The bank's word on an operation; `means` and its own `number` when it was paid."""

    outcome: Outcome
    means: Means | None = None
    number: str | None = None


class Bank(Protocol):
    """Both raise BankSilent; both may be repeated."""

    async def open(self, wanted: Wanted) -> Opened:
        """Opens an operation. Opening it twice makes two; nobody can pay one whose address they never got."""
        ...

    async def ask(self, bank_id: str) -> Word:
        """The bank's word on an operation, now."""
        ...
