"""${message}."""

from alembic import op
import sqlalchemy as sa

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the tables of ${down_revision} to ${up_revision}."""
    ${upgrades if upgrades else "pass"}
