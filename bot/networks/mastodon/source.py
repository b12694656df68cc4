"""Hashtags of one server as a source of posts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.cursor import Gap, Place, cursor_of, place_of
from bot.networks.mastodon.fields import Json, identifier, moment
from bot.networks.mastodon.mapping import capture_of
from bot.networks.mastodon.sweep import presences
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.networks.mastodon.walk import PageBelow, Walk, walk
from bot.ports import Batch, Capture, Clock, Cursor, Presence, Query, Source
from curation.errors import CurationError
from curation.model import Hashtag, PostRef

_PAGE: Final = 40
"""The most a server gives at once (networks.md M1)."""
_MOST_PAGES: Final = 25
_FIRST_LOOK: Final = timedelta(hours=48)
_LATENESS: Final = timedelta(hours=48)
"""How far below the newest post of the last poll a walk goes when everything it knew was deleted."""
_CLOSED: Final = frozenset({401, 403, 422})


class MastodonSource(Source):
    """Posts under hashtags, as one server sees them; with a token or without."""

    def __init__(
        self,
        client: MastodonClient,
        clock: Clock,
        *,
        domain: str = "",
        first_look: timedelta = _FIRST_LOOK,
        folds_hashtags: bool = True,
    ) -> None:
        """Read through *client*.

        *domain* is what the server's own people have behind their names, where that is not its host; *first_look* is
        how far the first poll of a tag goes back; *folds_hashtags* whether the server compares without diacritics.
        """
        self.domain = domain or client.host
        self.name = f"mastodon:{self.domain}"
        self._client = client
        self._clock = clock
        self._first_look = first_look
        self._folds = folds_hashtags

    @override
    def queries(self, hashtags: Sequence[Hashtag], /) -> tuple[Query, ...]:
        """Return one query a hashtag: more than four in one request are silently cut."""
        return tuple((tag,) for tag in dict.fromkeys(hashtags))

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        place = place_of(cursor)
        floor = self._floor(place)
        top = self._walk(query, start=None, until=frozenset(place.seen), floor=floor, pages=_MOST_PAGES)
        gap, rest = self._gap_after(query, place, top, floor)
        now = self._clock.now()
        ids = tuple(identifier(each, "id") for each in top.statuses)
        after = place.after(ids, _newest_at(top.statuses, now), gap)
        return self._batch((top, rest) if rest else (top,), cursor=cursor_of(after), gap=gap is not None)

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        whole = self._walk(query, start=None, until=frozenset(), floor=since, pages=_MOST_PAGES)
        return self._batch((whole,), cursor=None, gap=not whole.is_complete)

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        try:
            return presences(self._client, refs)
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble

    def _floor(self, place: Place) -> datetime:
        if place.newest_at is None:
            return self._clock.now() - self._first_look
        return place.newest_at - _LATENESS

    def _gap_after(self, query: Query, place: Place, top: Walk, floor: datetime) -> tuple[Gap | None, Walk | None]:
        """Return the gap that stays open, and what was found in the one that was: there is never more than one."""
        old = place.gap
        if not top.is_complete:
            until = old.until if old else frozenset(place.seen)
            return Gap(below=top.deepest, until=until, floor=old.floor if old else floor), None
        pages = _MOST_PAGES - top.requests
        if old is None or pages == 0:
            return old, None
        rest = self._walk(query, start=old.below, until=old.until, floor=old.floor, pages=pages)
        return None if rest.is_complete else Gap(below=rest.deepest, until=old.until, floor=old.floor), rest

    def _walk(
        self, query: Query, *, start: str | None, until: frozenset[str], floor: datetime | None, pages: int
    ) -> Walk:
        try:
            return walk(self._pages(query[0]), start=start, until=until, floor=floor, pages=pages)
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble

    def _pages(self, tag: Hashtag) -> PageBelow:
        # Pleroma does not fold case; where servers do, lower case is as good as any.
        name = tag.display.lower()

        def page_below(max_id: str | None) -> list[object]:
            try:
                return self._client.tag_page(name, limit=_PAGE, max_id=max_id)
            except ServerTrouble as trouble:
                if trouble.kind is Trouble.MISSING:
                    return []  # a tag nobody used yet (networks.md M7)
                raise

        return page_below

    def _batch(self, walks: Iterable[Walk], *, cursor: Cursor | None, gap: bool) -> Batch:
        seen_at = self._clock.now()
        walked = tuple(walks)
        statuses = [each for one in walked for each in one.statuses]
        captures = [found for each in statuses if (found := self._capture(each, seen_at))]
        return Batch(
            captures=tuple(sorted(captures, key=lambda each: (each.post.at, each.post.ref.uri))),
            cursor=cursor,
            requests=sum(each.requests for each in walked),
            malformed=sum(each.odd for each in walked) + len(statuses) - len(captures),
            gap=gap,
        )

    def _capture(self, status: Json, seen_at: datetime) -> Capture | None:
        try:
            return capture_of(status, source=self.name, server=self.domain, seen_at=seen_at, folds=self._folds)
        except (NotAPost, CurationError):
            return None

    def _closed_or_error(self, trouble: ServerTrouble) -> SourceError:
        if trouble.status in _CLOSED:
            needs_token = not self._client.has_token or trouble.status != 403
            why = "needs a user token" if needs_token else "closed here"
            return SourceClosed(self.name, f"{why} (answered {trouble.status})", needs_token=needs_token)
        return SourceError(self.name, trouble.why, retry_at=trouble.retry_at)


def _newest_at(statuses: Iterable[Json], now: datetime) -> datetime | None:
    """Return when the newest was written; what claims the future was written now."""
    return max((min(at, now) for each in statuses if (at := moment(each, "created_at"))), default=None)
