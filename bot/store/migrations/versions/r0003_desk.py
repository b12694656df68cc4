"""Who may come to the review desk."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring a database of 0002 to 0003."""
    for table in ("desk_links", "desk_sessions"):
        op.create_table(
            table,
            sa.Column("hash", sa.String(), nullable=False),
            sa.Column("who", sa.String(), nullable=False),
            sa.Column("role", sa.String(), nullable=False),
            sa.Column("expires_at", UtcDateTime(), nullable=False),
            sa.PrimaryKeyConstraint("hash", name=f"pk_{table}"),
        )
