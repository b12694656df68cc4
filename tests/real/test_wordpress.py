"""A real WordPress and its database: what an editor's account keeps raw is inert; nothing is doubled or resurrected."""

import json
import os
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import html5lib
import httpx
import pytest

from bot.blog.wordpress.checks import check_site
from bot.blog.wordpress.client import WordPressClient
from bot.blog.wordpress.pictures import Picture
from bot.blog.wordpress.publisher import WordPressPublisher
from bot.errors import ChannelOff, Refused
from bot.http import JsonApi
from bot.ports import Level
from curation.model import Digest
from tests import makers
from tests.bot.blog.markdown_stage import Issues
from tests.bot.wordpress.stage import publisher, root_of
from tests.fakes import TickingClock
from tests.golden import community
from tests.real.test_generators import folded, hostile_digest

pytestmark = pytest.mark.real
SITE = "WELEARNED_TEST_WORDPRESS"
"""Names the variable with the file in which `.ci/wordpress` says where its site is."""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass(frozen=True)
class School:
    """The site, a course that no test before had, and how to log in."""

    url: str
    users: dict[str, str]
    slug: str

    def client(self, user: str = "editor", password: str | None = None) -> WordPressClient:
        given = self.users[user] if password is None else password
        api = JsonApi(f"{self.url}/", user=user, password=given, contact="https://digest.example.org")
        return WordPressClient(api, TickingClock(), outlet="wordpress")

    def digest(self, of: Digest | None = None) -> Digest:
        return replace(of or community.digest(), course=self.slug)

    def outlet(self, digest: Digest, user: str = "editor", **but: Any) -> WordPressPublisher:
        issues = Issues()
        issues.freeze(digest)
        course = makers.course(slug=self.slug, answers=True)
        return publisher(self.client(user), issues, course=course, **but)

    @property
    def key(self) -> str:
        return f"{self.slug}/2015-11-11:wordpress:0:1"

    def posts(self) -> list[dict[str, Any]]:
        """Return what an editor sees of this course, in any state."""
        found = []
        for slug, state in ((f"2015-11-11-{self.slug}", "any"), (f"2015-11-11-{self.slug}__trashed", "trash")):
            found += [dict(each) for each in self.client().list("/posts", slug=slug, status=state, context="edit")]
        return found


@pytest.fixture
def school() -> School:
    file = os.environ.get(SITE)  # noqa: TID251 - .ci/run says where its site is
    if not file:
        if os.environ.get("CI"):  # noqa: TID251 - a skip in CI is a failure
            pytest.fail(f"{SITE} is not set: .ci/run starts a site and names it")
        pytest.skip(f"{SITE} is not set")
    said = json.loads(Path(file).read_text(encoding="utf-8"))
    return School(said["url"], said["users"], f"c{uuid.uuid4().hex[:8]}")


@pytest.mark.parametrize("user", ["editor", "author"])
def test_t95_hostile_set_is_inert_on_the_public_page(school: School, user: str) -> None:
    """Readers get every title as it was written; nothing foreign is a tag, a handler or a short code."""
    hostile, titles = hostile_digest()
    digest = school.digest(hostile)
    outlet = school.outlet(digest, user, status="publish")

    receipt = outlet.send(root_of(outlet, digest), school.key, None)

    answer = httpx.get(receipt.url, follow_redirects=True, timeout=30)
    page = html5lib.parse(answer.text, namespaceHTMLElements=True, treebuilder="lxml").getroot()
    (article,) = [each for each in page.iter("{*}div") if each.get("class") == "welearned-digest"]
    links = {each.get("href"): folded("".join(each.itertext())) for each in article.iter("{*}a")}
    assert {url: links.get(url) for url in titles} == {url: folded(title) for url, title in titles.items()}
    assert not [each for each in page.iter("{*}script") if "alert" in "".join(each.itertext())]
    assert not list(article.iter("{*}img", "{*}iframe", "{*}script"))
    assert not [each for each in article.iter() if any(str(name).startswith("on") for name in each.attrib)]


def test_post_is_made_once_changed_in_place_and_taken_back(school: School) -> None:
    """Draft, repeat, look, correction and withdrawal are one post; no earlier words are kept in revisions."""
    digest = school.digest()
    outlet = school.outlet(digest)
    part = root_of(outlet, digest)

    receipt = outlet.send(part, school.key, None)
    again = outlet.send(part, school.key, None)
    found = outlet.find(part, school.key, None, TickingClock().now())
    outlet.edit(receipt, replace(part, text="<p>Corrected.</p>\n", title="Another & title"))
    (corrected,) = school.posts()
    outlet.withdraw(receipt)
    outlet.withdraw(receipt)

    (post,) = school.posts()
    revisions = school.client().list(f"/posts/{post['id']}/revisions", context="edit")
    assert again == found == receipt
    assert (corrected["status"], corrected["title"]["raw"]) == ("draft", "Another &amp; title")
    assert "Corrected." in corrected["content"]["raw"]
    assert "This issue was withdrawn." in post["content"]["raw"]
    assert not any("Heidi" in json.dumps(dict(each)) for each in (post, *revisions))


def test_t101_title_that_a_person_changed_stays(school: School) -> None:
    """And so do its state, its name and its categories."""
    digest = school.digest()
    outlet = school.outlet(digest)
    receipt = outlet.send(root_of(outlet, digest), school.key, None)
    (post,) = school.posts()
    school.client().write(f"/posts/{post['id']}", {"title": "Mine", "status": "private"})

    outlet.edit(receipt, replace(root_of(outlet, digest), text="<p>Corrected.</p>\n"))

    (kept,) = school.posts()
    assert (kept["title"]["raw"], kept["status"]) == ("Mine", "private")
    assert "Corrected." in kept["content"]["raw"]


def test_t88_trashed_post_stays_in_the_trash(school: School) -> None:
    """Neither a correction nor a repeated send brings it back, in the trash or deleted for good."""
    digest = school.digest()
    outlet = school.outlet(digest)
    part = root_of(outlet, digest)
    receipt = outlet.send(part, school.key, None)
    (post,) = school.posts()
    school.client().delete(f"/posts/{post['id']}")

    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, part)
    with pytest.raises(Refused, match="deleted"):
        outlet.send(part, school.key, None)
    outlet.withdraw(receipt)
    (trashed,) = school.posts()
    school.client().delete(f"/posts/{post['id']}", force="true")
    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, part)

    assert trashed["status"] == "trash"
    assert school.posts() == []


def test_terms_and_picture_are_made_once(school: School) -> None:
    """A name with an ampersand, and one that is there already, are found again; an author goes without new ones."""
    digest = school.digest()
    picture = Picture(content=PNG, ending=".png", alt="Books on a table")
    for user, categories in (("editor", ("R & D", school.slug)), ("author", ("R & D", f"new-{school.slug}"))):
        outlet = school.outlet(digest, user, categories=categories, picture=picture)
        outlet.send(root_of(outlet, digest), school.key, None)
        (post,) = school.posts()
        if user == "editor":
            first = post
            school.client().delete(f"/posts/{post['id']}", force="true")

    assert len(first["categories"]) == 2
    assert len(post["categories"]) == 1
    assert set(post["categories"]) <= set(first["categories"])
    assert (post["tags"], post["featured_media"]) == (first["tags"], first["featured_media"])


def test_doctor_tells_the_causes_apart(school: School) -> None:
    """Right, wrong password, no such user, and an author who may not make categories."""

    def found(client: WordPressClient) -> list[tuple[Level, str]]:
        return [(each.level, each.text) for each in check_site(client, status="publish", has_categories=True)]

    editor, author = found(school.client()), found(school.client("author"))
    wrong, nobody = found(school.client(password="wrong")), found(school.client("author", "wrong"))

    assert editor == [(Level.GOOD, "the user may publish posts")]
    assert [level for level, _ in author] == [Level.GOOD, Level.WARNING]
    assert all(level is Level.BAD and "application password" in text for level, text in (*wrong, *nobody))
    digest = school.digest()
    outlet = replace(school.outlet(digest), client=school.client(password="wrong"))
    with pytest.raises(ChannelOff):
        outlet.send(root_of(outlet, digest), school.key, None)


def test_the_address_that_threads_link_is_known_before_the_post_is_there(school: School) -> None:
    """The site leads from it to the post, whatever its permalinks are; before, there is nothing."""
    digest = school.digest()
    outlet = school.outlet(digest, status="publish")
    address = f"{school.url}/?name={digest.day}-{digest.course}"
    before = httpx.get(address, follow_redirects=True)

    outlet.send(root_of(outlet, digest), f"{digest.key}:wordpress:0:1", None)

    answer = httpx.get(address, follow_redirects=True)
    assert (before.status_code, answer.status_code) == (404, 200)
    assert "ladder of inference" in answer.text.casefold()
