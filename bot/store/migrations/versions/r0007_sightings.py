"""How many posts were kept on each day: the count outlives the posts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring a database of 0006 to 0007."""
    op.create_table(
        "sightings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_sightings"),
    )
