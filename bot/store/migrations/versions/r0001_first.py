"""Every table of the first release."""

import sqlalchemy as sa
from alembic import op

from bot.store.types import UtcDateTime

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring an empty database to 0001."""
    _people()
    _posts()
    _pages()
    _refusals()
    _digests()
    _words()
    _running()


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("bio", sa.String(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("noindex", sa.Boolean(), nullable=False),
        sa.Column("indexable", sa.Boolean(), nullable=False),
        sa.Column("discoverable", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("network", "account", name="uq_accounts_network_account"),
    )


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("account", NUMBER, nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("hashtags", sa.String(), nullable=False),
        sa.Column("folds", sa.Boolean(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("content_warning", sa.String(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("mentions", sa.String(), nullable=False),
        sa.Column("boosts", sa.Integer(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("repost_of", sa.String(), nullable=False),
        sa.Column("reply_to", sa.String(), nullable=False),
        sa.Column("quote_of", sa.String(), nullable=False),
        sa.Column("quote_account", NUMBER, nullable=True),
        sa.Column("quote_visibility", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_posts_account"),
        sa.ForeignKeyConstraint(["quote_account"], ["accounts.id"], name="fk_posts_quote_account"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("network", "uri", name="uq_posts_network_uri"),
    )
    op.create_index("ix_posts_account", "posts", ["account"])
    op.create_index("ix_posts_at_seen_at", "posts", ["at", "seen_at"])
    op.create_index(
        "ix_posts_quote_account",
        "posts",
        ["quote_account"],
        sqlite_where=sa.text("quote_account IS NOT NULL"),
        postgresql_where=sa.text("quote_account IS NOT NULL"),
    )
    op.create_index("ix_posts_seen_at", "posts", ["seen_at"])
    op.create_table(
        "captures",
        sa.Column("post", NUMBER, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("local_id", sa.String(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="fk_captures_post", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post", "source", name="pk_captures"),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("shared_at", UtcDateTime(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=True),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
        sa.UniqueConstraint("url", name="uq_pages_url"),
    )
    op.create_index(
        "ix_pages_wanted",
        "pages",
        ["shared_at"],
        sqlite_where=sa.text("wanted IS 1"),
        postgresql_where=sa.text("wanted IS true"),
    )
    op.create_table(
        "cards",
        sa.Column("page", NUMBER, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_cards_page"),
        sa.PrimaryKeyConstraint("page", name="pk_cards"),
    )
    op.create_table(
        "page_aliases",
        sa.Column("alias", NUMBER, nullable=False),
        sa.Column("page", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["alias"], ["pages.id"], name="fk_page_aliases_alias"),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_page_aliases_page"),
        sa.PrimaryKeyConstraint("alias", name="pk_page_aliases"),
    )
    op.create_index("ix_page_aliases_page", "page_aliases", ["page"])
    op.create_table(
        "links",
        sa.Column("post", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("page", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["page"], ["pages.id"], name="fk_links_page"),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="fk_links_post", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("post", "position", name="pk_links"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_links_page", "links", ["page"])


def _refusals() -> None:
    op.create_table(
        "left_out",
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("network", "uri", name="pk_left_out"),
    )
    op.create_index("ix_left_out_at", "left_out", ["at"])
    op.create_table(
        "refusals",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "reason", name="pk_refusals"),
    )
    op.create_table(
        "tombstones",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_tombstones"),
    )


def _digests() -> None:
    op.create_table(
        "digests",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("composed_at", UtcDateTime(), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=True),
        sa.Column("tag_uri", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_digests"),
    )
    op.create_index("ix_digests_course_day", "digests", ["course", "day"])
    op.create_index("ix_digests_state", "digests", ["state"])
    op.create_table(
        "digest_items",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["digests.key"], name="fk_digest_items_digest"),
        sa.PrimaryKeyConstraint("digest", "page", name="pk_digest_items"),
    )
    op.create_index("ix_digest_items_page", "digest_items", ["page"])
    op.create_table(
        "deliveries",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=True),
        sa.Column("receipt_uri", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("retry_at", UtcDateTime(), nullable=True),
        sa.Column("not_before", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("digest", "outlet", "part", "recipient", "operation", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_receipt_uri", "deliveries", ["receipt_uri"])


def _words() -> None:
    op.create_table(
        "events",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("page", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_course_day", "events", ["course", "day"])
    op.create_table(
        "wishes",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
    )
    op.create_index("ix_wishes_account_network", "wishes", ["account", "network"])


def _running() -> None:
    op.create_table(
        "cursors",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=True),
        sa.Column("first_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False),
        sa.Column("last_new_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("source", "query", name="pk_cursors"),
    )
    op.create_table(
        "notices",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "kind", name="pk_notices"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
