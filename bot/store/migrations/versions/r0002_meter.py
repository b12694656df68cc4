"""What networks that bill were paid."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring a database of 0001 to 0002."""
    op.create_table(
        "meter",
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("cost", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("network", "day", "use", "call", "course", name="pk_meter"),
    )
    op.create_table(
        "meter_resources",
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("resource", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("network", "day", "call", "resource", name="pk_meter_resources"),
    )
