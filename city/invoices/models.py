"""Tables of invoices, of their lines and numbers, and of the sums that wait for a household's next invoice."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base


class InvoiceRow(Base):
    """An invoice, or a credit note (`credits_id`: the invoice it corrects; its total is negative).

    Once issued its contents never change. Only what became of it is written again, under the row's lock: what was paid,
    what credit notes took off, and what was carried to the next invoice (all in cents). `addressed_to` is the household
    as it was, one name a line.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        Index("ix_invoice_household", "household_id", "year", "serial"),
        CheckConstraint("paid_cents >= 0 AND credited_cents >= 0", name="settled"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    year: Mapped[int]
    serial: Mapped[int]
    title: Mapped[str]
    addressed_to: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    due_on: Mapped[date]
    total_cents: Mapped[int]
    credits_id: Mapped[str | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    paid_cents: Mapped[int] = mapped_column(default=0)
    credited_cents: Mapped[int] = mapped_column(default=0)
    carried_cents: Mapped[int] = mapped_column(default=0)
    paid_on: Mapped[date | None]

    @property
    def left_cents(self) -> int:
        """What is still to be paid; nothing of a credit note."""
        if self.credits_id is not None:
            return 0
        return self.total_cents - self.paid_cents - self.credited_cents - self.carried_cents


class InvoiceLineRow(Base):
    """One line: `quantity` × `unit_cents` = `total_cents`. Names and days are kept as they were.

    `kind`: booking, absence (told, not billed), surcharge, carried (a small sum of before), credit.
    """

    __tablename__ = "invoice_line"
    __table_args__ = (
        UniqueConstraint("invoice_id", "position"),
        CheckConstraint("total_cents = quantity * unit_cents", name="total"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoice.id"))
    position: Mapped[int]
    kind: Mapped[str]
    child_id: Mapped[str | None] = mapped_column(ForeignKey("child.id"))
    child_name: Mapped[str] = mapped_column(default="")
    service: Mapped[str | None]
    service_name: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int]
    unit_cents: Mapped[int]
    total_cents: Mapped[int]
    days: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str] = mapped_column(default="")


class InvoiceCounterRow(Base):
    """The last number given in a year: they follow each other without a hole."""

    __tablename__ = "invoice_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class CarriedSumRow(Base):
    """A sum for the household's next invoice: positive is owed by the household, negative is owed to it.

    `kind`: small (an invoice below the least sum), credit (a credit note on what was paid), overpayment (money that
    came twice, `payment_order_id`). `into_id` is the invoice that took it, `refund_id` how it was paid back; neither =
    it waits.
    """

    __tablename__ = "carried_sum"
    __table_args__ = (Index("ix_carried_sum_household", "household_id", "into_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    kind: Mapped[str]
    cents: Mapped[int]
    made_at: Mapped[datetime]
    from_id: Mapped[str | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    payment_order_id: Mapped[str | None] = mapped_column(ForeignKey("payment_order.id"))
    into_id: Mapped[str | None] = mapped_column(ForeignKey("invoice.id"))
    refund_id: Mapped[str | None] = mapped_column(ForeignKey("refund.id"))
