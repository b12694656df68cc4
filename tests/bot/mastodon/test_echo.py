"""Whether what a server shows is what was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.echo import follows, says
from bot.ports import Receipt
from tests.bot.mastodon.stage import part
from tests.fake_mastodon import shapes

SENT = "1. Ana’s “ladder” – why? @ana@mastodon.example https://www.blog.example/a-very-long-path-of-a-page/closures?x=y"


@pytest.mark.parametrize(
    "shown",
    [
        shapes.html_of(SENT, domain="other.example"),
        SENT.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-"),
        f"<p>{SENT}</p>".replace("@ana@mastodon.example", "@ana"),
        SENT.replace(
            "https://www.blog.example/a-very-long-path-of-a-page/closures?x=y",
            '<a href="https://www.blog.example/a-very-long-path-of-a-page/closures?x=y">blog.example/a-very…</a>',
        ),
    ],
    ids=["Mastodon", "tidied quotes", "short mention", "short link"],
)
def test_the_same_words_however_dressed(shown: str) -> None:
    """HTML, tidied quotes, short mentions and short links are still our words."""
    assert says({"content": shown, "spoiler_text": ""}, part(SENT))


@pytest.mark.parametrize(
    ("content", "warning"),
    [(SENT[:-1], ""), (SENT + " more", ""), ("", ""), (SENT, "politics"), (SENT.replace("1.", ""), "")],
)
def test_other_words_are_other_words(content: str, warning: str) -> None:
    """A cut, an addition, a lost number and a warning of its own are told."""
    assert not says({"content": content, "spoiler_text": warning}, part(SENT))


def test_the_parent_is_part_of_what_is_compared() -> None:
    """A root answers nothing; an answer answers its parent."""
    receipt = Receipt(uri="u", url="", local_id="7")

    assert follows({"in_reply_to_id": None}, None)
    assert follows({"in_reply_to_id": "7"}, receipt)
    assert not follows({"in_reply_to_id": "8"}, receipt)
    assert not follows({}, receipt)
    assert not follows({"in_reply_to_id": "7"}, None)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_what_a_server_makes_of_any_text_is_recognised(text: str) -> None:
    """Whatever is sent, the HTML of it says the same."""
    clean = text.replace("\x00", "")

    assert says({"content": shapes.html_of(clean, domain="mastodon.example")}, part(clean))
