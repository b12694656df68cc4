"""What courses learned about their topics."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring a database of 0008 to 0009."""
    op.create_table(
        "topic_models",
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("course", name="pk_topic_models"),
    )
