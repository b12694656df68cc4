"""Answers to questions, and which of them an issue shows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring a database of 0011 to 0012."""
    op.create_table(
        "digest_replies",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["digests.key"]),
        sa.PrimaryKeyConstraint("digest", "network", "uri"),
    )
    op.create_index("ix_digest_replies_network_uri", "digest_replies", ["network", "uri"])
    filled = sa.text("reply_to != ''")
    op.create_index("ix_posts_reply_to", "posts", ["reply_to"], sqlite_where=filled, postgresql_where=filled)
