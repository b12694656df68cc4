"""Add a link by hand: it becomes a candidate like any other, found by the organisers and by nobody else."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import NotAccepted
from bot.log import event
from bot.ports import Capture, Clock, Store, Work
from bot.tasks.joining import joins_of, page_of
from bot.tasks.judge import Judge
from bot.tasks.reach import key_of, said_of
from curation import days
from curation.digest import ORGANISERS, added
from curation.model import (
    AccountRef,
    Author,
    Course,
    Event,
    EventKind,
    PageUrl,
    Post,
    PostRef,
    Wish,
    WishKind,
)
from curation.stories import gather
from curation.urls import canonical

_LAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLink:
    """Keep a link as a post of the organisers' own, which stands for as long as nobody takes the act back."""

    course: Course
    store: Store
    clock: Clock
    judge: Judge

    def __call__(self, day: date, url: str, /, *, who: str, note: str = "") -> PageUrl:
        """Make the page at *url* a candidate of the issue of *day*, with a *note* of why; return the page.

        The page is read as any link is. Adding it twice changes nothing; where participants shared it, it is theirs.
        Raise `NotAccepted` or `InvalidUrl`.
        """
        now, url = self.clock.now(), url.strip()
        with self.store.work() as work:
            self.judge.refuse_closed(work, day)
            if note:
                self.judge.check(work, day, EventKind.NOTE, note)
            page = page_of(work, joins_of(work, self.course), url)
            post = self._post(day, url, now)
            self._refuse_what_is_no_page(work, post, page)
            if post.ref.uri not in added(said_of(work, self.course, day)):
                self._keep(work, post)
                self._say(work, day, EventKind.ADD, who, page, post.ref.uri)
            if note:
                self._say(work, day, EventKind.NOTE, who, page, note)
        event("link.added", course=self.course.slug, day=str(day))
        return page

    def _post(self, day: date, url: str, now: datetime) -> Post:
        """Return the post that the link is kept as; one for each page and day, and an author for each page.

        Were they one account's, no more than two of them could stand in an issue.
        """
        window = days.window(self.course, day)
        if now < window.start:
            raise NotAccepted(f"{key_of(self.course, day)} has not begun; add it on its day", phrase="begun")
        # After its hour an issue that still waits has what was shared before.
        at = min(now, window.end - _LAST)
        name = hashlib.sha256(f"{self.course.slug} {canonical(url)}".encode()).hexdigest()[:16]
        account = AccountRef(ORGANISERS, name)
        return Post(
            ref=PostRef(ORGANISERS, f"desk:{key_of(self.course, day)}:{name}"),
            author=Author(account=account, handle=name, name=name),
            text=f"{url} {self.course.tag}",
            created_at=at,
            seen_at=at,
            links=(url,),
            hashtags=(self.course.tag,),
        )

    def _refuse_what_is_no_page(self, work: Work, post: Post, page: PageUrl) -> None:
        aliases = work.cards.aliases([canonical(post.links[0])])
        if not gather([post], course=self.course, cards={}, aliases=aliases):
            why = f"{page} is no page to list: a post, a profile, a file of pictures, or one of our own"
            raise NotAccepted(why, phrase="page", page=page)

    def _keep(self, work: Work, post: Post) -> None:
        work.posts.keep([Capture(post=post, payload=b"{}", source=ORGANISERS)])
        account = post.author.account
        if not work.wishes.of([account]):
            # Credited to the course itself, under every mode: no participant's name may come to stand there.
            wish = Wish(
                account=account,
                kind=WishKind.ROSTER,
                value=f"alias {self.course.title}",
                at=post.at,
                course=self.course.slug,
                evidence="added at the desk",
            )
            work.wishes.record(wish)

    def _say(self, work: Work, day: date, kind: EventKind, who: str, page: PageUrl, value: str) -> None:
        said = Event(course=self.course.slug, kind=kind, who=who, at=self.clock.now(), day=day, page=page, value=value)
        work.events.append(said)
