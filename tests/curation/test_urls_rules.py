"""Every rule of `curation.url_rules` does what the example beside it says."""

from urllib.parse import unquote

import pytest

from curation import url_rules as rules
from curation.urls import canonical, host_of, is_document, is_shortener, shown_host, site_of


@pytest.mark.parametrize("wrapper", rules.WRAPPERS, ids=lambda each: f"{each.host} {each.path}")
def test_wrapper_leads_to_the_page_inside(wrapper: rules.Wrapper) -> None:
    """An address that only leads to another one is that one."""
    assert canonical(wrapper.example) == wrapper.leads_to


@pytest.mark.parametrize(
    ("example", "leads_to"), [(example, leads_to) for _, _, example, leads_to in rules.PATH_WRAPPERS]
)
def test_wrapper_in_a_path_leads_to_the_page_inside(example: str, leads_to: str) -> None:
    """An address that holds another one in its path is that one."""
    assert canonical(example) == leads_to


@pytest.mark.parametrize("platform", rules.PLATFORMS, ids=lambda each: each.name)
def test_platform_has_one_spelling(platform: rules.Platform) -> None:
    """A site's ways to spell a page come to one, which is its own spelling."""
    assert canonical(platform.example) == platform.canonical
    assert canonical(platform.canonical) == platform.canonical


@pytest.mark.parametrize(("host", "example"), [(host, example) for host, *_, example in rules.PAGES_IN_FRAGMENTS])
def test_t34_page_that_is_opened_by_its_fragment_keeps_it(host: str, example: str) -> None:
    """What two people drew or wrote in one editor are two pages, and none is the empty editor."""
    found = canonical(example)

    assert found == canonical(found) != canonical(example.partition("#")[0])
    assert unquote(found.partition("#")[2]) == unquote(example.partition("#")[2])
    assert host_of(found) == host


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("https://openstreetmap.org/#welcome", "https://openstreetmap.org/"),
        ("https://openstreetmap.org/relation/1#map=5/1/1", "https://openstreetmap.org/relation/1"),
        ("https://excalidraw.com.evil.example/#json=1", "https://excalidraw.com.evil.example/"),
    ],
)
def test_fragment_that_only_points_into_a_page_is_dropped_there_too(example: str, expected: str) -> None:
    """Such a rule holds for its own host, path and kind of fragment."""
    assert canonical(example) == expected


@pytest.mark.parametrize("example", [example for _, example in rules.FILE_HOSTS])
def test_index_file_stays_where_a_folder_shows_nothing(example: str) -> None:
    """Without the file's name there would be an error page, or the folder's list."""
    assert canonical(example) == example


@pytest.mark.parametrize(
    "example", [example for *_, example in rules.VALUE_TRACKERS] + [example for _, example in rules.PATH_RESIDUES]
)
def test_residue_is_dropped(example: str) -> None:
    """What a session, a share button or a search result left in an address is no part of it."""
    assert canonical(example) == "https://blog.example/a"


@pytest.mark.parametrize("example", [example for *_, example in rules.NO_DOCUMENTS])
def test_t41_rule_finds_what_is_no_document(example: str) -> None:
    """Every rule about posts, profiles, tags and searches holds for its own example."""
    assert not is_document(canonical(example))


@pytest.mark.parametrize("name", sorted(rules.TRACKERS))
def test_t36_tracker_is_dropped_by_name(name: str) -> None:
    """A known tracker goes, in any case of letters, and the parameter beside it stays."""
    assert canonical(f"https://blog.example/a?{name.upper()}=1&id=2&{name}=3") == "https://blog.example/a?id=2"


@pytest.mark.parametrize("prefix", rules.TRACKER_PREFIXES)
def test_t36_tracker_is_dropped_by_its_beginning(prefix: str) -> None:
    """A family of trackers goes by its prefix: `utm_` stands for `utm_source` and what comes next year."""
    assert canonical(f"https://blog.example/a?{prefix}new=1&id=2") == "https://blog.example/a?id=2"


def test_t36_prefix_alone_is_no_tracker() -> None:
    """`utm` is not `utm_source`."""
    assert canonical("https://blog.example/a?utm=1") == "https://blog.example/a?utm=1"


@pytest.mark.parametrize(("site", "names"), rules.SITE_TRACKERS, ids=lambda each: each if isinstance(each, str) else "")
def test_site_tracker_is_dropped_on_its_site_only(site: str, names: tuple[str, ...]) -> None:
    """What tracks on one site is somebody else's identity."""
    host = site.replace("*", "de")
    for name in names:
        assert canonical(f"https://{host}/some/page/here?{name}=x") == f"https://{host}/some/page/here"
        assert canonical(f"https://blog.example/a?{name}=x") == f"https://blog.example/a?{name}=x"


@pytest.mark.parametrize(("host", "same"), rules.SAME_HOSTS)
def test_host_has_one_name(host: str, same: str) -> None:
    """A site's other hosts are its main one, and that is its own."""
    assert canonical(f"https://{host}/some/page") == canonical(f"https://{same}/some/page")
    assert host_of(canonical(f"https://{same}/some/page")) == same


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://en.m.wikipedia.org/wiki/Web_feed#History", "https://en.wikipedia.org/wiki/Web_feed"),
        ("https://m.wikidata.org/wiki/Q1", "https://wikidata.org/wiki/Q1"),
        ("https://de.wikipedia.org/w/index.php?title=Web&oldid=1", "https://de.wikipedia.org/wiki/Web?oldid=1"),
        ("https://de.wikipedia.org/w/index.php?title=What?", "https://de.wikipedia.org/w/index.php?title=What?"),
        ("https://en.m.evilwikipedia.org/wiki/Web", "https://en.m.evilwikipedia.org/wiki/Web"),
        ("https://blog.m.example/a", "https://blog.m.example/a"),
    ],
)  # fmt: skip
def test_wikis_keep_their_language(url: str, expected: str) -> None:
    """A wiki's pages for phones are its pages; the language and other hosts are left alone."""
    assert canonical(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL12345",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            id="a video in a playlist",
        ),
        pytest.param("https://youtube.com/playlist?list=foo", "https://youtube.com/playlist?list=bar", id="playlists"),
        pytest.param(
            "https://docs.google.com/document/d/1AbC/edit", "https://docs.google.com/presentation/d/1AbC", id="sorts"
        ),
        pytest.param(
            "https://docs.google.com/document/d/e/2PACX-1/pub", "https://docs.google.com/document/d/2PACX-1", id="keys"
        ),
        pytest.param("https://github.com/a/b/tree/main", "https://github.com/a/b", id="a tree on GitHub"),
        pytest.param("https://github.com/a/b/blob/main/c", "https://github.com/a/b/tree/main/c", id="a blob on GitHub"),
        pytest.param(
            "https://podcasts.apple.com/us/podcast/a/id1?i=10", "https://podcasts.apple.com/us/podcast/a/id1", id="show"
        ),
        pytest.param(
            "https://www.reddit.com/r/a/comments/b1/c/d1", "https://www.reddit.com/r/a/comments/b1/c", id="an answer"
        ),
        pytest.param("https://stackoverflow.com/q/1", "https://superuser.com/q/1", id="questions of two sites"),
        pytest.param("https://stackoverflow.com/a/1", "https://stackoverflow.com/q/1", id="an answer, a question"),
        pytest.param("https://medium.com/p/0a1b2c3d4e5f", "https://medium.com/0a1b2c3d4e5f", id="a member on Medium"),
        pytest.param("https://onedrive.live.com/?id=A!1", "https://onedrive.live.com/?id=A!2", id="OneDrive"),
        pytest.param(
            "https://bookshop.org/p/books/a/1/9780262035613", "https://uk.bookshop.org/a/2/9780262035613", id="shops"
        ),
        pytest.param("https://drive.google.com/open?id=..", "https://drive.google.com/file", id="no number"),
        pytest.param("https://excalidraw.com/#json=1,a", "https://excalidraw.com/#json=2,b", id="drawings"),
        pytest.param("https://excalidraw.com/#json=1,a", "https://excalidraw.com/", id="empty sheet"),
        pytest.param("https://biorxiv.org/content/10.1101/1v1", "https://biorxiv.org/content/10.1101/1v2", id="v1"),
    ],
)  # fmt: skip
def test_platforms_keep_apart_what_is_apart(one: str, other: str) -> None:
    """A platform's rule never takes two of its pages for one."""
    assert canonical(one) != canonical(other)


TWICE = "https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fyoutu.be%252FdQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://google.com/url?q=blog.example/a", "https://blog.example/a", id="no scheme inside"),
        pytest.param("https://google.com/url?q=https:/blog.example/a", "https://blog.example/a", id="lost slash"),
        pytest.param(
            "https://web.archive.org/web/2009id_/https%3A//blog.example", "https://blog.example/", id="escaped"
        ),
        pytest.param(
            "https://youtube.com/attribution_link?u=//evil.example/a",
            "https://youtube.com/attribution_link?u=//evil.example/a",
            id="a host that is written like a path",
        ),
        pytest.param(
            "https://www.google.com/url?q=https://www.youtube.com/watch?v%3DdQw4w9WgXcQ&sa=D&source=editors&ust=1",
            "https://youtube.com/watch?v=dQw4w9WgXcQ",
            id="half escaped, as Google Docs writes it",
        ),
        pytest.param(
            "https://google.com/url?q=https://blog.example/a%3Fid%3D1%26b%3D2",
            "https://blog.example/a?b=2&id=1",
            id="?",
        ),
        pytest.param(
            "https://google.com/url?q=https%3A%2F%2Fblog.example%2FAC%252FDC",
            "https://blog.example/AC%2FDC",
            id="a slash that the page itself escapes",
        ),
        pytest.param(
            "https://google.com/url?q=https://blog.example/%E9t%E9", "https://blog.example/%E9t%E9", id="older encoding"
        ),
        pytest.param(f"https://l.facebook.com/l.php?u={TWICE}", "https://youtube.com/watch?v=dQw4w9WgXcQ", id="twice"),
    ],
)
def test_wrappers_are_unwrapped_however_they_hold_the_page(url: str, expected: str) -> None:
    """A wrapper may lose a slash or the scheme, escape the address, or stand in another wrapper."""
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://google.com/url?q=cats+and+dogs", id="words"),
        pytest.param("https://google.com/url?sa=t", id="nothing inside"),
        pytest.param("https://google.com/url", id="no query"),
        pytest.param("https://google.com/url?q=https://a:b@c.example", id="no page inside"),
        pytest.param("https://google.evil.example/url?q=https://blog.example", id="no Google"),
        pytest.param("https://t.umblr.com/other?z=https://blog.example", id="another path"),
        pytest.param("https://web.archive.org/about", id="the archive itself"),
    ],
)
def test_wrappers_without_a_page_stay_what_they_are(url: str) -> None:
    """Where there is no page inside, the address is its own."""
    assert canonical(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/closures",
        "https://blog.example/",
        "https://blog.example/2015/11/@home/notes",
        "https://blog.example/notes/closures-in-python",
        "https://medium.com/@ana/closures-explained-0a1b2c3d4e5f",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.tiktok.com/@ana/video/7000000000000000000",
        "https://en.wikipedia.org/wiki/File:Closure.png",
        "https://github.com/ana/closures/blob/main/closure.png",
        "https://www.reddit.com/r/learnpython/comments/abc123/closures",
        "https://www.linkedin.com/pulse/closures-ana",
        "https://www.facebook.com/events/1234567890",
        "https://bsky.social/about/blog/closures",
        "https://blog.example/paper.pdf",
    ],
)
def test_documents_are_documents(url: str) -> None:
    """What can be read, watched or used is a document."""
    assert is_document(canonical(url))


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://mastodon.example/@ana/111111111111111111", id="post on Mastodon"),
        pytest.param("https://mastodon.example/@ben@other.example/111111111111111111", id="remote post on Mastodon"),
        pytest.param("https://mastodon.example/users/ana/statuses/111111111111111111", id="ActivityPub id"),
        pytest.param("https://mastodon.example/ap/users/115/statuses/116", id="newer ActivityPub id"),
        pytest.param("https://mastodon.example/web/statuses/1111", id="Mastodon's old app"),
        pytest.param("https://mastodon.example/deck/@ana/1111111", id="Mastodon's app"),
        pytest.param("https://gts.example/@ana/statuses/01HABCDEFGHJKMNPQRSTVWXYZ0", id="post on GoToSocial"),
        pytest.param("https://pleroma.example/notice/AbCdEf123", id="post on Pleroma"),
        pytest.param("https://pleroma.example/objects/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", id="object on Pleroma"),
        pytest.param("https://misskey.example/notes/9abcdefg12", id="post on Misskey"),
        pytest.param("https://mastodon.example/@ana", id="profile"),
        pytest.param("https://mastodon.example/@ana/media", id="pictures of a profile"),
        pytest.param("https://mastodon.example/users/ana", id="profile's id"),
        pytest.param("https://mastodon.example/tags/BIT15", id="tag"),
        pytest.param("https://blog.example/tag/closures", id="a blog's tag"),
        pytest.param("https://twitter.com/ana/status/20", id="post on X"),
        pytest.param("https://x.com/ana", id="profile on X"),
        pytest.param("https://x.com/search?q=%23BIT15", id="search on X"),
        pytest.param("https://bsky.app/profile/ana.example/post/3kabc", id="post on Bluesky"),
        pytest.param("https://www.threads.com/@ana/post/Abc", id="post on Threads"),
        pytest.param("https://www.facebook.com/ana/posts/1", id="post on Facebook"),
        pytest.param("https://www.linkedin.com/posts/ana_closures-activity-7000-abcd", id="post on LinkedIn"),
        pytest.param("https://www.linkedin.com/in/ana", id="profile on LinkedIn"),
        pytest.param("https://www.youtube.com/@ana", id="channel"),
        pytest.param("https://www.youtube.com/@ana/videos", id="videos of a channel"),
        pytest.param("https://www.youtube.com/channel/UC123", id="channel's id"),
        pytest.param("https://medium.com/@ana", id="profile on Medium"),
        pytest.param("https://substack.com/@ana/note/c-1", id="note on Substack"),
        pytest.param("https://media.giphy.com/media/abc/giphy.gif", id="animation"),
        pytest.param("https://tenor.com/view/x-1", id="animation's page"),
        pytest.param("https://pic.twitter.com/abc", id="picture on X"),
        pytest.param("https://blog.example/uploads/Photo.JPG", id="picture"),
        pytest.param("https://blog.example/clip.mp4?x=1", id="clip"),
        pytest.param("https://files.example/system/media_attachments/files/1/original/x", id="attachment"),
        pytest.param("https://www.google.co.uk/search?q=closures", id="search"),
        pytest.param("https://duckduckgo.com/?q=closures", id="another search"),
        pytest.param("https://www.reddit.com/user/ana", id="profile on Reddit"),
        pytest.param("http://localhost/a", id="this machine"),
    ],
)
def test_t41_posts_profiles_tags_and_media_are_no_documents(url: str) -> None:
    """Posts, people, tags, searches and attachments never become stories."""
    assert not is_document(canonical(url))


@pytest.mark.parametrize("host", sorted(rules.SHORTENERS))
def test_t31_shorteners_are_known(host: str) -> None:
    """An address of a shortener is asked for, not taken for the page; the shortener's own home is a page."""
    assert is_shortener(canonical(f"https://{host}/abc"))
    assert not is_shortener(canonical(f"https://{host}/"))


def test_t31_short_address_may_yet_be_a_document() -> None:
    """Where a short address leads is not known, so it is not thrown away."""
    assert is_document(canonical("https://t.co/abc"))
    assert not is_shortener(canonical("https://blog.example/abc"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.blog.example/a", "blog.example"),
        ("https://m.blog.example/a", "blog.example"),
        ("https://mobile.blog.example/a", "blog.example"),
        ("https://amp.blog.example/a", "blog.example"),
        ("https://m.example/a", "m.example"),
        ("https://ana.blog.example/a", "ana.blog.example"),
    ],
)
def test_site_is_the_host_without_its_device(url: str, expected: str) -> None:
    """Two items of one site are found whatever device their addresses were made for."""
    assert site_of(canonical(url)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://blog.example/a", "blog.example", id="plain"),
        pytest.param("https://blog.example:8080/a", "blog.example:8080", id="port"),
        pytest.param("https://bücher.example/a", "bücher.example", id="Latin"),
        pytest.param("https://例え.テスト/a", "例え.テスト", id="Japanese"),
        pytest.param("https://аррӏе.example/a", "xn--80ak6aa92e.example", id="Cyrillic that looks Latin"),
        pytest.param("https://gооgle.example/a", "xn--ggle-55da.example", id="two scripts in a label"),
        pytest.param("https://xn--a.example/a", "xn--a.example", id="no punycode"),
        pytest.param("https://xn--99999999.example/a", "xn--99999999.example", id="overflowing punycode"),
    ],
)
def test_host_is_shown_in_its_script_unless_it_may_deceive(url: str, expected: str) -> None:
    """People read their own script; a host that could be taken for another one stays encoded."""
    assert shown_host(canonical(url)) == expected
