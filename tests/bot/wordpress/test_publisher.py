"""Posts of a WordPress site: made once, changed in place, left alone where a person decided otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blog.wordpress.pictures import Picture
from bot.blog.wordpress.publisher import WordPressPublisher
from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from bot.ports import Receipt
from curation.model import DigestKey
from tests.bot.blog.markdown_stage import Issues
from tests.bot.wordpress.stage import KEY, client, publisher, root_of
from tests.fake_wordpress import Asked, FakeWordPress, Mood, moods
from tests.fakes import TickingClock
from tests.golden import community
from tests.golden.hostile import HOSTILE

SLUG = "2015-11-11-bit15"


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with FakeWordPress() as running:
        yield running


@pytest.fixture
def issues() -> Issues:
    made = Issues()
    made.freeze(community.digest())
    return made


@pytest.fixture
def outlet(site: FakeWordPress, issues: Issues) -> WordPressPublisher:
    return publisher(client(site, TickingClock()), issues)


def sent(outlet: WordPressPublisher) -> Receipt:
    return outlet.send(root_of(outlet), KEY, None)


def test_post_starts_as_a_draft_without_a_date(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """Unless it is configured otherwise, a person looks at the post before anybody reads it."""
    sent(outlet)

    post = site.only()
    assert (post["slug"], post["status"]) == (SLUG, "draft")
    assert "date_gmt" not in post


def test_t94_published_post_is_dated_a_minute_back(site: FakeWordPress, issues: Issues) -> None:
    """A date in the future would schedule the post instead of showing it."""
    outlet = publisher(client(site, TickingClock()), issues, status="publish")

    sent(outlet)

    assert site.only()["status"] == "publish"
    assert site.only()["date_gmt"] == "2015-11-11T22:59:00"


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_t95_nothing_foreign_is_html_or_a_short_code(name: str, site: FakeWordPress, issues: Issues) -> None:
    """An editor's HTML is kept as it is, so what is foreign is none, in content, title and excerpt."""
    foreign = replace(community.HIGHLIGHTS[0], title=f"{name} [gallery]", short_title=name, page_author=name)
    digest = community.digest(highlights=(foreign,), also=(), key_words=(f"{name} [audio]",))
    issues.freeze(digest)
    outlet = publisher(client(site, TickingClock()), issues)

    outlet.send(root_of(outlet, digest), KEY, None)

    post = site.only()
    for text in (post["title"], post["content"], post["excerpt"]):
        assert "<script" not in text
        assert "[" not in text
    assert "<" not in post["title"] + post["excerpt"]
    assert "onmouseover=" not in post["content"].replace("&#34; onmouseover=", "").replace("&quot; onmouseover=", "")


def test_terms_are_made_once_and_used_again(site: FakeWordPress, issues: Issues) -> None:
    """Categories and tags are found whatever their case and however they are escaped; a second post makes none."""
    site.terms["tags"][5] = "bit15"
    outlet = publisher(client(site, TickingClock()), issues, categories=("R & D", "Digests"))
    sent(outlet)
    made = {kind: dict(terms) for kind, terms in site.terms.items()}
    site.posts.clear()

    sent(outlet)

    assert site.terms == made
    assert site.terms["tags"][5] == "bit15"
    assert set(site.terms["categories"].values()) == {"Uncategorized", "R & D", "Digests"}
    assert site.only()["tags"][0] == 5
    assert len(site.only()["categories"]) == 2


def test_term_that_a_search_does_not_find_is_taken_by_its_id(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """The 400 that says a term exists names its number."""
    site.terms["categories"][7] = "Digests"
    site.hides_terms = True

    sent(outlet)

    assert site.only()["categories"] == [7]


def test_author_who_may_not_make_categories_posts_without(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A category that cannot be made is no reason to say nothing."""
    site.role = "author"

    sent(outlet)

    assert site.only()["categories"] == []


def test_t99_picture_is_put_there_once_and_described(site: FakeWordPress, issues: Issues) -> None:
    """The picture above a post has its words, and is the same one for every post."""
    picture = Picture(content=b"PNG", ending=".png", alt="Books on a table")
    outlet = publisher(client(site, TickingClock()), issues, picture=picture)
    sent(outlet)
    site.posts.clear()
    sent(outlet)

    [(number, media)] = site.media.items()
    assert media["alt_text"] == "Books on a table"
    assert site.only()["featured_media"] == number


def test_t101_what_a_person_changed_stays(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A correction changes the words, never the title, state, name or categories that a person chose."""
    receipt = sent(outlet)
    post = site.only()
    post |= {"title": "My own title", "status": "publish", "slug": "my-own-name", "categories": [99]}

    outlet.edit(receipt, replace(root_of(outlet), text="<p>Corrected.</p>\n", title="Another"))

    assert "Corrected." in post["content"]
    kept = ("title", "status", "slug", "categories")
    assert [post[key] for key in kept] == ["My own title", "publish", "my-own-name", [99]]


def test_title_of_ours_is_corrected(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A title that nobody changed follows the digest, more than once."""
    receipt = sent(outlet)

    for title in ("One & two", "Three"):
        outlet.edit(receipt, replace(root_of(outlet), title=title))

    assert site.only()["title"] == "Three"


def test_t112_what_stood_there_before_is_not_kept(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """WordPress keeps revisions, in which a name that was taken out would remain: they are deleted."""
    receipt = sent(outlet)

    outlet.edit(receipt, replace(root_of(outlet), text="<p>Nobody.</p>\n"))
    outlet.withdraw(receipt)

    assert site.revisions == {site.only()["id"]: []}
    assert "Heidi" not in str(site.posts)


def test_revisions_that_cannot_be_deleted_are_no_reason_to_fail(
    site: FakeWordPress, outlet: WordPressPublisher
) -> None:
    """The correction counts; what could not be cleared is logged."""
    receipt = sent(outlet)
    site.mood = lambda asked: moods.FORBIDDEN if "revisions" in asked.path else None

    assert outlet.edit(receipt, root_of(outlet)) == receipt


@pytest.mark.parametrize("for_good", [False, True], ids=["trash", "for good"])
def test_t88_deleted_post_is_not_made_again(site: FakeWordPress, outlet: WordPressPublisher, for_good: bool) -> None:  # noqa: FBT001 - a case
    """A post that somebody deleted takes no correction, and withdrawing it is done already."""
    receipt = sent(outlet)
    number = site.only()["id"]
    if for_good:
        site.posts.clear()
    else:
        site.trash(number)

    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, root_of(outlet))
    outlet.withdraw(receipt)

    assert {each["status"] for each in site.posts.values()} <= {"trash"}


def test_t88_send_sees_the_trash(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A create whose answer was lost, and whose post a person deleted since, is not repeated."""
    sent(outlet)
    number = site.only()["id"]
    site.trash(number)
    with pytest.raises(Refused, match="deleted"):
        sent(outlet)
    site.only()["slug"] = SLUG

    with pytest.raises(Refused, match="deleted"):
        sent(outlet)

    assert len(site.posts) == 1


def test_deleted_between_look_and_edit_is_refused(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A post that goes while it is being changed is not made again either."""
    receipt = sent(outlet)

    def mood(asked: Asked) -> Mood | None:
        if asked.method == "POST" and asked.path.startswith("/wp/v2/posts/"):
            site.posts.clear()
        return None

    site.mood = mood

    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, root_of(outlet))


def test_post_of_somebody_else_is_left_alone(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A post that has our name and not our frame is not ours, whatever its words claim."""
    site.posts[3] = {"id": 3, "slug": SLUG, "status": "publish", "content": '<p>data-digest="bit15/2015-11-11"</p>'}

    with pytest.raises(Refused, match="did not write"):
        sent(outlet)
    found = outlet.find(root_of(outlet), KEY, None, TickingClock().now())

    assert found is None
    assert len(site.posts) == 1


def test_post_that_came_out_under_another_name_is_taken_back(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """Where somebody was faster, ours would be the second: it goes, and what to do is decided with the next look."""

    def mood(asked: Asked) -> Mood | None:
        if asked.method == "POST" and asked.path == "/wp/v2/posts":
            site.posts[3] = {"id": 3, "slug": SLUG, "status": "draft", "content": "theirs"}
        return None

    site.mood = mood

    with pytest.raises(Unclear, match="same moment"):
        sent(outlet)

    assert list(site.posts) == [3]


def test_double_that_cannot_be_deleted_is_unclear_too(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """It stays what it is: something for a person to see."""

    def mood(asked: Asked) -> Mood | None:
        if asked.method == "POST" and asked.path == "/wp/v2/posts":
            site.posts[3] = {"id": 3, "slug": SLUG, "status": "draft", "content": "theirs"}
        return moods.FORBIDDEN if asked.method == "DELETE" else None

    site.mood = mood

    with pytest.raises(Unclear):
        sent(outlet)


def test_repeated_send_changes_what_stands_there(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A post of ours that is there already gets today's words instead of a second one."""
    receipt = sent(outlet)

    again = outlet.send(replace(root_of(outlet), text="<p>Today.</p>\n"), KEY, None)

    assert again == receipt
    assert "Today." in site.only()["content"]


@pytest.mark.parametrize(
    ("mood", "expected", "words"),
    [
        pytest.param(moods.DENIED, ChannelOff, "401", id="401"),
        pytest.param(moods.FORBIDDEN, ChannelOff, "403", id="403"),
        pytest.param(moods.NO_API, ChannelOff, "404", id="no API"),
        pytest.param(moods.MOVED, ChannelOff, "301", id="moved"),
        pytest.param(moods.CONFLICT, Busy, "409", id="409"),
        pytest.param(moods.busy(timedelta(minutes=3)), Busy, "429", id="429"),
        pytest.param(moods.busy(), Busy, "429", id="429 without a time"),
        pytest.param(moods.MAINTENANCE, Busy, "503", id="503"),
        pytest.param(moods.TOO_LARGE, Refused, "this size", id="413"),
        pytest.param(moods.INVALID, Refused, "rest_invalid_param", id="400"),
        pytest.param(moods.BROKEN, Unclear, "500", id="500"),
        pytest.param(moods.BAD_GATEWAY_AFTER, Unclear, "502", id="502"),
        pytest.param(moods.HANGS_UP, Unclear, "no answer", id="hangs up"),
        pytest.param(moods.HTML_PAGE, Unclear, "200", id="a page for people"),
        pytest.param(moods.LIST, Unclear, "200", id="a list"),
        pytest.param(Mood(status=201, body=b"{}"), Unclear, "name at the same moment", id="an empty object"),
    ],
)
def test_t118_each_answer_to_a_create_means_one_thing(
    site: FakeWordPress, outlet: WordPressPublisher, mood: Mood, expected: type[SendError], words: str
) -> None:
    """Nothing was made: busy, refused or off; it may have been made: unclear."""
    site.mood = lambda asked: mood if asked.method == "POST" and asked.path == "/wp/v2/posts" else None

    with pytest.raises(expected, match=words):
        sent(outlet)


@pytest.mark.parametrize(
    ("mood", "expected"),
    [
        pytest.param(moods.DENIED, ChannelOff, id="401"),
        pytest.param(moods.BROKEN, Busy, id="500"),
        pytest.param(moods.HANGS_UP, Busy, id="hangs up"),
        pytest.param(moods.HTML_PAGE, Busy, id="a page for people"),
        pytest.param(moods.MAINTENANCE, Busy, id="503"),
    ],
)
def test_look_that_fails_makes_nothing(
    site: FakeWordPress, outlet: WordPressPublisher, mood: Mood, expected: type[SendError]
) -> None:
    """Where it cannot be seen what is there, nothing is made, and nothing is unclear about that."""
    site.mood = lambda asked: mood if asked.method == "GET" else None

    with pytest.raises(expected):
        sent(outlet)

    assert site.posts == {}
    assert site.writes() == []


@pytest.mark.parametrize("mood", [moods.LIST, moods.HTML_PAGE], ids=["a list", "a page for people"])
def test_odd_answer_to_the_look_before_an_edit_is_busy(
    site: FakeWordPress, outlet: WordPressPublisher, mood: Mood
) -> None:
    """What is no post is no reason to believe that the post is gone."""
    receipt = sent(outlet)
    site.mood = lambda asked: mood if asked.method == "GET" else None

    with pytest.raises(Busy):
        outlet.edit(receipt, root_of(outlet))


def test_upload_without_an_answer_is_unclear(site: FakeWordPress, issues: Issues) -> None:
    """The post waits for its picture."""
    picture = Picture(content=b"PNG", ending=".png", alt="Books")
    outlet = publisher(client(site, TickingClock()), issues, picture=picture)
    site.mood = lambda asked: moods.HANGS_UP if asked.path == "/wp/v2/media" and asked.method == "POST" else None

    with pytest.raises(Unclear):
        sent(outlet)

    assert site.posts == {}


def test_post_that_has_no_number_is_unclear(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A success that names no post may or may not be one."""
    body = b'{"slug": "2015-11-11-bit15"}'
    site.mood = lambda asked: Mood(status=201, body=body) if asked.method == "POST" else None
    outlet = replace(outlet, categories=(), course=community.course())
    site.terms["tags"][5] = "BIT15"

    with pytest.raises(Unclear, match="no post"):
        sent(outlet)


def test_issue_that_is_not_stored_is_unclear(outlet: WordPressPublisher, issues: Issues) -> None:
    """A post is made from what is stored."""
    issues.kept.pop(DigestKey("bit15/2015-11-11"))

    with pytest.raises(Unclear, match="no issue"):
        sent(outlet)


def test_withdrawn_post_says_so(site: FakeWordPress, outlet: WordPressPublisher) -> None:
    """A withdrawn issue keeps its post and address; nothing of its words, tags or picture is left there."""
    receipt = sent(outlet)

    outlet.withdraw(receipt)

    post = site.only()
    assert "This issue was withdrawn." in post["content"]
    assert (list(post["tags"]), post["featured_media"], post["excerpt"]) == ([], 0, "")
    assert not any(word in str(post) for word in ("Heidi", "ladder", "failure"))


def test_t117_password_is_in_no_error(site: FakeWordPress, issues: Issues) -> None:
    """Whatever goes wrong, nobody reads the password."""
    outlet = publisher(client(site, TickingClock(), password="s3cret"), issues)

    with pytest.raises(ChannelOff) as caught:
        sent(outlet)

    assert "s3cret" not in f"{caught.value!r} {caught.value.__cause__!r}"
