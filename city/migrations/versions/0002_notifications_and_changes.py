"""Notifications, changes told to who listens, and what a mail needs to wait and to be given up"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_change_account_id")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_change_household_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_at"), "change", ["at"], unique=False)
    op.create_index("ix_change_household", "change", ["household_id", "seq"], unique=False)
    op.create_table(
        "notification",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("to_page", sa.String(), nullable=True),
        sa.Column("to_id", sa.String(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announce_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notification_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("account_id", "kind", "key", name=op.f("uq_notification_account_id_kind_key")),
    )
    op.create_index("ix_notification_account_at", "notification", ["account_id", "at", "id"], unique=False)
    op.create_index(
        "ix_notification_announce",
        "notification",
        ["announce_at"],
        unique=False,
        sqlite_where=sa.text("announce_at IS NOT NULL"),
        postgresql_where=sa.text("announce_at IS NOT NULL"),
    )
    op.create_index(op.f("ix_notification_at"), "notification", ["at"], unique=False)
    op.create_table(
        "notification_settings",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("quiet_from", sa.String(), nullable=True),
        sa.Column("quiet_to", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notification_settings_account_id")),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notification_settings")),
    )
    op.create_table(
        "reminder",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reminder_account_id")),
        sa.PrimaryKeyConstraint("account_id", "service", "day", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_opens"), "reminder", ["opens"], unique=False)
    op.add_column("mail", sa.Column("html", sa.String(), nullable=True))
    op.add_column("mail", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mail", sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("submission", sa.Column("mail_due", sa.Boolean(), nullable=True))
    op.create_index(
        "ix_submission_to_mail",
        "submission",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("mail_due"),
        postgresql_where=sa.text("mail_due"),
    )
