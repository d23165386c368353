"""Invoices, payments, the test bank's operations; a booking knows the line that bills it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "bank_operation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("numcli", sa.String(), nullable=False),
        sa.Column("exer", sa.String(), nullable=False),
        sa.Column("refdet", sa.String(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("mel", sa.String(), nullable=False),
        sa.Column("saisie", sa.String(), nullable=False),
        sa.Column("notify_url", sa.String(), nullable=False),
        sa.Column("return_url", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("notify_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notify_left", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_operation")),
    )
    op.create_index(
        "ix_bank_operation_notify_at",
        "bank_operation",
        ["notify_at"],
        unique=False,
        sqlite_where=sa.text("notify_at IS NOT NULL"),
        postgresql_where=sa.text("notify_at IS NOT NULL"),
    )
    op.create_table(
        "invoice_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_invoice_counter")),
    )
    op.create_table(
        "invoice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("addressed_to", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("credits_id", sa.String(), nullable=True),
        sa.Column("paid_cents", sa.Integer(), nullable=False),
        sa.Column("credited_cents", sa.Integer(), nullable=False),
        sa.Column("carried_cents", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint("paid_cents >= 0 AND credited_cents >= 0", name=op.f("ck_invoice_settled")),
        sa.ForeignKeyConstraint(["credits_id"], ["invoice.id"], name=op.f("fk_invoice_credits_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_invoice_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("year", "serial", name=op.f("uq_invoice_year_serial")),
    )
    op.create_index(op.f("ix_invoice_credits_id"), "invoice", ["credits_id"], unique=False)
    op.create_index("ix_invoice_household", "invoice", ["household_id", "year", "serial"], unique=False)
    op.create_table(
        "invoice_line",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("child_id", sa.String(), nullable=True),
        sa.Column("child_name", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("service_name", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_cents", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("total_cents = quantity * unit_cents", name=op.f("ck_invoice_line_total")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_invoice_line_child_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_line")),
        sa.UniqueConstraint("invoice_id", "position", name=op.f("uq_invoice_line_invoice_id_position")),
    )
    op.create_table(
        "payment_order",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bank_id", sa.String(), nullable=True),
        sa.Column("pay_url", sa.String(), nullable=True),
        sa.Column("means", sa.String(), nullable=True),
        sa.Column("bank_number", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("total_cents > 0", name=op.f("ck_payment_order_total")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_payment_order_account_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_payment_order_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_order")),
        sa.UniqueConstraint("account_id", "idempotency_key", name=op.f("uq_payment_order_account_id_idempotency_key")),
        sa.UniqueConstraint("bank_id", name=op.f("uq_payment_order_bank_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_payment_order_reference")),
    )
    op.create_index(
        "ix_payment_order_ask_at",
        "payment_order",
        ["ask_at"],
        unique=False,
        sqlite_where=sa.text("ask_at IS NOT NULL"),
        postgresql_where=sa.text("ask_at IS NOT NULL"),
    )
    op.create_index("ix_payment_order_household", "payment_order", ["household_id", "created_at", "id"], unique=False)
    op.create_table(
        "carried_sum",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_id", sa.String(), nullable=True),
        sa.Column("payment_order_id", sa.String(), nullable=True),
        sa.Column("into_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["invoice.id"], name=op.f("fk_carried_sum_from_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_carried_sum_household_id")),
        sa.ForeignKeyConstraint(["into_id"], ["invoice.id"], name=op.f("fk_carried_sum_into_id")),
        sa.ForeignKeyConstraint(
            ["payment_order_id"], ["payment_order.id"], name=op.f("fk_carried_sum_payment_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_sum")),
    )
    op.create_index(op.f("ix_carried_sum_from_id"), "carried_sum", ["from_id"], unique=False)
    op.create_index("ix_carried_sum_household", "carried_sum", ["household_id", "into_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_payment_cents")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_payment_household_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_payment_invoice_id")),
        sa.ForeignKeyConstraint(["order_id"], ["payment_order.id"], name=op.f("fk_payment_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index("ix_payment_household", "payment", ["household_id", "at"], unique=False)
    op.create_index(op.f("ix_payment_invoice_id"), "payment", ["invoice_id"], unique=False)
    op.create_index(op.f("ix_payment_order_id"), "payment", ["order_id"], unique=False)
    op.create_table(
        "payment_order_item",
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("invoice_id", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_payment_order_item_cents")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_payment_order_item_invoice_id")),
        sa.ForeignKeyConstraint(["order_id"], ["payment_order.id"], name=op.f("fk_payment_order_item_order_id")),
        sa.PrimaryKeyConstraint("order_id", "invoice_id", name=op.f("pk_payment_order_item")),
    )
    op.create_index(op.f("ix_payment_order_item_invoice_id"), "payment_order_item", ["invoice_id"], unique=False)
    op.create_index(
        "uq_payment_order_item_running",
        "payment_order_item",
        ["invoice_id"],
        unique=True,
        sqlite_where=sa.text("running"),
        postgresql_where=sa.text("running"),
    )
    for column in ("invoice_line_id", "credit_line_id"):
        op.execute(
            f"ALTER TABLE booking ADD COLUMN {column} VARCHAR "
            f"CONSTRAINT fk_booking_{column} REFERENCES invoice_line (id)"
        )
    op.drop_column("booking", "invoiced")
