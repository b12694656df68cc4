"""Posts under hashtags on X, read for as little money as can be.

https://docs.x.com/x-api/posts/search/introduction
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final

from typing_extensions import override

from bot.errors import SourceError
from bot.log import warning
from bot.networks.x.acquaintance import Acquaintance, Remembered
from bot.networks.x.buying import Buyer
from bot.networks.x.client import XClient
from bot.networks.x.cursor import Place, Stretch, cursor_of, place_of
from bot.networks.x.fields import NOTHING
from bot.networks.x.mapping import captures_of_page
from bot.networks.x.pages import Pages
from bot.networks.x.people import NETWORK
from bot.networks.x.query import split, written
from bot.networks.x.reading import Walk
from bot.networks.x.sweep import Sweep
from bot.ports import Batch, Capture, Clock, Cursor, Presence, Query, Source, Till
from curation.errors import InvalidValue
from curation.model import Hashtag, PostRef, Reason

_FIRST_LOOK: Final = timedelta(hours=48)


class XSource(Source):
    """Posts under the hashtags of one course; every object that costs is asked for once."""

    bills = True

    def __init__(
        self,
        client: XClient,
        clock: Clock,
        till: Till,
        *,
        course: str = "",
        acquaintance: Acquaintance | None = None,
        first_look: timedelta = _FIRST_LOOK,
    ) -> None:
        """Read through *client* on the account of *course*; *first_look* is how far the first poll goes back."""
        self.name = f"{NETWORK}:{course}" if course else NETWORK
        self._clock = clock
        self._first_look = first_look
        self._pages = Pages(
            client=client,
            till=till,
            acquaintance=acquaintance or Remembered(clock),
            source=self.name,
            course=course,
        )
        self._sweep = Sweep(client, till, source=self.name, course=course)
        self._bought = Buyer(self.name)

    @override
    def queries(self, hashtags: Sequence[Hashtag], /) -> tuple[Query, ...]:
        """Return one query for all of them, more only where X would refuse its length."""
        return split(hashtags)

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        now = self._clock.now()
        walk = self._walk(query, now)
        place = self._bought(lambda: walk.onward(place_of(cursor), first_look=now - self._first_look))
        return self._batch(walk, place, cursor_of(place))

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        """Return what stands since *since*, but nothing of days before today: read again, it would be billed again.

        A post on X gets its id when it is made, so nothing comes in late with an old date.
        """
        now = self._clock.now()
        midnight = datetime.combine(now.date(), time(0), now.tzinfo)
        walk = self._walk(query, now)
        left = self._bought(lambda: walk.down(Stretch(since=max(since, midnight))))
        return self._batch(walk, Place(gap=left), None)

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        return self._bought(lambda: self._sweep.presences(refs, today=self._clock.now().date()))

    @override
    def read_again(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Capture]:
        """Return what was edited in its latest wording, each once a UTC day; what money does not reach waits."""
        seen_at = self._clock.now()
        try:
            posts = self._bought(lambda: self._sweep.latest(refs.values()))
            page = self._bought(lambda: self._pages.around(posts)) if posts else NOTHING
        except SourceError as error:
            # That it stands is known already, and stays known.
            warning("source.edits_unread", source=self.name, why=error.why)
            return {}
        captures = (each for each in captures_of_page(page, source=self.name, seen_at=seen_at))
        found = {each.post.ref: each for each in captures if isinstance(each, Capture)}
        return {ref: found[ref] for ref in refs if ref in found}

    def _walk(self, query: Query, now: datetime) -> Walk:
        return Walk(partial(self._pages.page, written(query)), now)

    def _batch(self, walk: Walk, place: Place, cursor: Cursor | None) -> Batch:
        outcomes = list(self._outcomes(walk))
        captures = [each for each in outcomes if isinstance(each, Capture)]
        malformed = [each for each in outcomes if isinstance(each, InvalidValue) or each is Reason.UNREADABLE]
        return Batch(
            captures=tuple(sorted(captures, key=lambda each: (each.post.at, each.post.ref.uri))),
            cursor=cursor,
            requests=walk.requests,
            malformed=sum(page.odd for page in walk.pages) + len(malformed),
            gap=place.gap is not None,
        )

    def _outcomes(self, walk: Walk) -> Iterator[Capture | Reason | InvalidValue]:
        """Yield what the pages hold, each post once though pages may overlap."""
        seen_at = self._clock.now()
        given: set[str] = set()
        for page in walk.pages:
            fresh = [post for key, post in page.posts.items() if key not in given]
            given |= page.posts.keys()
            whole = {"data": fresh, "includes": page.includes}
            yield from captures_of_page(whole, source=self.name, seen_at=seen_at)
