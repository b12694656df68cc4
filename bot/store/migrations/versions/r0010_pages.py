"""How many pages a document has."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring a database of 0009 to 0010."""
    with op.batch_alter_table("cards") as cards:
        cards.add_column(sa.Column("pages", sa.Integer(), nullable=True))
