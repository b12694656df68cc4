"""Hashtags of one server as a source of posts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.cursor import cursor_of, place_of
from bot.networks.mastodon.fields import Json
from bot.networks.mastodon.follow import follow
from bot.networks.mastodon.mapping import capture_of
from bot.networks.mastodon.sweep import presences, standing
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.networks.mastodon.walk import MOST_PAGES, Known, PageBelow, Walk, walk
from bot.ports import Batch, Capture, Clock, Cursor, Presence, Query, Source
from curation.errors import CurationError
from curation.model import Hashtag, PostRef

_PAGE: Final = 40
"""The most a server gives at once (networks.md M1)."""
_FIRST_LOOK: Final = timedelta(hours=48)
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
        now = self._clock.now()
        try:
            news = follow(self._pages(query[0]), place_of(cursor), now=now, first_look=self._first_look)
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble
        return self._batch(news.walks, cursor=cursor_of(news.place), gap=news.place.gap is not None)

    @override
    def rescan(self, query: Query, since: datetime, /) -> Batch:
        try:
            whole = walk(self._pages(query[0]), start=None, until=Known(floor=since), pages=MOST_PAGES)
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble
        return self._batch((whole,), cursor=None, gap=not whole.is_complete)

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        try:
            return presences(self._client, refs)
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble

    @override
    def read_again(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Capture]:
        seen_at = self._clock.now()
        try:
            shown = [self._capture(each, seen_at) for each in standing(self._client, refs)]
        except ServerTrouble as trouble:
            raise self._closed_or_error(trouble) from trouble
        captures = {each.post.ref: each for each in shown if each is not None}
        return {ref: captures[ref] for ref in refs if ref in captures}

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

    def _batch(self, walks: Sequence[Walk], *, cursor: Cursor | None, gap: bool) -> Batch:
        seen_at = self._clock.now()
        statuses = [each for one in walks for each in one.statuses]
        captures = [found for each in statuses if (found := self._capture(each, seen_at))]
        return Batch(
            captures=tuple(sorted(captures, key=lambda each: (each.post.at, each.post.ref.uri))),
            cursor=cursor,
            requests=sum(each.requests for each in walks),
            malformed=sum(each.odd for each in walks) + len(statuses) - len(captures),
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
