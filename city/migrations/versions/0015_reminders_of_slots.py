"""What parents asked to be told of a slot"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "slot_reminder",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_slot_reminder_account_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_slot_reminder_child_id")),
        sa.PrimaryKeyConstraint("account_id", "child_id", "service", "day", "about", name=op.f("pk_slot_reminder")),
    )
    op.create_index(op.f("ix_slot_reminder_day"), "slot_reminder", ["day"], unique=False)
    op.create_index(op.f("ix_slot_reminder_at"), "slot_reminder", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("slot_reminder")
