"""What a page is, and how long it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.kinds import kind_of, minutes_of
from curation.model import Kind, PageUrl

CASES = {
    "nothing known": ("https://example.org/about", (), Kind.PAGE),
    "og article": ("https://example.org/about", ("article",), Kind.ARTICLE),
    "og website says nothing": ("https://example.org/about", ("website",), Kind.PAGE),
    "schema type with its address": ("https://example.org/a", ("https://schema.org/VideoObject",), Kind.VIDEO),
    "any case": ("https://example.org/a", ("PodcastEpisode",), Kind.PODCAST),
    "the telling type wins": ("https://example.org/a", ("article", "ScholarlyArticle"), Kind.PAPER),
    "citation headers": ("https://example.org/a", ("citation_journal_title",), Kind.PAPER),
    "an article on a podcast's site": ("https://example.org/podcast/failure", ("article",), Kind.PODCAST),
    "declared beats address": ("https://example.org/video/1", ("course",), Kind.COURSE),
    "a video on a site of talks": ("https://www.ted.com/talks/courage", ("video.other",), Kind.TALK),
    "a video elsewhere": ("https://example.org/courage", ("video.other",), Kind.VIDEO),
    "a talks host": ("https://talks.example/courage", (), Kind.TALK),
    "a video host": ("https://video.example/ladder-of-inference", (), Kind.VIDEO),
    "a podcast host": ("https://podcast.example/failure", (), Kind.PODCAST),
    "a blog host": ("https://blog.example/five-ways", (), Kind.ARTICLE),
    "known host": ("https://youtube.com/watch?v=abc", (), Kind.VIDEO),
    "known host, front page": ("https://youtube.com/", (), Kind.PAGE),
    "paper": ("https://arxiv.org/abs/1706.03762", (), Kind.PAPER),
    "code": ("https://github.com/someone/tool", (), Kind.TOOL),
    "pdf": ("https://example.org/report.PDF", (), Kind.DOCUMENT),
    "slides file": ("https://example.org/a.pptx", (), Kind.SLIDES),
    "sound file": ("https://example.org/a.mp3", (), Kind.PODCAST),
    "picture": ("https://example.org/a.png", (), Kind.IMAGE),
    "shared slides": ("https://docs.google.com/presentation/d/1a", (), Kind.SLIDES),
    "shared sheet": ("https://docs.google.com/spreadsheets/d/1a", (), Kind.DATASET),
    "shared document": ("https://docs.google.com/document/d/1a", (), Kind.DOCUMENT),
    "shared form": ("https://docs.google.com/forms/d/1a", (), Kind.PAGE),
    "path word": ("https://example.org/2015/blog/closures", (), Kind.ARTICLE),
    "a word inside another": ("https://example.org/bookshelf/videography-tips", (), Kind.PAGE),
    "a title is no path word": ("https://example.org/a/video", (), Kind.PAGE),
    "a section's front page": ("https://example.org/events", (), Kind.EVENT),
}


@pytest.mark.parametrize(("page", "declared", "expected"), CASES.values(), ids=CASES)
def test_kind_by_declaration_then_address(page: str, declared: tuple[str, ...], expected: Kind) -> None:
    """What a page declares comes first; "article" gives way to an address that knows better."""
    assert kind_of(PageUrl(page), declared=declared) is expected


@pytest.mark.parametrize(
    ("words", "seconds", "expected"),
    [
        (0, 0, None),
        (1, 0, 1),
        (230, 0, 1),
        (231, 0, 2),
        (0, 1, 1),
        (0, 60, 1),
        (0, 61, 2),
        (0, 360, 6),
        (9999, 120, 2),
        (-5, -5, None),
    ],
)
def test_minutes_are_rounded_up_and_never_zero(words: int, seconds: int, expected: int | None) -> None:
    """The real duration counts before the words; unknown stays unknown."""
    assert minutes_of(words=words, seconds=seconds) == expected


@given(words=st.integers(1, 10**6), more=st.integers(0, 10**4))
def test_more_words_never_take_less_time(words: int, more: int) -> None:
    """Minutes are at least one and grow with the text."""
    fewer, longer = minutes_of(words=words), minutes_of(words=words + more)

    assert fewer is not None
    assert longer is not None
    assert 1 <= fewer <= longer
