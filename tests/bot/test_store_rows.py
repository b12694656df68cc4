"""Every value that is stored comes back as it went, whatever is in it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from bot.ports import Capture, Part, Receipt
from bot.store import SqlStore
from bot.store.rows import from_json, to_json
from bot.store.types import UtcDateTime
from curation.model import (
    AccountRef,
    AccountState,
    Author,
    Digest,
    Hashtag,
    Item,
    Kind,
    Post,
    PostRef,
    Quote,
    Visibility,
    Window,
)
from tests.contracts.test_store_issues import DIGEST, ITEM

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime.max.replace(tzinfo=UTC)

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
word = text.filter(lambda each: bool(each) and not each.startswith("@"))
moment = st.datetimes(timezones=st.just(UTC))
links = st.lists(text.map(lambda each: f"https://a.example/{each}"), max_size=3).map(tuple)
refs = st.builds(PostRef, st.sampled_from(["mastodon", "x"]), word)
accounts = st.builds(AccountRef, st.sampled_from(["mastodon", "x"]), word)
authors = st.builds(
    Author,
    account=accounts,
    handle=word,
    name=word,
    url=text,
    bio=text,
    is_bot=st.booleans(),
    noindex=st.booleans(),
    indexable=st.booleans(),
    discoverable=st.booleans(),
    state=st.sampled_from(AccountState),
    created_at=st.none() | moment,
)
quotes = st.builds(Quote, ref=refs, author=authors, visibility=st.sampled_from(Visibility))
posts = st.builds(
    Post,
    ref=refs,
    author=authors,
    text=text,
    created_at=moment,
    seen_at=moment,
    url=text,
    links=links,
    hashtags=st.lists(st.builds(Hashtag, key=text, display=text), max_size=3).map(tuple),
    folds_hashtags=st.booleans(),
    visibility=st.sampled_from(Visibility),
    language=text,
    content_warning=text,
    sensitive=st.booleans(),
    pictured=st.booleans(),
    mentions=st.lists(text, max_size=2).map(tuple),
    boosts=st.integers(0, 2**31 - 1),
    edited_at=st.none() | moment,
    repost_of=st.none() | refs,
    quote=st.none() | quotes,
    reply_to=st.none() | refs,
)


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    opened = SqlStore.open("sqlite://")
    yield opened
    opened.close()


class Undo(Exception):
    """Ends a transaction, so that each draw begins with an empty store."""


def kept_and_found(store: SqlStore, drawn: list[Post]) -> tuple[Post, ...]:
    found: tuple[Post, ...] = ()
    with suppress(Undo), store.work() as work:
        work.posts.keep([Capture(post=each, payload=b"", source="s") for each in drawn])
        found = work.posts.candidates(seen_from=LONG_AGO, floor=LONG_AGO, until=FAR_AHEAD)
        raise Undo
    return found


@given(st.lists(posts, max_size=4, unique_by=lambda post: post.ref))
def test_any_posts_come_back_as_they_went(store: SqlStore, drawn: list[Post]) -> None:
    """Every field of every post survives; only profiles are shared by the posts of one account."""
    found = kept_and_found(store, drawn)

    assert {_without_profiles(each) for each in found} == {_without_profiles(each) for each in drawn}
    assert [each.at for each in found] == sorted(each.at for each in drawn)


def _without_profiles(post: Post) -> Post:
    nobody = Author(account=post.author.account, handle="-", name="-")
    quote = replace(post.quote, author=replace(nobody, account=post.quote.author.account)) if post.quote else None
    return replace(post, author=nobody, quote=quote)


@given(posts)
def test_a_post_alone_keeps_its_authors_profile(store: SqlStore, drawn: Post) -> None:
    """Where an account occurs once, its profile comes back as it went."""
    drawn = replace(drawn, quote=None)

    found = kept_and_found(store, [drawn])

    assert found == (drawn,)


items = st.builds(
    replace,
    st.just(ITEM),
    title=text,
    kind=st.sampled_from(Kind),
    minutes=st.none() | st.integers(1, 999),
    first_on=st.none() | st.dates(),
    topics=st.lists(text, max_size=2).map(tuple),
    flags=st.sampled_from([frozenset(), ITEM.flags]),
    note=st.none() | st.just(ITEM.note),
)
windows = st.tuples(moment, moment).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Window(*pair))
digests = st.builds(
    replace, st.just(DIGEST), window=windows, day=st.dates(), also=st.lists(items, max_size=3).map(tuple), question=text
)


@given(digests)
def test_any_digest_comes_back_from_json(drawn: Digest) -> None:
    """A digest and its JSON say the same, and equal digests give equal text."""
    written = to_json(drawn)

    assert from_json(Digest, written) == drawn
    assert to_json(from_json(Digest, written)) == written


@given(st.builds(Part, number=st.integers(0, 9), text=text, count=st.just(1), limit=st.just(0), language=text))
def test_any_part_comes_back_from_json(drawn: Part) -> None:
    """Words of parts survive to the letter."""
    assert from_json(Part, to_json(drawn)) == drawn


@given(st.builds(Receipt, uri=text, url=text, local_id=text))
def test_any_receipt_comes_back_from_json(drawn: Receipt) -> None:
    """Receipts survive to the letter."""
    assert from_json(Receipt, to_json(drawn)) == drawn


def test_times_come_back_in_utc_itself() -> None:
    """Our nouns insist on `datetime.UTC`; a library's own UTC would be refused."""
    window = from_json(Window, to_json(DIGEST.window))

    assert window.start.tzinfo is UTC


def test_json_from_before_a_field_was_added_is_read() -> None:
    """A field that is not in the text has its default; one that is no more is left out."""
    old = '{"number": 2, "anchor": "a", "page": "https://a.example/", "title": "t", "short_title": "t", "kind": "book"'

    item = from_json(Item, old + ', "colour": "red"}')

    assert (item.kind, item.topics, item.removed) == (Kind.BOOK, (), False)


def in_utc(moment: datetime) -> bool:
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True


@pytest.mark.parametrize("address", ["sqlite://", "postgresql+psycopg://"])
@given(st.datetimes(timezones=st.timezones()).filter(in_utc))
def test_t122_any_aware_time_survives_its_column(address: str, drawn: datetime) -> None:
    """The same instant comes back, in UTC, on every database."""
    column, dialect = UtcDateTime(), make_url(address).get_dialect()()

    stored = column.bind_processor(dialect)(drawn)
    found = column.result_processor(dialect, None)(stored)

    assert found == drawn.astimezone(UTC)
    assert found is not None
    assert found.tzinfo is UTC


def test_t122_sqlite_is_given_microseconds() -> None:
    """12:00+02:00 is stored as an instant and not as a local time."""
    noon = datetime(1970, 1, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))

    assert UtcDateTime().bind_processor(make_url("sqlite://").get_dialect()())(noon) == 10 * 3600 * 1_000_000


def test_dates_come_back_as_dates() -> None:
    """A day is a date and no time."""
    day = from_json(Item, to_json(ITEM)).first_on

    assert type(day) is date
