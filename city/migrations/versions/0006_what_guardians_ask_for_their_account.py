"""What guardians ask for their own account: another address, its deletion"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "deletion_request",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_deletion_request_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_deletion_request")),
    )
    op.create_table(
        "email_change",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_email_change_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_email_change")),
    )


def downgrade() -> None:
    op.drop_table("email_change")
    op.drop_table("deletion_request")
