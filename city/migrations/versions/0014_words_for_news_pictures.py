"""What the picture of a news item shows, in words"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("news", sa.Column("picture_description", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("news", "picture_description")
