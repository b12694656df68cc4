"""Which posts have pictures; of those that are here already nobody knows, so they are taken to have some."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring a database of 0012 to 0013."""
    # Added in place: a table that is made anew takes with it what hangs on its rows, and a large one takes long.
    op.add_column("posts", sa.Column("pictured", sa.Boolean(), nullable=False, server_default=sa.true()))
