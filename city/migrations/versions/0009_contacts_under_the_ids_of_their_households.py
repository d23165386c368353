"""The id that an app gives a contact is its household's own: another household's says nothing by being taken"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("contact", sa.Column("app_id", sa.String(), nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE contact SET app_id = id")
    op.create_index("ix_contact_household_app", "contact", ["household_id", "app_id"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_contact_household_app", "contact")
    op.drop_column("contact", "app_id")
