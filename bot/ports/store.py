"""The database: one transaction at a time over a few small stores."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from bot.ports.activity import Activity
from bot.ports.captures import Captures
from bot.ports.changes import Changes
from bot.ports.erasures import Erasures, Forgetting
from bot.ports.expiry import Expiry
from bot.ports.mail import Subscribers
from bot.ports.messengers import Tellings
from bot.ports.networks import Capture, Cursor
from bot.ports.offers import Offers
from bot.ports.pages import Unreadable
from bot.ports.people import People, Requests, Turns
from bot.ports.presences import Presences
from bot.ports.records import Delivery, Issue, Listed, Notice, PollState, Tally
from bot.ports.replies import Replies
from bot.ports.reviewers import Reviewers
from bot.ports.spellings import Spellings
from bot.ports.topics import TopicModels
from curation.budget import Call, Charge
from curation.model import (
    AccountRef,
    DigestKey,
    Event,
    History,
    PageCard,
    PageUrl,
    Post,
    PostRef,
    Refusal,
    Wish,
)


class Posts(Protocol):
    """Posts, their payloads and links, and the accounts that wrote them."""

    @abstractmethod
    def keep(self, captures: Sequence[Capture], /) -> frozenset[PostRef]:
        """Keep posts and payloads; return the refs that are new.

        Loading twice changes nothing. A later edit (`edited_at`) replaces text, links and tags; the highest `boosts`
        stays, `created_at` and the first `seen_at` stay. The account's latest profile is kept. A tombstoned post or
        account is skipped inside this very transaction.
        """

    @abstractmethod
    def leave_out(
        self, refusals: Iterable[Refusal], at: datetime, /, *, writers: Mapping[PostRef, AccountRef] | None = None
    ) -> None:
        """Count refusals by reason and day; note the reference of those that may be noted. Harmless twice.

        *writers* says whose posts they are, so that the notes go when those are erased.
        """

    @abstractmethod
    def know(self, refused: Iterable[Post], /) -> None:
        """Keep what *refused* shows of people and posts that are here already, so that it is honoured backwards.

        Of people the latest profile. Of a post that was edited since, or that not everybody may see any more, nothing
        but the reference: what it said before is not for us, and an older copy does not bring it back.
        """

    @abstractmethod
    def candidates(self, *, seen_from: datetime, floor: datetime, until: datetime) -> tuple[Post, ...]:
        """Return posts with `floor <= at < until` and `seen_at >= seen_from`, by `at` then ref, profiles as of now.

        What the sweep missed is left out, here and of a page.
        """

    @abstractmethod
    def of_page(self, page: PageUrl, /) -> tuple[Post, ...]:
        """Return every post that points at *page* or an alias of it, by `at` then ref."""

    @abstractmethod
    def tally(self, since: datetime, /) -> "Tally":
        """Return what was seen since *since*."""


class Cards(Protocol):
    """Pages: their cards, and the other addresses they are known under."""

    @abstractmethod
    def unread(self, at: datetime, limit: int, /) -> tuple[PageUrl, ...]:
        """Return pages somebody shared that have no card and whose time to (re)try has come, newest share first."""

    @abstractmethod
    def keep(self, asked: PageUrl, answer: PageCard | Unreadable, at: datetime, /) -> None:
        """Keep the answer for *asked*; where it moved to another page, *asked* becomes an alias of that page."""

    @abstractmethod
    def of(self, pages: Collection[PageUrl], /) -> Mapping[PageUrl, PageCard]:
        """Return the cards there are."""

    @abstractmethod
    def aliases(self, pages: Collection[PageUrl], /) -> Mapping[PageUrl, PageUrl]:
        """Return for each page that is only another address its final page (chains followed)."""


class Cursors(Protocol):
    """How far each query of each source was read."""

    @abstractmethod
    def get(self, source: str, query: str, /) -> Cursor | None:
        """Return the cursor, `None` before the first poll; *query* is `query_key(query)`."""

    @abstractmethod
    def put(self, source: str, query: str, cursor: Cursor | None, at: datetime, new: int, /) -> None:
        """Keep the cursor with the time of this poll and, when *new* > 0, the time of the last new post."""

    @abstractmethod
    def polls(self) -> tuple["PollState", ...]:
        """Return every query ever polled."""


class Digests(Protocol):
    """Issues and where pages appeared."""

    @abstractmethod
    def get(self, key: DigestKey, /) -> Issue | None:
        """Return the issue."""

    @abstractmethod
    def put(self, issue: Issue, /) -> None:
        """Keep the issue in place of what stood under its key; its anchors stay reserved for its pages."""

    @abstractmethod
    def frozen(
        self,
        course: str,
        /,
        *,
        since: date | None = None,
        before: date | None = None,
        limit: int | None = None,
        revised: bool = False,
    ) -> tuple[Issue, ...]:
        """Return frozen, published and withdrawn issues, newest day first, at most *limit*.

        They are of days from *since* on and before *before*; *revised* leaves out of these what never was changed.
        """

    @abstractmethod
    def listed(self, course: str, /, *, since: date | None = None, outlet: str = "") -> tuple[Listed, ...]:
        """Return what `frozen` would, all of it or what has words for *outlet*, without reading any issue."""

    @abstractmethod
    def open(self) -> tuple[Issue, ...]:
        """Return frozen issues of every course that are not yet published, oldest first."""

    @abstractmethod
    def history(self, course: str, since: date, /) -> History:
        """Return where each page was last an item (not "Again") of a frozen issue since *since*, aliases included."""

    @abstractmethod
    def anchors(self, course: str, day: date, /) -> Mapping[PageUrl, str]:
        """Return the anchors ever minted for that issue's pages, removed ones too."""


class Deliveries(Protocol):
    """The ledger."""

    @abstractmethod
    def of(self, key: DigestKey, /) -> tuple[Delivery, ...]:
        """Return every row of the issue, by outlet, part, operation."""

    @abstractmethod
    def put(self, delivery: Delivery, /) -> None:
        """Write the row, in place of what stood under the same key."""

    @abstractmethod
    def is_ours(self, refs: Collection[PostRef], /) -> frozenset[PostRef]:
        """Return those of *refs* that are receipts of ours."""


class Wishes(Protocol):
    """What people told us; append-only."""

    @abstractmethod
    def of(self, accounts: Collection[AccountRef], /) -> tuple[Wish, ...]:
        """Return the wishes of *accounts*, oldest first."""

    @abstractmethod
    def record(self, wish: Wish, /) -> None:
        """Append *wish*; a START lifts the tombstone of its account in the same transaction (consent.md C9)."""

    @abstractmethod
    def aliases(self) -> tuple[Wish, ...]:
        """Return every wish that gave somebody an alias, oldest first."""

    @abstractmethod
    def accounts(self) -> tuple[AccountRef, ...]:
        """Return everybody who told us something, or for whom somebody wrote it down, in order."""


class Tombstones(Protocol):
    """What was erased and must never come back; kept so that nobody can read it out of them."""

    @abstractmethod
    def add(self, refs: Collection[PostRef], accounts: Collection[AccountRef], at: datetime, /) -> None:
        """Let `Posts.keep` skip *refs* and everything of *accounts* from now on; harmless twice."""

    @abstractmethod
    def lift(self, account: AccountRef, /) -> None:
        """Let *account* in again; its erased posts stay out. Recording its START does the same."""

    @abstractmethod
    def among(self, posts: Iterable[Post], /) -> frozenset[PostRef]:
        """Return which of *posts* were erased, or are of somebody who was."""

    @abstractmethod
    def veil(self, identity: PostRef | AccountRef, /, *, course: str) -> str:
        """Return a name for *identity* that is always the same in *course*, and that nobody can read it out of.

        What comes in under this name is skipped when *identity* is.
        """


class Events(Protocol):
    """What people did to digests and courses; append-only."""

    @abstractmethod
    def of(self, course: str, day: date | None, /) -> tuple[Event, ...]:
        """Return the events of that issue, or those of the course itself for `None`, oldest first."""

    @abstractmethod
    def all(self, course: str, /) -> tuple[Event, ...]:
        """Return every event of the course, whatever its day, oldest first."""

    @abstractmethod
    def append(self, event: Event, /) -> None:
        """Append *event*."""


class Notices(Protocol):
    """What a person should know; one row a (subject, kind)."""

    @abstractmethod
    def raise_(self, notice: Notice, /) -> bool:
        """Keep the notice; return whether it is new (a repeated one keeps its `since`)."""

    @abstractmethod
    def clear(self, subject: str, kind: str, /) -> None:
        """Forget it, if it stands."""

    @abstractmethod
    def all(self) -> tuple[Notice, ...]:
        """Return every notice, oldest first."""


class Leases(Protocol):
    """Who may run the schedule on this database."""

    @abstractmethod
    def take(self, name: str, holder: str, now: datetime, until: datetime, /) -> bool:
        """Take or renew the lease unless another holder's is still good; return whether *holder* has it."""

    @abstractmethod
    def holder(self, name: str, /) -> str | None:
        """Return who took the lease last and did not give it back, whether it is still good or not."""

    @abstractmethod
    def give_back(self, name: str, holder: str, /) -> None:
        """End the lease, if *holder* has it."""


class Meter(Protocol):
    """What networks that bill were paid."""

    @abstractmethod
    def unbilled(self, network: str, day: date, call: Call, resources: Collection[str], /) -> frozenset[str]:
        """Return those of *resources* that no *call* was billed for on *day*."""

    @abstractmethod
    def bill(self, network: str, charge: Charge, resources: Collection[str], /) -> None:
        """Add *charge* to what its day has cost so far, and note its *resources* until that day is over."""

    @abstractmethod
    def charges(self, network: str, first: date, until: date, /) -> tuple[Charge, ...]:
        """Return what was paid on the days `first <= day < until`: a charge a day, use, call and course, in order."""

    @abstractmethod
    def forget(self, before: date, /) -> None:
        """Keep no resource of days *before* this one, which nobody asks about any more; what they cost stays."""


class Work(Protocol):
    """One transaction over all stores: all or nothing."""

    posts: Posts
    captures: Captures
    cards: Cards
    cursors: Cursors
    digests: Digests
    deliveries: Deliveries
    wishes: Wishes
    tombstones: Tombstones
    events: Events
    notices: Notices
    leases: Leases
    meter: Meter
    subscribers: Subscribers
    reviewers: Reviewers
    tellings: Tellings
    people: People
    changes: Changes
    requests: Requests
    offers: Offers
    turns: Turns
    activity: Activity
    erasures: Erasures
    forgetting: Forgetting
    spellings: Spellings
    topic_models: TopicModels
    presences: Presences
    expiry: Expiry
    replies: Replies


class Store(Protocol):
    """The database."""

    @abstractmethod
    def work(self) -> AbstractContextManager[Work]:
        """Begin a transaction that may write: committed at the end, undone by any exception; raise `StoreError`."""

    @abstractmethod
    def look(self) -> AbstractContextManager[Work]:
        """Begin a transaction that only reads; it never waits for a writer."""
