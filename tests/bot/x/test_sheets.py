"""Rows of TAGS sheets become posts of people we know nothing about."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x.sheets import captures_of_row, post_of_row
from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import AccountRef, AccountState, Post, PostRef, Reason
from tests.bot.x.payloads import row, url
from tests.makers import NOON, at


def mapped(given_row: dict[str, str]) -> Post:
    post = post_of_row(given_row, seen_at=None)
    assert isinstance(post, Post)
    return post


def test_a_row_is_a_post_of_an_unknown_person() -> None:
    """Links, tags and people are found in the words; there is no profile."""
    post = mapped(row(text="@ben, see (https://blog.example/a_(b)). Or https://blog.example/c! #BIT15 #teaching"))

    assert post.ref == PostRef("x", "660000000000000001")
    assert post.author.account == AccountRef("x", "71")
    assert post.author.state is AccountState.UNKNOWN
    assert post.links == ("https://blog.example/a_(b)", "https://blog.example/c")
    assert [tag.key for tag in post.hashtags] == ["bit15", "teaching"]
    assert post.mentions == ("ben",)
    assert post.created_at == post.seen_at == NOON


def test_x_s_own_lists_come_first() -> None:
    """A sheet that kept `entities_str` gives the address behind t.co."""
    listed = {
        "urls": [url("https://blog.example/a")],
        "hashtags": [{"text": "BIT15"}],
        "user_mentions": [{"screen_name": "ben"}],
    }

    post = mapped(row(text="worth https://t.co/aaaaaaaaaa #bit15", entities_str=orjson.dumps(listed).decode()))

    assert post.links == ("https://blog.example/a",)
    assert post.text == "worth blog.example/a #bit15"
    assert post.mentions == ("ben",)


@pytest.mark.parametrize("cell", ['{"urls": [{"url"', "[1]", "null"], ids=["cut short", "a list", "nothing"])
def test_a_spoilt_cell_is_as_good_as_none(cell: str) -> None:
    """Without X's lists the words are read."""
    assert mapped(row(entities_str=cell)).links == ("https://blog.example/a",)


def test_t25_retweets_in_a_sheet_are_no_shares() -> None:
    """A row that begins with RT repeats somebody."""
    assert list(captures_of_row(row(text="RT @ben: worth"), source="s", seen_at=None)) == [Reason.REPOST]


def test_t27_a_spoilt_id_is_taken_from_the_address() -> None:
    """A spreadsheet made `6.6E+17` of the id; `status_url` still has it whole."""
    post = mapped(row() | {"id_str": "6.6E+17", "from_user_id_str": "7.1E+01"})

    assert post.ref.uri == "660000000000000001"
    assert post.author.account == AccountRef("x", "name:writer71")
    assert post.url == "https://x.com/Writer71/status/660000000000000001"


def test_t27_a_row_without_any_whole_id_is_refused() -> None:
    """Where neither is whole the row is said to be bad."""
    (outcome,) = captures_of_row(row(id_str="6.6E+17", status_url=""), source="s", seen_at=None)

    assert isinstance(outcome, InvalidValue)
    assert outcome.field == "id_str"


def test_an_id_without_an_address_will_do() -> None:
    """Columns vary: an id alone names the post, an address alone its writer too."""
    without_address = mapped(row(status_url="", in_reply_to_status_id_str="640"))
    without_writer = mapped(row(from_user="", from_user_id_str=""))

    assert without_address.ref.uri == "660000000000000001"
    assert without_address.reply_to == PostRef("x", "640")
    assert without_writer.author.handle == "writer71"


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ({"created_at": "", "time": "30/10/2015 17:05:09"}, datetime(2015, 10, 30, 17, 5, 9, tzinfo=UTC)),
        ({"created_at": "", "time": "30/10/2015 17:05"}, datetime(2015, 10, 30, 17, 5, tzinfo=UTC)),
        ({"created_at": "", "time": "2015-10-30T17:05:00Z"}, datetime(2015, 10, 30, 17, 5, tzinfo=UTC)),
        ({"created_at": "2015-10-30T13:05:00-04:00"}, datetime(2015, 10, 30, 17, 5, tzinfo=UTC)),
    ],
    ids=["the sheet's time", "without seconds", "ISO", "ISO with a zone"],
)
def test_times_are_read_in_every_form(cells: dict[str, str], meant: datetime) -> None:
    """`created_at` comes first, `time` is the same in the sheet's words."""
    assert mapped(row() | cells).created_at == meant


@pytest.mark.parametrize("cells", [{"created_at": "", "time": "31/02/2015 10:00:00"}, {"created_at": "soon"}])
def test_a_time_that_is_none_is_refused(cells: dict[str, str]) -> None:
    """Days that do not exist make a bad row."""
    (outcome,) = captures_of_row(row() | cells, source="s", seen_at=None)

    assert isinstance(outcome, InvalidValue)


def test_the_payload_makes_the_same_post_without_numbers() -> None:
    """A capture of a row can be mapped again and tells no follower count."""
    (capture,) = captures_of_row(row(), source="archive:tags", seen_at=at(13))

    assert isinstance(capture, Capture)
    assert b"4444" not in capture.payload
    assert list(captures_of_row(orjson.loads(capture.payload), source="archive:tags", seen_at=at(13))) == [capture]


@given(st.dictionaries(st.sampled_from(sorted(row())), st.text(max_size=20)))
def test_any_cells_map_or_say_why(cells: dict[str, Any]) -> None:
    """Whatever stands in a row, the outcome is a capture, a reason or an error."""
    (outcome,) = captures_of_row(row() | cells, source="s", seen_at=None)

    assert isinstance(outcome, Capture | Reason | InvalidValue)
