"""What a page is, and how long it takes."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation import kind_rules as rules
from curation.kinds import UNTOLD, KindVerdict, kind_of, kind_said, minutes_of
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
    "known host, front page": ("https://youtube.com/", (), Kind.HOME),
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
    "a front page is a home page": ("https://example.org/", (), Kind.HOME),
    "a front page of a blog": ("https://blog.example/", ("Blog",), Kind.HOME),
    "a front page of a podcast": ("https://teachers-podcast.example/", (), Kind.PODCAST),
    "a front page that is a tool": ("https://example.org/", ("SoftwareApplication",), Kind.TOOL),
    "a front page that shows something": ("https://example.org/?p=12", (), Kind.PAGE),
    "questions": ("https://example.org/a", ("QAPage",), Kind.THREAD),
    "a dated address": ("https://example.org/2015/11/closures", (), Kind.ARTICLE),
    "a year alone says little": ("https://example.org/2015/closures", (), Kind.PAGE),
    "an encoded word": ("https://example.org/%C3%A9v%C3%A9nements/un", (), Kind.EVENT),
    "a host below a platform": ("https://rusty.blubrry.net/a", (), Kind.PODCAST),
    "a host that ends alike": ("https://nottwitch.tv/a", (), Kind.PAGE),
    "an issue is talked about": ("https://github.com/someone/tool/issues/3", (), Kind.THREAD),
    "a file of code": ("https://github.com/someone/tool/blob/main/a.py", (), Kind.DOCUMENT),
    "radio's ending": ("https://teachers.fm/12-why", (), Kind.PODCAST),
    "a music site": ("https://last.fm/music", (), Kind.PAGE),
    "several types, one verdict": ("https://example.org/a", ("VideoObject", "Course"), Kind.COURSE),
    "no path at all": ("https://example.org", (), Kind.HOME),
    "nothing": ("", (), Kind.PAGE),
}


@pytest.mark.parametrize(("page", "declared", "expected"), CASES.values(), ids=CASES)
def test_kind_by_declaration_then_address(page: str, declared: tuple[str, ...], expected: Kind) -> None:
    """What a page declares comes first; "article" gives way to an address that knows better."""
    assert kind_of(PageUrl(page), declared=declared) is expected


@pytest.mark.parametrize("platform", rules.PLATFORMS, ids=lambda each: each.example)
def test_each_platform_is_known_by_its_example(platform: rules.Platform) -> None:
    """The example beside a rule is judged by that very rule."""
    said = kind_said(PageUrl(platform.example))

    assert (said.kind, said.rule) == (platform.kind, platform.name)


TITLES = {
    "a mark in brackets": ("https://example.org/a", "[video] How to", "", Kind.VIDEO, "mark in title or note"),
    "a mark at the end": ("https://example.org/a", "How to (slides)", "", Kind.SLIDES, "mark in title or note"),
    "a mark with a colon": ("https://example.org/a", "Podcast: how to", "", Kind.PODCAST, "mark in title or note"),
    "a mark in the note": ("https://example.org/a", "How to", "[pdf] worth it", Kind.DOCUMENT, "mark in title or note"),
    "a word that is no mark": ("https://example.org/a", "Video games in class", "", Kind.PAGE, "no rule"),
    "a platform beats a mark": ("https://youtu.be/abcd", "[audio] A talk", "", Kind.VIDEO, "YouTube video"),
    "a mark beats a word": ("https://example.org/blog/a", "How to (video)", "", Kind.VIDEO, "mark in title or note"),
    "a series": ("https://example.org/2015/11/a", "Ana | Teachers Podcast", "", Kind.PODCAST, "podcast in the title"),
    "a numbered series": ("https://example.org/blog/a", "Podcast #7: Ana", "", Kind.PODCAST, "podcast in the title"),
    "about podcasts": ("https://example.org/blog/a", "How to start a podcast", "", Kind.ARTICLE, "word of the address"),
    "about a new one": ("https://example.org/blog/a", "Ears: a new podcast", "", Kind.ARTICLE, "word of the address"),
    "a numbered episode": ("https://example.org/a", "Ana and Ben, Ep. 12", "", Kind.PODCAST, "episode in the title"),
    "a season": ("https://example.org/a", "S01E02 Ana", "", Kind.PODCAST, "episode in the title"),
    "a counted article": ("https://example.org/blog/a", "Tower, episode 1", "", Kind.ARTICLE, "word of the address"),
    "a keynote": ("https://youtu.be/abcd", "Keynote: courage", "", Kind.TALK, "talk in the title"),
    "a video podcast": ("https://youtu.be/abcd", "Ana | Teachers Podcast", "", Kind.PODCAST, "podcast in the title"),
    "many recordings": ("https://youtu.be/abcd", "All talks", "", Kind.PAGE, "many recordings in the title"),
    "far behind": ("https://example.org/a", "x" * 400 + " (video)", "", Kind.PAGE, "no rule"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "title", "note", "kind", "rule"), TITLES.values(), ids=TITLES)
def test_titles_and_notes_tell_where_addresses_do_not(page: str, title: str, note: str, kind: Kind, rule: str) -> None:
    """People's marks come behind platforms; episodes, talks and lists are known by their titles."""
    said = kind_said(PageUrl(page), title=title, note=note)

    assert (said.kind, said.rule) == (kind, rule)


@pytest.mark.parametrize(
    ("page", "declared", "expected"),
    [
        ("https://example.org/a", ("Course",), KindVerdict(Kind.COURSE, "declared", "course")),
        ("https://example.org/a", ("article",), KindVerdict(Kind.ARTICLE, "declared", "article")),
        ("https://example.org/a.pdf", (), KindVerdict(Kind.DOCUMENT, "ending of a file", ".pdf")),
        ("https://example.org/courses/a", (), KindVerdict(Kind.COURSE, "word of the address", "courses")),
        ("https://my-podcast.example/a", (), KindVerdict(Kind.PODCAST, "name of the host", "my-podcast.example")),
        ("https://example.org/", (), KindVerdict(Kind.HOME, "front page", "example.org")),
        ("https://example.org/2015/11/a", (), KindVerdict(Kind.ARTICLE, "date in the address", "/2015/11/")),
        ("https://example.org/a", (), UNTOLD),
    ],
)
def test_every_verdict_names_its_rule_and_what_it_went_by(
    page: str, declared: tuple[str, ...], expected: KindVerdict
) -> None:
    """Nobody has to guess why a page is called what it is called."""
    assert kind_said(PageUrl(page), declared=declared) == expected


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
def test_any_address_and_title_is_of_a_kind(rest: str, title: str, declared: list[str]) -> None:
    """No text fails, and what was judged once is judged the same again."""
    page = PageUrl(f"https://example.org/{rest}")

    said = kind_said(page, declared=declared, title=title)

    assert said == kind_said(page, declared=[*declared, *declared], title=title)
    assert said.rule


@pytest.mark.parametrize("title", ["podcast " * 50, "a " * 400, "[" * 300, "ep " * 100, "all " * 75, "-" * 300])
def test_t33_long_titles_take_a_moment(title: str) -> None:
    """No pattern of a title runs away."""
    before = process_time()

    kind_said(PageUrl("https://youtu.be/abcd"), title=title * 1_000)

    assert process_time() - before < 1


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
