"""The store: SQLAlchemy Core on SQLite or PostgreSQL, the schema moved along by Alembic."""

from bot.store.migration import needs_migration
from bot.store.store import SqlStore

__all__ = ["SqlStore", "needs_migration"]
