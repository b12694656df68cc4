"""One page, one spelling."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from curation import url_rules as rules
from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls import canonical, host_of
from curation.urls.canonical import is_on

PAGE = "https://blog.example/closures"


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param("https://blog.example/closures", id="itself"),
        pytest.param("http://blog.example/closures", id="http"),
        pytest.param("HTTPS://WWW.Blog.Example/closures", id="case of scheme and host"),
        pytest.param("https://www.blog.example/closures/", id="www and a slash"),
        pytest.param("https://blog.example:443/closures", id="port of https"),
        pytest.param("http://blog.example:80/closures", id="port of http"),
        pytest.param("https://blog.example:/closures", id="empty port"),
        pytest.param("https://blog.example./closures", id="dot behind the host"),
        pytest.param("https://blog.example/closures?utm_source=masto&utm_medium=social", id="campaign"),
        pytest.param("https://blog.example/closures?fbclid=x&GCLID=y&mtm_campaign=z", id="clicks"),
        pytest.param("https://blog.example/closures?amp;utm_source=x", id="escaped ampersand"),
        pytest.param("https://blog.example/closures#section-2", id="section"),
        pytest.param("https://blog.example/closures#:~:text=lexical%20scope", id="marked text"),
        pytest.param("https://blog.example/closures#/", id="empty route"),
        pytest.param("https://blog.example/closures/index.html", id="index file"),
        pytest.param("https://blog.example/closures/index.php", id="index program"),
        pytest.param("https://blog.example/./a/../closures", id="dot segments"),
        pytest.param("https://blog.example/%2e/a/%2E%2E/closures", id="escaped dot segments"),
        pytest.param("https://blog.example/clo%73ures", id="needless escape"),
        pytest.param("https://blog.example\\closures", id="backslash"),
        pytest.param(" https://blog.example/clo\nsures\u200b ", id="unseen characters around and line end inside"),
        pytest.param("https://blog.example/closures?", id="empty query"),
        pytest.param("https://blog.example/closures?&", id="empty parameter"),
    ],
)
def test_spellings_of_one_page(spelling: str) -> None:
    """However a page is spelled, its address is one."""
    assert canonical(spelling) == PAGE


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("http://blog.example", "https://blog.example/", id="root"),
        pytest.param("https://blog.example/a//b", "https://blog.example/a//b", id="double slash stays"),
        pytest.param("https://blog.example/a?b=2&a=1&b=1", "https://blog.example/a?a=1&b=2&b=1", id="order"),
        pytest.param("https://blog.example/a?b=&c", "https://blog.example/a?b&c", id="empty values"),
        pytest.param("https://blog.example/a?q=two%20words", "https://blog.example/a?q=two+words", id="space"),
        pytest.param("https://blog.example/a?q=C%2b%2b", "https://blog.example/a?q=C%2B%2B", id="plus"),
        pytest.param("https://blog.example/a?q=%c3%a9&r=é", "https://blog.example/a?q=%C3%A9&r=%C3%A9", id="letters"),
        pytest.param("https://blog.example/a?e=a=b", "https://blog.example/a?e=a=b", id="equals sign"),
        pytest.param("https://blog.example/a?=x", "https://blog.example/a?=x", id="no name"),
        pytest.param("https://blog.example/ü b", "https://blog.example/%C3%BC%20b", id="path with letters"),
        pytest.param("https://blog.example/X_%28film%29", "https://blog.example/X_(film)", id="brackets"),
        pytest.param("https://blog.example/%2Bsource/a%2Fb", "https://blog.example/+source/a%2Fb", id="plus and slash"),
        pytest.param("https://blog.example/100%", "https://blog.example/100%25", id="lone percent"),
        pytest.param("https://blog.example/a/.", "https://blog.example/a", id="dot at the end"),
        pytest.param("https://blog.example/..", "https://blog.example/", id="dots above the root"),
        pytest.param("https://blog.example/.well-known/x", "https://blog.example/.well-known/x", id="hidden folder"),
        pytest.param("https://blog.example:8080/a", "https://blog.example:8080/a", id="port of its own"),
        pytest.param("http://blog.example:443/a", "https://blog.example:443/a", id="port of the other scheme"),
        pytest.param("https://Bücher.example/", "https://xn--bcher-kva.example/", id="umlaut"),
        pytest.param("https://faß.example/", "https://xn--fa-hia.example/", id="sharp s"),
        pytest.param("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/", id="wide dot"),
        pytest.param("https://ｂｌｏｇ.example/", "https://blog.example/", id="full width"),
        pytest.param("https://bl%6fg.example/", "https://blog.example/", id="escaped host"),
        pytest.param("https://-odd-.example/", "https://-odd-.example/", id="odd but a name"),
        pytest.param("https://192.0.2.1/a", "https://192.0.2.1/a", id="IPv4"),
        pytest.param("https://[2001:DB8:0:0::1]:8443/a", "https://[2001:db8::1]:8443/a", id="IPv6"),
        pytest.param("https://[2001:db8::1]/a", "https://[2001:db8::1]/a", id="IPv6 without a port"),
        pytest.param("https://blog.example/a#!/page/2", "https://blog.example/a#!/page/2", id="route"),
        pytest.param("https://blog.example/#/a:~:text=x", "https://blog.example/#/a", id="marked text in a route"),
        pytest.param("https://blog.example/a/index.php?p=3", "https://blog.example/a/index.php?p=3", id="program"),
        pytest.param("https://blog.example/?p=1?utm_source=x", "https://blog.example/?p=1", id="glued tracker"),
        pytest.param("https://blog.example/?p=1?b=2?c=3", "https://blog.example/?b=2&c=3&p=1", id="glued queries"),
        pytest.param("https://blog.example/?q=why?", "https://blog.example/?q=why?", id="a question stays"),
        pytest.param("https://blog.example/?u=//a/b?c=1", "https://blog.example/?u=//a/b?c=1", id="address inside"),
        pytest.param("https://www.example/a", "https://www.example/a", id="www is the name"),
        pytest.param("https://www2.blog.example/a", "https://www2.blog.example/a", id="www2 is another host"),
        pytest.param("https://m.blog.example/a", "https://m.blog.example/a", id="unknown m. stays"),
    ],
)
def test_one_spelling_is_written_in_one_way(url: str, expected: str) -> None:
    """Host, path, query and fragment have one encoding each."""
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="nothing"),
        pytest.param("blog.example/a", id="no scheme"),
        pytest.param("mailto:ana@blog.example", id="mail"),
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("ftp://blog.example/a", id="ftp"),
        pytest.param("https:/blog.example/a", id="one slash"),
        pytest.param("https://", id="no host"),
        pytest.param("https:///", id="only slashes"),
        pytest.param("https://./a", id="only a dot"),
        pytest.param("https://.blog.example/a", id="empty label"),
        pytest.param("https://user:secret@blog.example/a", id="credentials"),
        pytest.param("https://good.example@evil.example/a", id="a host that is a name"),
        pytest.param("https://blog.example:x/a", id="port of letters"),
        pytest.param("https://blog.example:٣/a", id="port of other digits"),
        pytest.param("https://blog.example:0/a", id="port nought"),
        pytest.param("https://blog.example:65536/a", id="port too high"),
        pytest.param("https://[::1/a", id="open bracket"),
        pytest.param("https://[zz]/a", id="no IPv6"),
        pytest.param("https://192.0.2/a", id="short IPv4"),
        pytest.param("https://3221225985/a", id="IPv4 as one number"),
        pytest.param("https://127.0.0.0x1/a", id="IPv4 in hexadecimal"),
        pytest.param("https://blog℀.example/a", id="a letter that hides a slash"),
        pytest.param("https://bl og.example/a", id="space in the host"),
        pytest.param("https://%ff.example/a", id="host that is no text"),
        pytest.param(f"https://{'a' * 64}.example/", id="label too long"),
        pytest.param(f"https://{'a.' * 127}example/", id="host too long"),
        pytest.param(f"https://blog.example/{'a' * 4096}", id="too long"),
    ],
)
def test_what_is_no_page_is_refused(url: str) -> None:
    """Only http and https addresses without credentials, of a host that can be, are pages."""
    with pytest.raises(InvalidUrl):
        canonical(url)


def test_error_says_why_and_never_shows_more_than_a_line() -> None:
    """The error of a very long text is short and names what is wrong."""
    with pytest.raises(InvalidUrl, match="too long") as refused:
        canonical("https://blog.example/" + "a" * 5000)

    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://blog.example/a", "https://blog.example/A", id="t35 case of a path"),
        pytest.param("https://blog.example/?p=a", "https://blog.example/?p=A", id="case of a value"),
        pytest.param("https://blog.example/?P=a", "https://blog.example/?p=a", id="case of a name"),
        pytest.param("https://blog.example/?id=1", "https://blog.example/?id=2", id="unknown parameter"),
        pytest.param("https://blog.example/a", "https://blog.example/a.html", id="file"),
        pytest.param("https://blog.example/a", "https://other.example/a", id="site with the same title"),
        pytest.param("https://ana.blog.example/", "https://blog.example/", id="subdomain"),
        pytest.param("https://blog.example/#!/a", "https://blog.example/#!/b", id="route"),
        pytest.param("https://blog.example/?x=1&x=2", "https://blog.example/?x=2&x=1", id="order of one name's values"),
        pytest.param("https://blog.example/?q=a%26b", "https://blog.example/?q=a&b", id="escaped ampersand"),
        pytest.param("https://blog.example/?ref=main", "https://blog.example/?ref=other", id="ref elsewhere"),
        pytest.param("https://blog.example/?source=a", "https://blog.example/?source=b", id="source elsewhere"),
        pytest.param("https://youtube.com/watch?v=dQw4w9WgXcQ", "https://youtube.com/watch?v=dQw4w9WgXcq", id="video"),
        pytest.param("https://youtube.com/playlist?list=PL1", "https://youtube.com/playlist?list=PL2", id="playlist"),
        pytest.param("https://arxiv.org/abs/2311.09394v1", "https://arxiv.org/abs/2311.09394v2", id="version"),
        pytest.param("https://en.wikipedia.org/wiki/Web", "https://de.wikipedia.org/wiki/Web", id="language"),
    ],
)
def test_t34_t35_different_pages_stay_different(one: str, other: str) -> None:
    """Pages merge only by address: case of a path, unknown parameters and likeness keep them apart."""
    assert canonical(one) != canonical(other)


LABEL = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
HOSTS = st.builds("{}.{}.example".format, LABEL, LABEL)
FREE = st.text(st.characters(exclude_characters="/\\?#"), max_size=12)
PATHS = st.lists(FREE, max_size=4).map("/".join)
QUERIES = st.lists(st.tuples(FREE, FREE).map("=".join), max_size=4).map("&".join)
URLS = st.builds("https://{}/{}?{}#{}".format, HOSTS, PATHS, QUERIES, FREE)
KNOWN_HOSTS = (
    *(
        "www.youtube.com",
        "m.youtube.com",
        "youtu.be",
        "www.google.de",
        "en.m.wikipedia.org",
        "twitter.com",
        "vimeo.com",
    ),
    *("docs.google.com", "www.amazon.de", "web.archive.org", "l.facebook.com", "arxiv.org", "href.li", "doi.org"),
)
KNOWN_SEGMENTS = (
    *("watch", "embed", "abc-DEF_123", "url", "w", "index.php", "document", "d", "1aB", "edit", "dp", "0262035618", ""),
    *("web", "2009", "http:", "https://a.example", "amp", "s", "b.example", "l.php", "abs", "1.2", "10.1000", ".."),
    *("i", "status", "20", "index.html", "https%3A%2F%2Fyoutu.be%2Fabcd", "video", "76979871"),
)
KNOWN_NAMES = ("v", "q", "url", "u", "title", "list", "t", "utm_source", "h", "b")
KNOWN_VALUES = (
    *("abcd", "https%3A%2F%2Fyoutu.be%2Fabcd%3Ft%3D1", "http://a.example/?x=1", "a?utm_source=b", "www.b.example/x"),
    *("https://www.google.com/url?q=https://c.example", "", "A+b", "%3F"),
)
KNOWN = st.builds(
    "https://{}/{}?{}".format,
    st.sampled_from(KNOWN_HOSTS),
    st.lists(st.sampled_from(KNOWN_SEGMENTS), max_size=5).map("/".join),
    st.lists(st.tuples(st.sampled_from(KNOWN_NAMES), st.sampled_from(KNOWN_VALUES)).map("=".join), max_size=3).map(
        "&".join
    ),
)


@given(url=st.one_of(URLS, KNOWN))
def test_t36_canonical_is_idempotent(url: str) -> None:
    """The spelling of a spelling is itself."""
    page = canonical(url)

    assert canonical(page) == page


@given(url=st.text())
def test_whatever_is_written_is_a_page_or_refused(url: str) -> None:
    """No text breaks the reader of addresses."""
    for text in (url, f"https://{url}", f"https://blog.example/{url}"):
        try:
            page = canonical(text)
        except InvalidUrl:
            continue

        assert page.isascii()
        assert page.startswith("https://")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("https://blog.example/?a" + "?b=1" * 1000, id="queries in queries"),
        pytest.param("https://google.com/url?q=" * 160 + "https://blog.example", id="wrappers in wrappers"),
        pytest.param("https://web.archive.org/web/2020/" * 120 + "https://blog.example", id="archives of archives"),
        pytest.param("https://blog.example/" + "../" * 1300, id="steps up"),
        pytest.param("https://blog.example/?" + "amp;" * 1000 + "a=1", id="escapes of escapes"),
    ],
)
def test_no_depth_of_an_address_is_too_much(written: str) -> None:
    """An address may be written to break the machine: it has its one spelling like any other."""
    assert canonical(canonical(written)) == canonical(written)


@given(url=URLS)
def test_host_is_kept_unless_a_named_rule_says_otherwise(url: str) -> None:
    """On a site nobody has a rule for, the host stays, but for `www.`."""
    host = url.removeprefix("https://").partition("/")[0]

    assert canonical(url).removeprefix("https://").partition("/")[0] in {host, host.removeprefix("www.")}


RULED_HOSTS = sorted(
    {host for host, _ in rules.SAME_HOSTS}
    | {host.replace("*.", "a.").replace(".*", ".de") for each in rules.PLATFORMS for host in each.hosts}
    | {each.host.replace("*.", "a.").replace(".*", ".de") for each in rules.WRAPPERS}
    | {host for host, _ in rules.SITE_TRACKERS if "*" not in host}
)
RULED = st.builds(
    "https://{}/{}?{}".format,
    st.sampled_from(RULED_HOSTS),
    st.lists(st.sampled_from(KNOWN_SEGMENTS[:18] + KNOWN_SEGMENTS[-6:]), max_size=4).map("/".join),
    st.lists(
        st.tuples(st.sampled_from(KNOWN_NAMES), st.sampled_from(("abcd", "A+b", ""))).map("=".join), max_size=3
    ).map("&".join),
)


@given(url=RULED)
def test_host_of_a_known_site_moves_only_where_a_named_rule_leads(url: str) -> None:
    """Where nothing is wrapped, the host is its own, its site's main one, or the one a platform's rule names."""
    assume(":" not in url.removeprefix("https:"))
    host = host_of(PageUrl(url)).removeprefix("www.")
    main = dict(rules.SAME_HOSTS).get(host, host)
    named = {each.result.partition("/")[0] for each in rules.PLATFORMS if any(is_on(main, one) for one in each.hosts)}

    assert host_of(canonical(url)) in {main, *named}


@given(url=st.one_of(URLS, KNOWN, RULED), data=st.data())
def test_order_of_parameters_is_irrelevant(url: str, data: st.DataObject) -> None:
    """Parameters with different names may stand in any order."""
    address, _, query = url.partition("#")[0].partition("?")
    pairs = {part.partition("=")[0].removeprefix("amp;"): part for part in query.split("&") if "?" not in part}
    shuffled = data.draw(st.permutations(sorted(pairs.values())))

    # At the very end of an address, control characters are no part of it (URL Standard), so the end is the same.
    orders = ([*order, "end=1"] for order in (sorted(pairs.values()), shuffled))
    spellings = {canonical(f"{address}?{'&'.join(order)}") for order in orders}

    assert len(spellings) == 1


UNKNOWN = st.from_regex(r"[a-z]{1,6}(id|no|page)", fullmatch=True).filter(lambda name: name not in rules.TRACKERS)
VALUES = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)


@given(host=HOSTS, name=UNKNOWN, value=VALUES, at=st.integers(0, 11))
def test_unknown_parameters_are_never_dropped(host: str, name: str, value: str, at: int) -> None:
    """One changed letter of an unknown parameter is another page."""
    position = at % len(value)
    changed = value[:position] + ("x" if value[position] != "x" else "y") + value[position + 1 :]

    pages = {canonical(f"https://{host}/a?{name}={each}") for each in (value, changed)}

    assert pages == {PageUrl(f"https://{host.removeprefix('www.')}/a?{name}={each}") for each in (value, changed)}
