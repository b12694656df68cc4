"""A WordPress outlet on a desk."""

from bot.blog.wordpress.client import WordPressClient
from bot.blog.wordpress.pictures import Picture
from bot.blog.wordpress.publisher import WordPressPublisher
from bot.http import JsonApi
from bot.ports import Clock, Part
from bot.render.templates import Templates
from curation.model import Course, Digest
from tests.bot.blog.markdown_stage import Issues
from tests.fake_wordpress import FakeWordPress
from tests.golden import community

KEY = "bit15/2015-11-11:wordpress:0:1"


def client(site: FakeWordPress, clock: Clock, *, password: str | None = None) -> WordPressClient:
    given = site.password if password is None else password
    api = JsonApi(f"{site.url}/", user="digest", password=given, contact="https://digest.example.org")
    return WordPressClient(api, clock, outlet="wordpress")


def publisher(
    with_client: WordPressClient,
    issues: Issues,
    *,
    status: str = "draft",
    course: Course | None = None,
    categories: tuple[str, ...] = ("Digests",),
    picture: Picture | None = None,
) -> WordPressPublisher:
    return WordPressPublisher(
        name="wordpress",
        course=course or community.course(),
        client=with_client,
        templates=Templates(),
        way_to=lambda day: f"https://digest.example.org/bit15/{day:%Y/%m/%d}/",
        issue=issues,
        status=status,
        categories=categories,
        picture=picture,
    )


def root_of(outlet: WordPressPublisher, digest: Digest | None = None) -> Part:
    (part,) = outlet.parts(digest or community.digest())
    return part
