"""Text and links of statuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.mastodon.html import plain, read

LONG = (
    '<a href="https://www.blog.example/closures?utm_source=masto" target="_blank" rel="nofollow noopener">'
    '<span class="invisible">https://www.</span><span class="ellipsis">blog.example/closures?utm_sour</span>'
    '<span class="invisible">ce=masto</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("no tags &amp; two   spaces", "no tags & two spaces"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>one<br />two<br>three</p>", "one\ntwo\nthree"),
        ("<p>one\n  two</p>", "one two"),
        ("<ul><li>one</li><li>two</li></ul>end", "one\ntwo\n\nend"),
        ("<p>5 &lt; 6 &amp;&amp; 7 &gt; 6</p>", "5 < 6 && 7 > 6"),
        ("<p>a<!-- b -->c<?php d ?></p>", "ac"),
        ("<script>alert(1)</script><style>p{}</style>left", "left"),
        ('hello <img class="emoji" alt=":blobcat:" src="x"> there', "hello :blobcat: there"),
        ("<p>never closed", "never closed"),
        ("<", "<"),
        ("<p>nul\x00l</p>", "null"),
        ("<p>lone \ud800 half</p>", "lone ? half"),
        ('<p class="quote-inline">RE: <a href="https://a.example/1">x</a></p><p>mine</p>', "mine"),
        (f"<p>{LONG} #x</p>", "https://www.blog.example/closures?utm_source=masto #x"),
    ],
)
def test_text_is_what_a_person_reads(html: str, text: str) -> None:
    """Paragraphs and breaks stay, what is never seen goes, and an address cut for the eye is whole."""
    assert plain(html) == text


@pytest.mark.parametrize(
    ("html", "links"),
    [
        pytest.param(LONG, ("https://www.blog.example/closures?utm_source=masto",), id="t42 invisible and ellipsis"),
        pytest.param('<a href="https://a.example/1">b</a> <a href="http://c.example">d</a>',
                     ("https://a.example/1", "http://c.example"), id="in order"),
        pytest.param('<a href="https://m.example/@ana" class="u-url mention">@<span>ana</span></a>', (), id="mention"),
        pytest.param('<a href="https://m.example/tags/x" class="mention hashtag" rel="tag">#x</a>', (), id="hashtag"),
        pytest.param('<a href="https://m.example/tags/x" rel="nofollow tag">#x</a>', (), id="rel tag"),
        pytest.param('<a href="https://a.example/mentions" class="mentioned">x</a>',
                     ("https://a.example/mentions",), id="whole words"),
        pytest.param('<a href="javascript:alert(1)">x</a><a href="mailto:a@b.example">y</a><a href="/z">z</a><a>n</a>',
                     (), id="not the web"),
        pytest.param('<a href="HTTPS://A.example/Path">x</a>', ("https://A.example/Path",), id="scheme in capitals"),
        pytest.param('<a href=" https://a.example/a\n b ">x</a>', ("https://a.example/a b",), id="broken over lines"),
        pytest.param('<p class="quote-inline">RE: <a href="https://a.example/1">x</a></p>', (), id="quote fallback"),
        pytest.param('<a href="https://a.example/?a=1&amp;b=2">x</a>', ("https://a.example/?a=1&b=2",), id="entities"),
        pytest.param("https://a.example/ in plain text", (), id="text is no link"),
    ],
)  # fmt: skip
def test_t42_links_are_where_they_lead(html: str, links: tuple[str, ...]) -> None:
    """Links are the addresses of the anchors, as written; people and tags are none."""
    assert read(html).links == links


def test_whole_links_show_the_address() -> None:
    """Asked for whole links, the text has the address though the server shows a shorter one."""
    html = '<p>see <a href="https://a.example/long">a.example/…</a> and <a class="mention" href="https://b.example">@b</a></p>'

    assert read(html, whole_links=True).text == "see https://a.example/long and @b"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_anything_is_readable(html: str) -> None:
    """No text makes reading fail, and what comes out has no surrogate and no NUL if it was markup."""
    reading = read(html + "<br>")

    assert "\x00" not in reading.text
    reading.text.encode()


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href='https://a.example'>", "</a>", "<br>", "x", "<div>", "&"])))
def test_tags_in_any_order_are_readable(pieces: list[str]) -> None:
    """Badly nested markup is read, and links never outnumber its anchors."""
    assert len(read("".join(pieces)).links) <= pieces.count("<a href='https://a.example'>")
