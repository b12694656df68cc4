"""Linked data and microdata, in all the shapes that pages give them."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.durations import seconds_in
from bot.links.head import card_from_html
from bot.links.metadata import metadata_of
from bot.links.trees import tree_of
from curation.model import Kind, PageCard, PageUrl

PAGE = PageUrl("https://site.example/a")


def card(head: str = "", body: str = "", *, title: str = "<title>Titled</title>") -> PageCard:
    found = card_from_html(f"<html><head>{title}{head}</head><body>{body}</body></html>", PAGE)
    assert found is not None
    return found


def ld(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


ANA = {"@type": "Person", "name": "Ana Li"}


@pytest.mark.parametrize(
    "node",
    [
        pytest.param({"@type": "schema:Article", "schema:author": "Ana Li"}, id="prefix"),
        pytest.param({"@type": ["https://schema.org/Article"], "http://schema.org/author": [ANA]}, id="expanded"),
        pytest.param(
            [
                {
                    "@type": ["http://schema.org/Article"],
                    "https://schema.org/author": [{"@value": "x", "name": "Ana Li"}],
                }
            ],
            id="expanded, with a value",
        ),
        pytest.param({"@type": "Article", "author": {"@list": [ANA]}}, id="list"),
        pytest.param({"@type": "Article", "author": {"@set": ["Ana Li"]}}, id="set"),
        pytest.param({"@included": [{"@type": "Article", "author": ANA}]}, id="included"),
        pytest.param({"@type": "WebPage", "hasPart": {"@type": "Article", "author": ANA}}, id="part"),
        pytest.param({"@graph": [{"@graph": [{"@type": "Article", "author": ANA}]}]}, id="graph in a graph"),
        pytest.param({"@type": "WebPage", "mainEntityOfPage": {"@type": "Article", "author": ANA}}, id="turned round"),
        pytest.param(
            {"@graph": [{"@type": "Article", "author": [{"@id": "#a"}]}, {"@id": "#a", **ANA}]},
            id="pointers",
        ),
    ],
)
def test_authors_are_found_in_every_shape_of_json_ld(node: object) -> None:
    """Compact, expanded, contained or pointed at: it means the same."""
    assert card(ld(node)).author == "Ana Li"


def test_pointers_in_a_circle_end() -> None:
    """A node that is its own author, and a graph that is its own part, lead nowhere."""
    circle = {"@id": "#a", "@type": "Article", "author": {"@id": "#a"}, "mainEntity": {"@id": "#a"}}

    assert card(ld({"@graph": [circle, circle]})).author == ""


VIDEO = """<div itemscope itemtype="http://schema.org/VideoObject"><h2 itemprop="name">Courage</h2>
<link itemprop="url" href="https://site.example/v"><meta itemprop="duration" content="PT6M10S">
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Ana Li</b></span>
<time itemprop="uploadDate" datetime="2015-11-08">Sunday</time>
<p itemprop="description">Which critics count.</p></div>"""


def test_microdata_says_what_json_ld_says() -> None:
    """An item of the page becomes its card, with the person inside."""
    found = card(body=VIDEO)

    assert (found.title, found.author, found.kind, found.minutes) == ("Courage", "Ana Li", Kind.VIDEO, 7)
    assert (found.description, str(found.published)) == ("Which critics count.", "2015-11-08")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(VIDEO * 2, id="two items are a list of other pages"),
        pytest.param('<div itemscope><i itemprop="name">No</i></div>', id="no type"),
        pytest.param(
            '<div itemscope itemtype="http://schema.org/Person"><i itemprop="name">No</i></div>', id="a person"
        ),
        pytest.param('<i itemprop="name">No</i>', id="no item"),
        pytest.param(
            f'<div itemscope itemtype="x/WebSite">{VIDEO.replace("<div ", "<div itemprop=video ", 1)}</div>',
            id="in a website",
        ),
    ],
)
def test_microdata_of_other_things_is_passed_over(body: str) -> None:
    """What is not about the page does not name it."""
    assert card(body=body).title == "Titled"


def test_json_ld_comes_before_microdata() -> None:
    """Where a page has both, the script was written for being read by programs."""
    assert card(ld({"@type": "Article", "headline": "Said"}), VIDEO).title == "Said"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param('<meta property="og:site_name" content="Ana’s blog">', "Ana’s blog", id="Open Graph"),
        pytest.param('<meta name="application-name" content="Ana’s blog">', "Ana’s blog", id="application"),
        pytest.param(ld({"@type": "WebSite", "name": "Ana’s blog"}), "Ana’s blog", id="a node of the site"),
        pytest.param(ld({"@type": "Article", "publisher": {"name": "Ana’s blog"}}), "Ana’s blog", id="publisher"),
        pytest.param(ld({"@type": "Article", "isPartOf": {"name": "Ana’s blog"}}), "Ana’s blog", id="part of"),
        pytest.param(f'<meta property="og:site_name" content="{"slogan " * 20}">', "site.example", id="a slogan"),
        pytest.param('<meta property="og:site_name" content="Titled">', "site.example", id="the title itself"),
        pytest.param("", "site.example", id="nothing"),
    ],
)
def test_sites_are_called_by_the_name_they_show(head: str, expected: str) -> None:
    """The site's display name, wherever it is said, else its host."""
    assert card(head).site == expected


def test_a_site_named_after_its_writer_keeps_the_writer() -> None:
    """A person's own blog has an author all the same; a site that names itself has none."""
    person = ld({"@type": "Article", "author": ANA, "publisher": {"name": "Ana Li"}})
    house = ld({"@type": "Article", "author": {"@type": "Organization", "name": "X"}, "publisher": {"name": "X"}})

    assert (card(person).author, card(house).author) == ("Ana Li", "")


def test_two_witnesses_beat_a_title_written_for_networks() -> None:
    """An article's headline that the page's own title begins with is its title."""
    head = '<meta property="og:title" content="You won’t believe this">' + ld(
        {"@type": "Article", "headline": "The history of closures"}
    )

    assert card(head, title="<title>The history of closures - Site</title>").title == "The history of closures"
    assert card(head, title="<title>Other words</title>").title == "You won’t believe this"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT6M", 360),
        ("pt1h2m3s", 3_723),
        ("P1DT1S", 86_401),
        ("PT90.5S", 90),
        ("6:10", 370),
        ("1:02:03", 3_723),
        ("", 0),
        ("six minutes", 0),
        ("6", 0),
        ("PT" + "9" * 30 + "S", 0),
        ("1:2:3:4", 0),
    ],
)
def test_durations_are_seconds_or_nothing(text: str, expected: int) -> None:
    """ISO 8601 and what a player shows are understood; words are not."""
    assert seconds_in(text) == expected


def monsters() -> dict[str, str]:
    """Return heads made to keep a reader of linked data busy, about a mebibyte each."""
    size = 1024 * 1024
    laughs = ",".join(f'{{"@id": "#{at}", "name": "n", "author": [{{"@id": "#{at + 1}"}}]}}' for at in range(9_000))
    return {
        "billion laughs": f'<script type="application/ld+json">{{"@graph": [{laughs}]}}</script>',
        "deep graphs": '<script type="application/ld+json">' + '{"@graph":' * (size // 11) + "</script>",
        "a long list of lists": f'<script type="application/ld+json">[{"[]," * (size // 4)}[]]</script>',
        "a long prefix": f'<script type="application/ld+json">{{"{"schema:" * (size // 8)}x": 1}}</script>',
        "a huge attribute": f'<meta property="og:title" content="{"x " * (size // 2)}">',
        "a huge name": f'<meta property="{"og:title " * (size // 9)}" content="x">',
        "items in items": '<div itemscope itemprop="a">' * (size // 29),
        "items side by side": '<i itemscope itemprop="a">x</i>' * (size // 32),
        "properties of one item": '<div itemscope itemtype="x/Article">' + '<i itemprop="author">x</i>' * (size // 28),
        "many names": f'<i itemscope itemtype="x/Article"><b itemprop="{"a " * (size // 2)}">x</b></i>',
        "huge texts": '<div itemscope itemtype="x/Article">' + f'<p itemprop="name">{"x " * (size // 20)}</p>' * 10,
    }


@pytest.mark.parametrize("name", monsters())
def test_t33_monstrous_metadata_takes_a_moment(name: str) -> None:
    """However deep, long or circular: a card, before long, and a small one."""
    before = process_time()

    found = card(body=monsters()[name])

    assert process_time() - before < 5
    assert len(found.title) + len(found.author) + len(found.description) + len(found.site) < 3_000


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@graph", "@type", "@id", "@list", "@set", "@value", "author", "name", "headline", "publisher"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(_JSON)
def test_any_json_is_read_or_passed_over(node: object) -> None:
    """No value of JSON fails, wherever it stands."""
    assert card(ld(node)).page == PAGE


_PIECES = st.sampled_from(
    [
        "<div itemscope>", '<div itemscope itemtype="https://schema.org/Article">', "</div>", '<p itemprop="name">',
        "x", "</p>", '<b itemprop="author" itemscope>', "</b>", '<meta itemprop="datePublished" content="2015-11-08">',
        '<time itemprop="uploadDate" datetime="">', '<a itemprop="url name" href="y">', "<i itemprop>",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_microdata_is_read_or_passed_over(body: str) -> None:
    """Torn and nested items never fail."""
    tree = tree_of(f"<title>x</title>{body}")

    assert tree is not None
    assert metadata_of(tree).values is not None
