"""Tables of payment orders, of the invoices they pay, and of the money that came in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from city.database import Base

_RUNNING = text("running")
_WATCHED = text("ask_at IS NOT NULL")


class PaymentOrderRow(Base):
    """One order at the bank: a reference of ours, one sum, its invoices. `bank_id` is the bank's own (PayFiP: idOp).

    `ask_at` is when the bank is asked next; None = its last word is known. `asked_at` is when it was asked last.
    """

    __tablename__ = "payment_order"
    __table_args__ = (
        UniqueConstraint("account_id", "idempotency_key"),
        UniqueConstraint("reference"),
        UniqueConstraint("bank_id"),
        Index("ix_payment_order_household", "household_id", "created_at", "id"),
        Index("ix_payment_order_ask_at", "ask_at", sqlite_where=_WATCHED, postgresql_where=_WATCHED),
        CheckConstraint("total_cents > 0", name="total"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    by: Mapped[str]
    idempotency_key: Mapped[str]
    fingerprint: Mapped[str]
    reference: Mapped[str]
    total_cents: Mapped[int]
    state: Mapped[str]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    bank_id: Mapped[str | None]
    pay_url: Mapped[str | None]
    means: Mapped[str | None]
    bank_number: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    ask_at: Mapped[datetime | None]


class PaymentOrderItemRow(Base):
    """An invoice of an order, and its part of the sum. `running` as long as the order is: one running order each."""

    __tablename__ = "payment_order_item"
    __table_args__ = (
        Index(
            "uq_payment_order_item_running",
            "invoice_id",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        CheckConstraint("cents > 0", name="cents"),
    )

    order_id: Mapped[str] = mapped_column(ForeignKey("payment_order.id"), primary_key=True)
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoice.id"), primary_key=True, index=True)
    cents: Mapped[int]
    running: Mapped[bool]


class PaymentRow(Base):
    """Money that paid (a part of) an invoice. `means`: card, debit, cash, cheque. Never changed, never deleted."""

    __tablename__ = "payment"
    __table_args__ = (Index("ix_payment_household", "household_id", "at"), CheckConstraint("cents > 0", name="cents"))

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    invoice_id: Mapped[str] = mapped_column(ForeignKey("invoice.id"), index=True)
    order_id: Mapped[str | None] = mapped_column(ForeignKey("payment_order.id"), index=True)
    cents: Mapped[int]
    means: Mapped[str]
    at: Mapped[datetime]
    reference: Mapped[str]


class RefundRow(Base):
    """Money that the town paid back: all that waited for the household that day (`CarriedSumRow.refund_id`).

    `means`: transfer, cheque, cash. Never changed, never deleted.
    """

    __tablename__ = "refund"
    __table_args__ = (
        Index("ix_refund_household", "household_id", "paid_on"),
        CheckConstraint("cents > 0", name="cents"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    household_id: Mapped[str] = mapped_column(ForeignKey("household.id"))
    cents: Mapped[int]
    means: Mapped[str]
    paid_on: Mapped[date] = mapped_column(index=True)
    reference: Mapped[str]
    made_at: Mapped[datetime]
