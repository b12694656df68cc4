"""Who was told of which draft."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring a database of 0010 to 0011."""
    op.create_table(
        "tellings",
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("who", sa.String(), primary_key=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
    )
