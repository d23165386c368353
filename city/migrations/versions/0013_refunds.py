"""Refunds: what the town paid back of the sums that waited"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "refund",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_refund_cents")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_refund_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    op.create_index("ix_refund_household", "refund", ["household_id", "paid_on"], unique=False)
    op.create_index(op.f("ix_refund_paid_on"), "refund", ["paid_on"], unique=False)
    op.execute(
        "ALTER TABLE carried_sum ADD COLUMN refund_id VARCHAR "
        "CONSTRAINT fk_carried_sum_refund_id REFERENCES refund (id)"
    )


def downgrade() -> None:
    op.drop_column("carried_sum", "refund_id")
    op.drop_table("refund")
