"""What pages say of themselves, in all the ways pages say it."""

import json
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.head import card_from_html
from curation.model import Kind, PageCard, PageUrl

URL = PageUrl("https://site.example/2015/closures")
A_MOMENT = 5.0
"""Seconds of computing; what passes takes less than one on an idle machine."""
TITLE = "<title>Lovely closures</title>"
VIDEO = PageUrl("https://youtube.com/watch?v=x")
SAID = {"@type": "Article", "headline": "Said"}
NAMES = ("<script>", "{{ 7*7 }}", "](javascript:x)", "@everyone", "#BIT15 #BIT15", "README.md", "Ana\r\nBcc: x")


def card(head: str = "", body: str = "", *, url: PageUrl = URL, title: str = TITLE) -> PageCard:
    """Return the card of a page with a title unless *title* says otherwise."""
    found = card_from_html(f"<html><head>{title}{head}</head><body>{body}</body></html>", url)
    assert found is not None
    return found


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


def ld(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def text(words: int) -> str:
    return "<article><p>" + "word " * words + "</p></article>"


def test_a_page_that_says_everything() -> None:
    """Every field of a card comes from what the page says."""
    head = meta(
        og__title="Lovely closures",
        og__site_name="Ana’s blog",
        og__type="article",
        og__description="How functions remember.",
        article__published_time="2015-11-08T06:00:00-05:00",
    )

    found = card_from_html(
        f'<html lang="en-CA"><head>{head}<meta name=author content="By Ana Li"></head><body>{text(500)}</body></html>',
        URL,
    )

    assert found == PageCard(
        page=URL,
        title="Lovely closures",
        author="Ana Li",
        site="Ana’s blog",
        language="en-CA",
        kind=Kind.ARTICLE,
        minutes=3,
        description="How functions remember.",
        published=date(2015, 11, 8),
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<title>Plain</title>", "Plain", id="title"),
        pytest.param("<title> Two\n words </title>", "Two words", id="white space"),
        pytest.param("<title>A &amp;amp; B</title>", "A & B", id="entities"),
        pytest.param("<title></title><h1>Headline</h1>", "Headline", id="headline"),
        pytest.param("<h1> </h1><h1>Second</h1>", "Second", id="empty headline"),
        pytest.param("<svg><title>Icon</title></svg><h1>Headline</h1>", "Icon", id="an icon, where nothing else is"),
        pytest.param(meta(og__title="Open") + "<title>Plain</title>", "Open", id="Open Graph"),
        pytest.param('<meta name="twitter:title" content="Card"><title>Plain</title>', "Card", id="Twitter"),
        pytest.param('<meta property="x og:title" content="Both"><title>Plain</title>', "Both", id="two names in one"),
        pytest.param('<meta name=citation_title content="Paper"><title>Plain</title>', "Paper", id="citation"),
        pytest.param(meta(og__title=" ") + "<title>Plain</title>", "Plain", id="blank"),
        pytest.param(ld(SAID) + "<title>Plain</title>", "Said", id="JSON-LD"),
        pytest.param("<title>Closures | site.example</title>", "Closures", id="host behind a bar"),
        pytest.param("<title>Closures - Site</title>", "Closures", id="host's name behind a dash"),
        pytest.param("<title>Site: Closures</title>", "Site: Closures", id="a colon without space is text"),
        pytest.param("<title>Site » Closures</title>", "Closures", id="host before an arrow"),
        pytest.param(
            meta(og__site_name="Ana’s Blog") + "<title>Closures – A – Ana's blog</title>", "Closures – A", id="site"
        ),
        pytest.param(
            "<title>On more closures | X | Y</title><h1>On more closures</h1>",
            "On more closures",
            id="h1",
        ),
        pytest.param("<title>Before – after</title>", "Before – after", id="a dash of the title's own"),
        pytest.param(meta(og__title="Site") + "<title>Closures</title>", "Closures", id="og:title is the site"),
        pytest.param("<title>Site</title>", "Site", id="only the site's name"),
        pytest.param("<title>x\0y</title>", "xy", id="NUL"),
        pytest.param("<title>a\u202eb\u200bc</title>", "abc", id="invisible letters"),
    ],
)
def test_titles(html: str, expected: str) -> None:
    """The page's own title, without the site's name, wherever it is said."""
    found = card_from_html(html, URL)

    assert found is not None
    assert found.title == expected


@pytest.mark.parametrize("html", ["", " ", "<p>hello", "<title> </title>", "<title>\u200b</title>", "\0", "<h1></h1>"])
def test_a_page_without_a_title_has_no_card(html: str) -> None:
    """No title is invented."""
    assert card_from_html(html, URL) is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("", "", id="nobody"),
        pytest.param('<meta name="author" content="Ana Li">', "Ana Li", id="meta"),
        pytest.param('<meta name="author" content="by Ana Li">', "Ana Li", id="by"),
        pytest.param('<meta name="author" content="Von Ana Li">', "Ana Li", id="von"),
        pytest.param('<meta property="article:author" content="https://social.example/ana">', "", id="an address"),
        pytest.param('<meta name="author" content="ana@site.example">', "", id="an e-mail address"),
        pytest.param('<meta name="author" content="Site.example">', "", id="the site itself"),
        pytest.param(
            '<meta name=citation_author content="Li, Ana"><meta name=citation_author content="Oz, Ben">',
            "Li, Ana, Oz, Ben",
            id="citation",
        ),
        pytest.param(ld({"@type": "Article", "author": {"name": "Ana"}}), "Ana", id="JSON-LD object"),
        pytest.param(ld({"@type": "Article", "author": "Ana"}), "Ana", id="JSON-LD text"),
        pytest.param(ld({"@type": "Article", "author": ["Ana", {"name": "Ben"}]}), "Ana, Ben", id="JSON-LD list"),
        pytest.param(ld({"@type": "Article", "author": [{"name": n} for n in "ABCD"]}), "A, B, C", id="many"),
        pytest.param(ld({"@type": "Article", "author": {"name": ["Ana"]}}), "Ana", id="JSON-LD list of names"),
        pytest.param(ld({"@type": "Article", "author": {"@value": "Ana"}}), "", id="JSON-LD value"),
        pytest.param(ld({"@type": "Article", "author": 7}), "", id="JSON-LD number"),
        pytest.param(
            ld({"@graph": [{"@type": "Article", "author": {"@id": "#ana"}}, {"@id": "#ana", "name": "Ana"}]}),
            "Ana",
            id="JSON-LD pointer",
        ),
        pytest.param(ld({"@type": "Article", "author": {"@id": "#gone"}}), "", id="JSON-LD pointer to nothing"),
        pytest.param('<p class="byline">By Ana Li</p>', "Ana Li", id="byline"),
        pytest.param('<p class="byline">By Ana Li | 8 November 2015</p>', "Ana Li", id="byline with a date"),
        pytest.param('<p class="byline">By Ana Li November 8, 2015</p>', "Ana Li", id="byline before a date"),
        pytest.param('<a rel="author">Ana Li</a>', "Ana Li", id="rel"),
        pytest.param('<p itemprop="author"><b itemprop="name">Ana Li</b> of Toronto</p>', "Ana Li", id="microdata"),
        pytest.param('<p class="comment-author">Troll</p>', "", id="who commented"),
        pytest.param('<p class="byline">' + "word " * 40 + "</p>", "", id="too long for a name"),
        pytest.param('<p class="author">8 November 2015</p>', "", id="a date alone"),
    ],
)
def test_t51_authors_of_the_page(html: str, expected: str) -> None:
    """Who wrote the page, in the page's words; nobody, where it does not say."""
    assert card(body=html).author == expected


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_only_text(name: str) -> None:
    """A title or a name is text of one line whatever it looks like."""
    escaped = name.replace("<", "&lt;")

    found = card(f'<meta name="author" content="{escaped}">', title=f"<title>{escaped}</title>")

    assert found.title == " ".join(name.split())
    assert "\n" not in found.author


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2015-11-08", date(2015, 11, 8)),
        ("2015-11-08T23:30:00-05:00", date(2015, 11, 8)),
        ("2015/11/8", date(2015, 11, 8)),
        ("20151108", date(2015, 11, 8)),
        ("20151108T101500Z", date(2015, 11, 8)),
        ("2015-13-08", None),
        ("2015-02-30", None),
        ("0000-01-01", None),
        ("2015-11-081", None),
        ("8 November 2015", date(2015, 11, 8)),
        ("2015-11", None),
        ("08/11/2015", None),
        ("2015", None),
    ],
)
def test_dates_are_read_or_left_out(said: str, expected: date | None) -> None:
    """A date in the order year, month, day or with a month in words is taken; others could mean two days."""
    assert card(meta(article__published_time=said)).published == expected


@pytest.mark.parametrize(
    "html",
    [
        meta(article__published_time="2015-11-08"),
        ld({"@type": "NewsArticle", "datePublished": "2015-11-08"}),
        ld({"@type": "VideoObject", "uploadDate": "2015-11-08T00:00:00Z"}),
        '<meta name="DC.date.issued" content="2015-11-08">',
        '<meta name="citation_publication_date" content="2015/11/08">',
        '<meta itemprop="datePublished" content="2015-11-08">',
        '<time itemprop="datePublished" datetime="2015-11-08">last week</time>',
        meta(article__published_time="soon") + '<meta name="date" content="2015-11-08">',
    ],
)
def test_where_dates_stand(html: str) -> None:
    """The date of publication is found wherever pages put it."""
    assert card(body=html).published == date(2015, 11, 8)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(meta(og__description="Open") + '<meta name=description content="Plain">', "Open", id="Open Graph"),
        pytest.param('<meta name="description" content="Plain &amp;amp; good">', "Plain & good", id="meta"),
        pytest.param(ld({"@type": "Article", "description": "Said"}), "Said", id="JSON-LD"),
        pytest.param("<p>Menu</p><p>" + "A real sentence. " * 6 + "</p>", "A real sentence.", id="text"),
        pytest.param("<p><a>" + "Only a link to somewhere else. " * 4 + "</a></p>", "", id="a paragraph of links"),
        pytest.param("<script>" + "<p>var words = many;</p>" * 9 + "</script>", "", id="a script"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_descriptions(html: str, expected: str) -> None:
    """What the page says it is about, else its first real paragraph."""
    found = card(body=html)

    assert found.description.startswith(expected)
    assert bool(found.description) == bool(expected)


@pytest.mark.parametrize(
    ("attributes", "head", "expected"),
    [
        ('lang="en"', "", "en"),
        ('lang="EN_us"', "", "en-us"),
        ('xml:lang="fr"', "", "fr"),
        ('lang="none of your business"', meta(og__locale="fr_CA"), "fr-CA"),
        ("", ld({"@type": "Article", "inLanguage": "de"}), "de"),
        ("", '<meta http-equiv="Content-Language" content="pt-BR">', "pt-BR"),
        ("", "", ""),
    ],
)
def test_languages(attributes: str, head: str, expected: str) -> None:
    """A language is a tag that can be compared, or empty."""
    found = card_from_html(f"<html {attributes}><head><title>x</title>{head}</head></html>", URL)

    assert found is not None
    assert found.language == expected


@pytest.mark.parametrize(
    ("html", "url", "kind", "minutes"),
    [
        pytest.param(meta(og__type="article") + text(461), URL, Kind.ARTICLE, 3, id="article"),
        pytest.param(text(230), URL, Kind.PAGE, 1, id="page"),
        pytest.param(text(20), URL, Kind.PAGE, None, id="a notice"),
        pytest.param("<p>" + "word " * 460 + "</p>", URL, Kind.PAGE, 2, id="no article element"),
        pytest.param("<ul>" + "<li>menu item</li>" * 900 + "</ul>", URL, Kind.PAGE, None, id="a menu"),
        pytest.param("<article><p>" + "学" * 920 + "</p></article>", URL, Kind.PAGE, 3, id="no spaces in the script"),
        pytest.param("<nav>" + "word " * 900 + "</nav>" + text(230), URL, Kind.PAGE, 1, id="navigation beside"),
        pytest.param(text(900).replace("article", "main"), URL, Kind.PAGE, 4, id="main"),
        pytest.param(ld({"@type": "VideoObject", "duration": "PT5M30S"}) + text(900), URL, Kind.VIDEO, 6, id="video"),
        pytest.param(ld({"@type": "VideoObject"}) + text(900), URL, Kind.VIDEO, None, id="video, length unknown"),
        pytest.param(ld({"@type": "VideoObject", "duration": "six"}), URL, Kind.VIDEO, None, id="in words"),
        pytest.param(ld({"@type": ["PodcastEpisode"], "duration": "PT1H2M"}), URL, Kind.PODCAST, 62, id="podcast"),
        pytest.param(meta(og__type="video.other", og__video__duration="61"), URL, Kind.VIDEO, 2, id="seconds"),
        pytest.param(meta(og__type="video.other", og__video__duration="9" * 30), URL, Kind.VIDEO, None, id="for ever"),
        pytest.param(
            '<meta itemprop="duration" content="PT6M">',
            VIDEO,
            Kind.VIDEO,
            6,
            id="microdata",
        ),
        pytest.param('<meta name="citation_doi" content="10.1/x">' + text(900), URL, Kind.PAPER, None, id="paper"),
        pytest.param(ld({"@type": "https://schema.org/Course"}) + text(900), URL, Kind.COURSE, None, id="course"),
    ],
)
def test_kinds_and_minutes(html: str, url: PageUrl, kind: Kind, minutes: int | None) -> None:
    """What it is, and whole minutes: of the recording, or of the words where the words are on the page."""
    found = card(body=html, url=url)

    assert (found.kind, found.minutes) == (kind, minutes)


@pytest.mark.parametrize(
    "nodes",
    [
        pytest.param((SAID,), id="one"),
        pytest.param(([{"@type": "WebSite", "name": "No"}, SAID],), id="list"),
        pytest.param(({"@graph": [{"@type": "Person", "name": "No"}, SAID]},), id="graph"),
        pytest.param(({"@graph": SAID},), id="graph of one"),
        pytest.param(([[[{"@type": ["Thing", "Article"], "headline": "Said"}]]],), id="lists in lists"),
        pytest.param(
            ({"@type": "WebPage", "name": "No"}, {"@type": "BlogPosting", "headline": "Said"}), id="two scripts"
        ),
        pytest.param(({"@type": "WebPage", "name": "No", "mainEntity": SAID},), id="inside"),
        pytest.param(({"@type": "Article", "headline": {"@value": "Said", "@language": "en"}},), id="value object"),
        pytest.param((None, 7, "text", [], {}, SAID), id="things beside"),
    ],
)
def test_json_ld_in_all_its_shapes(nodes: tuple[object, ...]) -> None:
    """The node about the page is found, however it is wrapped."""
    assert card(ld(*nodes)).title == "Said"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "Said"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Said"}\n//]]>',
        '{"@type": "Article", "headline": "Said"};',
        '{"@type": "Article", "description": "two\nlines", "headline": "Said"}',
    ],
)
def test_json_ld_as_pages_write_it(script: str) -> None:
    """Comments, section marks, semicolons and raw line breaks do no harm."""
    assert card(f'<script type="application/ld+json">{script}</script>').title == "Said"


@pytest.mark.parametrize("script", ["", "{", "nonsense", "[" * 100_000, '{"@graph":' * 10_000, "9" * 10_000])
def test_json_ld_that_is_none_is_passed_over(script: str) -> None:
    """A broken or bottomless script leaves the rest of the page readable."""
    assert card(f'<script type="application/ld+json">{script}</script>').title == "Lovely closures"


def monsters() -> dict[str, str]:
    """Return pages that are made to keep a reader busy; each is about a mebibyte."""
    size = 1024 * 1024
    title = "<title>x</title>"
    return {
        "one deep element": title + "<div>" * (size // 5),
        "deep articles": title + "<article>word " * (size // 14),
        "many scripts with tails": title + "<script></script>t" * (size // 18),
        "an element of attributes": title + "<a " + " ".join(f"a{number}" for number in range(size // 8)) + ">",
        "many nodes": title + f'<script type="application/ld+json">[{"{}," * (size // 3)}{{}}]</script>',
        "a title of bars": "<title>" + " | " * (size // 3) + "</title>",
        "a title of one word": "<title>" + "a" * size + "</title>",
        "entities in entities": "<title>&" + "amp;" * (size // 4) + "</title>",
        "a hundred thousand bylines": title + "<p class=byline>" * (size // 16),
        "a byline of white space": title + "<p class=byline>by" + " " * size + "x</p>",
        "many meta elements": title + "<meta name=author content=b>" * (size // 28),
        "unclosed paragraphs": title + "<p>b" * (size // 4),
        "nested links": title + "<article><p>" + "<a>b " * (size // 5) + "</p>",
        "declared entities": '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' + title + "&b;" * (size // 3),
        "comments": "<!--" * (size // 4),
        "angle brackets": "<" * size,
    }


@pytest.mark.parametrize("name", monsters())
def test_t33_monstrous_pages_take_a_moment(name: str) -> None:
    """Whatever a mebibyte holds, it is a card or none before long: without guards some take a quarter of a minute."""
    monster = monsters()[name]
    before = process_time()

    found = card_from_html(monster, URL)

    assert found is None or len(found.title) <= 200
    assert process_time() - before < A_MOMENT


def test_the_beginning_of_a_page_says_nothing_of_its_length() -> None:
    """Words of a page that was cut off are not counted."""
    found = card_from_html(f"<title>x</title>{text(900)}", URL, whole=False)

    assert found is not None
    assert found.minutes is None


@given(st.text(max_size=400) | st.binary(max_size=400))
def test_any_text_is_a_card_or_none(html: str | bytes) -> None:
    """No input fails."""
    found = card_from_html(html, URL)

    assert found is None or found.page == URL


_PIECES = st.sampled_from(
    [
        "<title>", "</title>", "<h1>", "</h1>", '<meta property="og:title" content="', '">', "<p class=byline>", "By ",
        '<script type="application/ld+json">', "</script>", '{"@graph":[', "]}", '{"@type":"Article","headline":"x"}',
        "<article>", "</article>", "<p>", "word ", "&amp;", "\u202e", "\ud800", "<![CDATA[", "<!--", " | ", "\0", "学",
        '<meta name="author" content="', "2015-11-08", '<html lang="', "<template>", "<svg>", "PT5M", "@id",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_page_of_pieces_is_a_card_or_none(html: str) -> None:
    """Torn and nested pieces of real pages never fail either."""
    found = card_from_html(html, URL)

    assert found is None or found.title == " ".join(found.title.split())
