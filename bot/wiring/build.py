"""Making the real parts from a configuration."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.clock import SystemClock, SystemMint
from bot.config import Account, Config, CoursePlan, Outlet, OutletKind
from bot.errors import ConfigError, Problem, StoreError
from bot.http import WebProbe
from bot.links.reader import Limits as LinkLimits
from bot.links.reader import WebLinkReader
from bot.networks.mastodon.accounts import NETWORK
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.conversation import MastodonConversation
from bot.networks.mastodon.inbox import MastodonInbox
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.mastodon.source import MastodonSource
from bot.networks.mastodon.stream import TIME_OUTS, MastodonStream
from bot.networks.mastodon.wire import Wire
from bot.ports import Clock, Finding, LinkReader, Mint, Publisher
from bot.ports.mail import Letters
from bot.ports.messengers import Announcer
from bot.render.addresses import address_like
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.store.store import SqlStore
from bot.tasks.aftercare import SiteCare
from bot.wiring import homes, mail, site
from bot.wiring.assembly import Hearing, Parts, assemble
from bot.wiring.backups import backups_of, log_of
from bot.wiring.house import House, Pace
from bot.wiring.networks import OPTIONAL_NETWORKS
from bot.wiring.optional import Means, OptionalNetwork
from bot.wiring.reviewers import announcer_of, doors_of, reviewers_of
from bot.wiring.secret import FILE as SECRET_FILE
from bot.wiring.secret import has_secret, secret_in
from bot.wiring.servers import Servers
from bot.wiring.terms import terms_of, under_terms
from curation.model import Course, Digest


@contextmanager
def open_house(
    config: Config,
    *,
    clock: Clock | None = None,
    mint: Mint | None = None,
    reader: LinkReader | None = None,
    ask: bool = False,
    networks: Sequence[OptionalNetwork] = OPTIONAL_NETWORKS,
) -> Generator[House]:
    """Give the house that *config* describes, its database open; *clock*, *mint* and *reader* stand in for the world.

    Nothing is asked of any network yet, unless *ask* says that servers may tell their limits. Raise `StoreError` or
    `ConfigError`.
    """
    _refuse_a_lost_secret(config)
    store = SqlStore.open(config.database.reveal(), secret_in(config.folder), told=config.wishes)
    try:
        templates, clock = Templates(config.site.templates), clock or SystemClock()
        config = under_terms(config, store, clock, keep=ask)
        builder = _Builder(config, store, clock, mint or SystemMint(), reader, templates, networks)
        if ask:
            builder.ask_servers()
        yield builder.house()
    finally:
        store.close()


def _refuse_a_lost_secret(config: Config) -> None:
    """Raise `StoreError` where people were erased and nobody could tell any more whom: they would come back."""
    if has_secret(config.folder):
        return
    store = SqlStore.open(config.database.reveal())
    try:
        with store.look() as work:
            erased = len(work.forgetting.tombstones())
    finally:
        store.close()
    if erased := erased or len(log_of(config).read()):
        raise StoreError(
            f"{SECRET_FILE} is missing, and {erased} erased posts and people are known by it alone: bring it back from"
            " where you keep it; if it is lost for good, write a new one (64 hexadecimal digits), and they may return"
        )


def examined_networks(
    config: Config, clock: Clock, networks: Sequence[OptionalNetwork] = OPTIONAL_NETWORKS
) -> Iterator[tuple[str, Finding]]:
    """Yield what is found on each of *networks* that is configured, with its name; it asks them, and may cost."""
    store = SqlStore.open(config.database.reveal())
    try:
        builder = _Builder(config, store, clock, SystemMint(), None, Templates(), networks)
        for network in networks:
            yield from ((network.name, each) for each in network.findings(builder.means))
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class _Builder:
    config: Config
    store: SqlStore
    clock: Clock
    mint: Mint
    reader: LinkReader | None
    templates: Templates
    networks: Sequence[OptionalNetwork]

    def ask_servers(self) -> None:
        """Let every server that we read or post to tell its name and its limits."""
        for server in self.config.servers:
            token = server.token.reveal() if server.token else None
            self._servers.ask(server.host, MastodonClient(server.host, token=token, clock=self.clock))
        for account in self.config.accounts:
            self._servers.ask(account.server, self._client(account))

    def house(self) -> House:
        config = self.config
        parts = Parts(
            store=self.store,
            clock=self.clock,
            mint=self.mint,
            sources=(*self._sources(), *(each for network in self.networks for each in network.sources(self.means))),
            streams=tuple(self._streams()),
            inboxes=(*self._inboxes(), *(each for network in self.networks for each in network.inboxes(self.means))),
            conversations=tuple(self._conversations()),
            reader=self.reader or self._web_reader(),
            probe=WebProbe(contact=config.site.url),
            publishers=self._publishers,
            page_url=self._page_url,
            say=Speech(self.templates),
            policy=terms_of(config).version,
            policy_url=f"{config.site.url}/policy/",
            contact=config.site.contact,
            asks_followers=config.asks_followers,
            primary=self._primary.name,
            site_host=urlsplit(config.site.url).hostname or "localhost",
            go_live=config.go_live,
            page_patience=config.schedule.page_patience,
            costs=tuple(costs for network in self.networks for costs in network.costs(self.means)),
            retention=config.retention,
            backups=backups_of(config),
            erasure_log=log_of(config),
            reviewers=reviewers_of(config, self.clock),
            announce=self._announcer,
            care=self.care,
        )
        every = config.schedule
        pace = Pace(
            poll=every.poll_every,
            rescan=every.rescan_every,
            rescan_reach=every.rescan_window,
            links=every.links_every,
            listen=every.listen_every,
            pages_at_once=config.links.at_once,
        )
        return assemble(parts, config.courses, pace)

    def _sources(self) -> Iterator[tuple[MastodonSource, tuple[Course, ...]]]:
        for server in self.config.servers:
            token = server.token.reveal() if server.token else None
            client = MastodonClient(server.host, token=token, clock=self.clock)
            courses = tuple(plan.course for plan in self.config.plans if server.host in plan.servers)
            yield MastodonSource(client, self.clock, domain=self._servers.domain(server.host)), courses

    def _streams(self) -> Iterator[MastodonStream]:
        """Yield one stream a server that we have a token for and a hashtag that is read there."""
        for server in self.config.servers:
            plans = [plan for plan in self.config.plans if server.host in plan.servers]
            tags = {tag.key: tag for plan in plans for tag in plan.course.hashtags}
            for tag in tags.values() if server.token else ():
                token = server.token.reveal() if server.token else None
                wire = Wire(time_outs=TIME_OUTS)
                client = MastodonClient(server.host, token=token, clock=self.clock, session=wire)
                source = f"mastodon:{self._servers.domain(server.host) or client.host}"
                yield MastodonStream(client, self.clock, source=source, tag=tag)

    def _conversations(self) -> Iterator[Hearing]:
        """Yield where answers are collected: at the accounts that threads are sent from."""
        for outlet in self.config.outlets:
            plans = [each for each in self.config.plans if each.course.answers and outlet.name in each.outlets]
            if outlet.kind is not OutletKind.MASTODON or not plans:
                continue
            account = self.config.account(outlet.account)
            client, domain = self._client(account), self._servers.domain(account.server)
            yield Hearing(
                outlet=outlet.name,
                network=NETWORK,
                courses=tuple(each.course for each in plans),
                conversation=MastodonConversation(client, self.clock, domain=domain),
                source=MastodonSource(client, self.clock, domain=domain),
            )

    def _inboxes(self) -> Iterator[tuple[MastodonInbox, tuple[Course, ...]]]:
        for account in self.config.accounts:
            if account.token is None:
                continue
            outlets = {
                each.name for each in self.config.outlets if each.account.casefold() == account.handle.casefold()
            }
            courses = tuple(plan.course for plan in self.config.plans if outlets & set(plan.outlets))
            domain = account.handle.partition("@")[2]
            yield MastodonInbox(self._client(account), self.clock, name=account.handle, domain=domain), courses

    def _publishers(self, course: Course) -> tuple[Publisher, ...]:
        plan = self.config.plan(course.slug)
        outlets = {each.name: each for each in self.config.outlets}
        made = [self._publisher(outlets[name], plan) for name in plan.outlets]
        # Pages first, letters last (digest.md 3.2).
        return tuple(sorted(made, key=lambda each: (each.leaves_house, isinstance(each, Letters))))

    def _publisher(self, outlet: Outlet, plan: CoursePlan) -> Publisher:
        if outlet.kind is OutletKind.BLOG:
            return site.blog(outlet.name, self.config, self.store, self.templates, self.care)
        if outlet.kind is OutletKind.MASTODON:
            return self._mastodon(outlet, plan.course)
        return self._home(outlet, plan.course) or self._optional(outlet).publisher(self.means, outlet, plan)

    def _home(self, outlet: Outlet, course: Course) -> Publisher | None:
        """Return the outlet where it is another home of the page, or letters."""
        if outlet.markdown is not None:
            return homes.markdown(outlet.name, outlet.markdown, course, self.means)
        if outlet.wordpress is not None:
            return homes.wordpress(outlet.name, outlet.wordpress, course, self.means)
        return mail.letters(outlet.name, course, self.means) if outlet.kind is OutletKind.MAIL else None

    def _mastodon(self, outlet: Outlet, course: Course) -> MastodonPublisher:
        account = self.config.account(outlet.account)
        return MastodonPublisher(
            name=outlet.name,
            client=self._client(account),
            courses={course.slug: course},
            templates=self.templates,
            page_url=self._page_url,
            limits=self._servers.limits(account.server),
            root_visibility=outlet.root_visibility,
        )

    def _optional(self, outlet: Outlet) -> OptionalNetwork:
        for network in self.networks:
            if network.outlet is outlet.kind:
                return network
        raise ConfigError(
            [Problem(f"outlets.{outlet.name}", f'kind = "{outlet.kind.value}"', "a network built in here")]
        )

    @property
    def _announcer(self) -> Announcer | None:
        if not self.config.desk.told:
            return None
        return announcer_of(self.config, doors_of(self.config, self.store, self.clock, self.mint))

    @property
    def means(self) -> Means:
        """What optional networks work with."""
        return Means(
            config=self.config,
            store=self.store,
            clock=self.clock,
            templates=self.templates,
            page_url=self._page_url,
        )

    @property
    def care(self) -> SiteCare:
        """What is done when the site has changed."""
        return site.care_of(self.config, self.store, self.clock)

    def _page_url(self, digest: Digest) -> str:
        """Return the page that threads and letters link: on the outlet that is primary."""
        return address_like(homes.page_pattern(self._primary, self.config.site.url), digest.course, digest.day)

    @property
    def _primary(self) -> Outlet:
        return next(each for each in self.config.outlets if each.primary)

    def _client(self, account: Account) -> MastodonClient:
        token = account.token.reveal() if account.token else None
        return MastodonClient(account.server, token=token, clock=self.clock)

    def _web_reader(self) -> WebLinkReader:
        given = self.config.links
        limits = LinkLimits(
            page_bytes=given.page_size,
            document_bytes=given.document_size,
            whole=given.timeout,
            host_pause=given.host_pause,
        )
        return WebLinkReader(self.clock, contact=self.config.site.url, limits=limits)

    @property
    def _servers(self) -> Servers:
        return Servers(self.store, self.clock)
