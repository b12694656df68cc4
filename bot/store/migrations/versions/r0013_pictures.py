"""Which posts have pictures; of those that are here already nobody knows, so they are taken to have some."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring a database of 0012 to 0013."""
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("pictured", sa.Boolean(), nullable=False, server_default=sa.true()))
