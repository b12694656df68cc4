"""What was erased, what the sweep saw, and whose a refused post was."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import UtcDateTime

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring a database of 0004 to 0005."""
    op.create_table(
        "erasures",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("digests", sa.String(), nullable=False),
        sa.Column("steps", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_done_at", "erasures", ["done_at"])
    op.create_table(
        "presence",
        sa.Column("post", NUMBER, nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("missed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="fk_presence_post", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post", name="pk_presence"),
    )
    with op.batch_alter_table("left_out") as left_out:
        left_out.add_column(sa.Column("who", sa.String(), nullable=False, server_default=""))
