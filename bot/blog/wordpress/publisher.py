"""A post a day on a WordPress site.

https://developer.wordpress.org/rest-api/reference/posts/
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from markupsafe import escape
from typing_extensions import override

from bot.blog.wordpress.answers import Json, number, raw, word
from bot.blog.wordpress.client import Missing, WordPressClient
from bot.blog.wordpress.pictures import Picture
from bot.blog.wordpress.terms import Terms
from bot.errors import Refused, SendError, Unclear
from bot.log import warning
from bot.ports import Issue, Part, Publisher, Receipt
from bot.render import articles
from bot.render.posts import PostText, has_our_title, is_ours, wordpress_text
from bot.render.templates import Templates
from curation.model import Course, Digest, DigestKey

_AGE: Final = timedelta(seconds=60)
"""A post dated later than the site's clock is scheduled instead of shown (T94)."""
_TRASH: Final = "trash"
_DELETED: Final = "somebody deleted the post; it is not made again"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPressPublisher(Publisher):
    """Keeps one post for each issue of a course, known by its slug."""

    name: str
    course: Course
    client: WordPressClient
    templates: Templates
    way_to: Callable[[date], str]
    """Gives the address of the course's page of a day on our own blog."""
    issue: Callable[[DigestKey], Issue | None]
    """Gives an issue as it is stored."""
    status: str = "draft"
    """What a new post is: a draft for a person to look at, or published."""
    categories: tuple[str, ...] = ()
    picture: Picture | None = None
    repeats_safely: bool = False
    """A create that timed out may still be at work over there: it is looked for first."""
    leaves_house: bool = True

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        text = articles.article(self.templates, digest, self.course, way_to=self.way_to)
        return (articles.part(self.templates, digest, self.course, text),)

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        issue = self._issue(DigestKey(key.partition(":")[0]))
        standing = self._standing(issue)
        if standing is not None:
            return self.edit(self._receipt(standing), part)
        text = self._text(issue, part)
        made = self.client.write("/posts", self._fields(issue, text), context="edit")
        if word(made, "slug") != _slug(issue):
            # Somebody made a post of that name between our look and our call.
            self._delete(number(made, "id"))
            raise Unclear(self.name, "another post took the name at the same moment")
        return self._receipt(made)

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        issue = self._issue(DigestKey(key.partition(":")[0]))
        found = self._called(_slug(issue))
        return self._receipt(found) if found and is_ours(raw(found, "content"), issue.digest.key) else None

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        issue = self._issue(_key(receipt))
        standing = self._there(receipt)
        if standing is None:
            raise Refused(self.name, _DELETED)
        text = self._text(issue, part)
        fields: dict[str, object] = {"content": text.content, "excerpt": text.excerpt}
        if has_our_title(raw(standing, "content"), raw(standing, "title")):
            # A title that a person changed is theirs (T101); slug, state, terms and picture are theirs anyway.
            fields["title"] = text.title
        return self._changed(receipt, fields)

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        issue = self._issue(_key(receipt))
        if self._there(receipt) is None:
            return
        text = self._tombstone(issue)
        words = {"title": text.title, "content": text.content, "excerpt": text.excerpt}
        self._changed(receipt, {**words, "tags": (), "featured_media": 0})

    def _standing(self, issue: Issue) -> Json | None:
        """Return our post of the issue, whatever its state; raise `Refused` where none may be made."""
        slug = _slug(issue)
        found = self._called(slug)
        if found is None:
            # WordPress renames what goes into the trash.
            if self._called(f"{slug}__trashed"):
                raise Refused(self.name, _DELETED)
            return None
        if not is_ours(raw(found, "content"), issue.digest.key):
            raise Refused(self.name, "a post of that name is there that welearned did not write")
        if word(found, "status") == _TRASH:
            raise Refused(self.name, _DELETED)
        return found

    def _called(self, slug: str) -> Json | None:
        """Return the post with *slug* in any state; "any" leaves out the trash, which is asked for by name."""
        for state in ("any", _TRASH):
            found = self.client.list("/posts", slug=slug, status=state, context="edit")
            if found:
                return found[0]
        return None

    def _there(self, receipt: Receipt) -> Json | None:
        try:
            found = self.client.get(_path(receipt), context="edit")
        except Missing:
            return None
        return None if word(found, "status") == _TRASH else found

    def _changed(self, receipt: Receipt, fields: dict[str, object]) -> Receipt:
        try:
            self.client.write(_path(receipt), fields, context="edit")
        except Missing as error:
            raise Refused(self.name, _DELETED) from error
        self._forget_revisions(receipt)
        return receipt

    def _forget_revisions(self, receipt: Receipt) -> None:
        """Delete what the post said before: somebody may have asked to be taken out, and the site would keep it.

        WordPress 6.1 lets nobody do so from outside; there the site must keep no revisions (docs/outlets.md).
        """
        try:
            for each in self.client.list(f"{_path(receipt)}/revisions", per_page="100"):
                if (revision := number(each, "id")) is not None:
                    self.client.delete(f"{_path(receipt)}/revisions/{revision}", force="true")
        except (SendError, Missing):
            warning("wordpress.revisions_kept", outlet=self.name, post=receipt.local_id.partition(" ")[0])

    def _delete(self, post: int | None) -> None:
        try:
            self.client.delete(f"/posts/{post}", force="true")
        except (SendError, Missing):
            warning("wordpress.double_kept", outlet=self.name, post=str(post))

    def _fields(self, issue: Issue, text: PostText) -> dict[str, object]:
        dated = {} if self.status == "draft" else {"date_gmt": _moment(issue)}
        picture = self.picture.number(self.client) if self.picture else None
        topics = (topic for item in issue.digest.items for topic in item.topics)
        tags = dict.fromkeys((self.course.hashtags[0].display, *topics))
        return {
            "slug": _slug(issue),
            "status": self.status,
            "title": text.title,
            "content": text.content,
            "excerpt": text.excerpt,
            "categories": list(Terms(self.client, "categories").ids(self.categories)),
            "tags": list(Terms(self.client, "tags").ids(tags)),
            **dated,
            **({"featured_media": picture} if picture else {}),
        }

    def _text(self, issue: Issue, part: Part) -> PostText:
        excerpt = articles.description(self.templates, issue.digest, self.course)
        return wordpress_text(issue.digest.key, title=part.title, body=part.text, excerpt=excerpt)

    def _tombstone(self, issue: Issue) -> PostText:
        words = self.templates.words(issue.digest.language)
        day = words.day("day", issue.digest.day)
        title = words.say("page.withdrawn_title", course=self.course.title, date=day)
        text = words.say("page.withdrawn")
        return wordpress_text(issue.digest.key, title=title, body=f"<p>{escape(text)}</p>\n", excerpt="")

    def _receipt(self, post: Json) -> Receipt:
        post_id = number(post, "id")
        if post_id is None:
            raise Unclear(self.name, "answers with something that is no post")
        digest = word(post, "slug").removesuffix("__trashed")
        return Receipt(uri=f"{self.name}:{post_id}", url=word(post, "link"), local_id=f"{post_id} {digest}")

    def _issue(self, key: DigestKey) -> Issue:
        issue = self.issue(key)
        if issue is None:
            raise Unclear(self.name, "no issue is stored for this post")
        return issue


def _slug(issue: Issue) -> str:
    """Return `2015-11-11-bit15`, the same as the Markdown file's name."""
    return f"{issue.digest.day}-{issue.digest.course}"


def _key(receipt: Receipt) -> DigestKey:
    """Return the issue that *receipt* is of: WordPress' number, then the slug, whose first ten letters are the day."""
    slug = receipt.local_id.partition(" ")[2]
    return DigestKey(f"{slug[11:]}/{slug[:10]}")


def _path(receipt: Receipt) -> str:
    return f"/posts/{receipt.local_id.partition(' ')[0]}"


def _moment(issue: Issue) -> str:
    """Return when the post says it was published: in the past, in UTC as WordPress writes it."""
    published = min(issue.digest.window.end, issue.frozen_at or issue.composed_at) - _AGE
    return published.replace(tzinfo=None).isoformat(timespec="seconds")
