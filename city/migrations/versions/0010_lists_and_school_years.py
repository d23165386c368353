"""The town's lists: its own numbers of households and children, the year of a class, files being looked at"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("household", sa.Column("number", sa.String(), nullable=True))
    op.create_index(op.f("ix_household_number"), "household", ["number"], unique=True)
    op.add_column("child", sa.Column("number", sa.String(), nullable=True))
    op.add_column("child", sa.Column("class_year", sa.Integer(), nullable=True))
    op.add_column("child", sa.Column("left_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_child_number"), "child", ["number"], unique=True)
    op.create_table(
        "list_import",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_import")),
    )
    op.create_table(
        "invitation_request",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_invitation_request_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_invitation_request")),
    )
    op.create_index(op.f("ix_list_import_made_at"), "list_import", ["made_at"], unique=False)


def downgrade() -> None:
    op.drop_table("invitation_request")
    op.drop_table("list_import")
    op.drop_index(op.f("ix_child_number"), table_name="child")
    op.drop_column("child", "left_on")
    op.drop_column("child", "class_year")
    op.drop_column("child", "number")
    op.drop_index(op.f("ix_household_number"), table_name="household")
    op.drop_column("household", "number")
