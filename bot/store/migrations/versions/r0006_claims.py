"""The address that a page gives itself."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring a database of 0005 to 0006."""
    with op.batch_alter_table("cards") as cards:
        cards.add_column(sa.Column("claimed", sa.String(), nullable=False, server_default=""))
