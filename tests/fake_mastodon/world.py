"""What happens on the fake server: people speak, edit, delete and mention the bot."""

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.fake_mastodon import shapes
from tests.fake_mastodon.software import MASTODON, Software
from tests.fake_mastodon.state import FakeAccount, FakeNotification, FakeStatus, Key, id_of, milliseconds_of

CARD_AFTER = timedelta(seconds=60)
"""A server fetches the preview card in its own time (networks.md M23)."""


@dataclass
class World:
    """The state of a server, and the acts that change it from outside the API."""

    clock: Callable[[], datetime]
    software: Software = MASTODON
    domain: str = "mastodon.example"
    bot_name: str = "bot"
    statuses: list[FakeStatus] = field(default_factory=list)
    notifications: list[FakeNotification] = field(default_factory=list)
    accounts: dict[str, FakeAccount] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    """Titles of pages by address."""
    deleted: list[FakeStatus] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)
    """Of every id ever given, deleted ones too: a cursor may stand on any of them."""
    rules: tuple[str, ...] = ("Be kind.", "Automated posts: at most five a day.")
    streaming: str = ""
    """Where it says that streams are, empty where it says nothing."""
    _serials: Iterable[int] = field(default_factory=itertools.count)

    def account(self, acct: str, **but: Any) -> FakeAccount:
        """Return the account *acct*, made when it is new; fields given replace what was there."""
        known = self.accounts.get(acct)
        if known is None:
            name = acct.partition("@")[0].capitalize()
            known = FakeAccount(acct=acct, number=str(100 + len(self.accounts)), display_name=name)
            self.accounts[acct] = known
        for key, value in but.items():
            setattr(known, key, value)
        return known

    @property
    def bot(self) -> FakeAccount:
        """The account whose token is ours."""
        note = '<p>Digest of what we share. Run by Ana. Send "stop" to be left out.</p>'
        if self.bot_name in self.accounts:
            return self.accounts[self.bot_name]
        return self.account(self.bot_name, bot=True, note=note, display_name="What we learned")

    @property
    def published(self) -> list[FakeStatus]:
        """What came in through the API and still stands, oldest first."""
        return [each for each in self.statuses if each.by_api]

    def post(
        self,
        who: str = "ana",
        text: str = "",
        *,
        html: str | None = None,
        tags: Iterable[str] | None = None,
        created_at: datetime | None = None,
        fetched: bool = False,
        visibility: str = "public",
        **but: Any,
    ) -> FakeStatus:
        """Let *who* say *text*, now by the server's clock or with the date *created_at*.

        A post that was *fetched* gets an id by its own date, below what is there already; one that was delivered gets
        an id by its arrival.
        """
        account = self.account(who)
        now = self.clock()
        written = created_at or now
        user, _, host = who.partition("@")
        home = host or self.domain
        identity, key = self.new_id(written if fetched else now)
        status = FakeStatus(
            id=identity,
            key=key,
            uri=f"https://{home}/users/{user}/statuses/{key[1]}",
            url=f"https://{home}/@{user}/{key[1]}",
            account=account,
            content=shapes.html_of(text, domain=self.domain) if html is None else html,
            text=text,
            created_at=written,
            visibility=visibility,
            tags=tuple(shapes.tags_in(text) if tags is None else tags),
            links=shapes.links_in(text),
            mentions=tuple(self.account(each) for each in shapes.mentions_in(text)),
            language="en",
        )
        for field_name, value in but.items():
            setattr(status, field_name, value)
        self.statuses.append(status)
        self.tell("update", status)
        return status

    def new_id(self, moment: datetime) -> tuple[str, Key]:
        """Return a new id that stands for *moment*."""
        key = (milliseconds_of(moment), next(iter(self._serials)) + 1)
        identity = id_of(key, self.software.ids)
        self.keys[identity] = key
        return identity, key

    def boost(self, who: str, status: FakeStatus) -> FakeStatus:
        """Let *who* boost *status*."""
        status.reblogs_count += 1
        return self.post(who, html="", reblog=status, tags=())

    def edit(self, status: FakeStatus, text: str) -> None:
        """Let the writer of *status* change it."""
        status.text, status.content = text, shapes.html_of(text, domain=self.domain)
        status.tags, status.links = shapes.tags_in(text), shapes.links_in(text)
        status.edited_at = self.clock()
        self.tell("status.update", status)

    def delete(self, status: FakeStatus) -> None:
        """Take *status* away."""
        self.statuses.remove(status)
        self.deleted.append(status)
        self.tell("delete", status)

    def tell(self, event: str, status: FakeStatus) -> None:
        """Let who listens know what became of *status*; here nobody does."""

    def mention(self, who: str, text: str, *, visibility: str = "public", filtered: bool = False) -> FakeStatus:
        """Let *who* write *text* to the bot."""
        status = self.post(who, f"@{self.bot.acct} {text}", visibility=visibility)
        identity, key = self.new_id(self.clock())
        self.notifications.append(FakeNotification(identity, key, status.account, status, status.created_at, filtered))
        return status

    def follow(self, who: str) -> None:
        """Let *who* begin to follow the bot."""
        identity, key = self.new_id(self.clock())
        self.notifications.append(
            FakeNotification(identity, key, self.account(who), None, self.clock(), filtered=False)
        )

    def find(self, identity: str) -> FakeStatus | None:
        """Return the status with that id."""
        return next((each for each in self.statuses if each.id == identity), None)

    def card_of(self, status: FakeStatus) -> dict[str, Any] | None:
        """Return the preview card: of the first link, some time after the post or its edit, never behind a warning."""
        since = status.edited_at or status.created_at
        if status.spoiler_text or not status.links or self.clock() < since + CARD_AFTER:
            return None
        url = status.links[0]
        return {"url": url, "title": self.cards.get(url, ""), "author_name": "", "type": "link", "authors": []}
