"""Phones of guardians, and the people around a household"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("pick_up", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_contact_household_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_household_id"), "contact", ["household_id"], unique=False)
    op.create_table(
        "person_phones",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("phones", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_phones_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_phones")),
    )
    op.create_table(
        "contact_child",
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("child_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_contact_child_child_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_child_contact_id")),
        sa.PrimaryKeyConstraint("contact_id", "child_id", name=op.f("pk_contact_child")),
    )
    op.create_index(op.f("ix_contact_child_child_id"), "contact_child", ["child_id"], unique=False)


def downgrade() -> None:
    op.drop_table("contact_child")
    op.drop_table("person_phones")
    op.drop_table("contact")
