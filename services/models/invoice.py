"""Factures: what is asked, for what, and what was paid."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from services.models.base import Model


class InvoiceState(StrEnum):
    """CARRIED: below the least sum, added to the next one. UNKNOWN: none the app knows; it cannot be paid here."""

    DUE = "due"
    OVERDUE = "overdue"
    PAYING = "paying"
    PAID = "paid"
    CANCELLED = "cancelled"
    CREDITED = "credited"
    CARRIED = "carried"
    UNKNOWN = "unknown"


PAYABLE = frozenset({InvoiceState.DUE, InvoiceState.OVERDUE})


class InvoiceGroup(StrEnum):
    DUE = "due"
    DONE = "done"
    ALL = "all"


class Invoice(Model):
    """Cents; days included. `title` names the period ("Octobre 2026"); a credit note has negative cents.

    `credited_by`, `credits` and `carried_to` are numbers of other invoices.
    """

    source: str
    number: str
    title: str
    first_day: date
    last_day: date
    issued_on: date
    due_on: date | None
    total_cents: int
    left_cents: int
    state: InvoiceState
    paid_on: date | None = None
    credited_by: str | None = None
    credits: str | None = None
    carried_to: str | None = None

    @property
    def payable(self) -> bool:
        return self.state in PAYABLE and self.left_cents > 0


class LineKind(StrEnum):
    BOOKING = "booking"
    ABSENCE = "absence"
    SURCHARGE = "surcharge"
    CARRIED = "carried"
    CREDIT = "credit"
    OTHER = "other"


class InvoiceLine(Model):
    """`quantity` × `unit_cents` = `total_cents`; `words` say what the rest does not."""

    child: str | None
    child_name: str
    service: str | None
    service_name: str
    quantity: int
    unit_cents: int
    total_cents: int
    days: tuple[date, ...] = ()
    kind: LineKind
    words: str | None = None


class Means(StrEnum):
    CARD = "card"
    DEBIT = "debit"
    CASH = "cash"
    CHEQUE = "cheque"
    OTHER = "other"


class InvoicePayment(Model):
    at: AwareDatetime
    cents: int
    means: Means
    reference: str | None = None


class InvoiceDetail(Model):
    now: AwareDatetime
    invoice: Invoice
    lines: tuple[InvoiceLine, ...]
    payments: tuple[InvoicePayment, ...] = ()


class Paying(Model):
    """The running order of the household, `by` either guardian since `since`."""

    id: str
    by: str
    since: AwareDatetime
    invoices: tuple[str, ...]


class InvoicePage(Model):
    """Newest first; `due_cents` is all that is left to pay, whatever is asked.

    `credit_cents`: paid too much, to be deducted from the next invoice.
    """

    now: AwareDatetime
    due_cents: int
    credit_cents: int = 0
    paying: Paying | None
    items: tuple[Invoice, ...]
    next: str | None = None


class PaymentState(StrEnum):
    """CHECKING: the bank has not told yet. The last four are final."""

    OPEN = "open"
    CHECKING = "checking"
    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Payment(Model):
    """One order. `pay_url` is the bank's page while it is OPEN; `means` once known."""

    source: str
    now: AwareDatetime | None
    id: str
    reference: str
    state: PaymentState
    total_cents: int
    invoices: tuple[str, ...]
    by: str
    created_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    pay_url: str | None = None
    means: Means | None = None

    @property
    def running(self) -> bool:
        return self.state in (PaymentState.OPEN, PaymentState.CHECKING)


class PaymentPage(Model):
    items: tuple[Payment, ...]
    next: str | None = None


class TaxChild(Model):
    child_name: str
    cents: int


class TaxStatement(Model):
    """What was paid for child care in a year; the paper exists when it is `ready`."""

    year: int
    children: tuple[TaxChild, ...]
    total_cents: int
    ready: bool


class TaxStatements(Model):
    now: AwareDatetime
    items: tuple[TaxStatement, ...]
