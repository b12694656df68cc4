"""X, as far as it is configured: a network that bills, so everything goes past the till."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from typing_extensions import override

from bot.config import CoursePlan as Plan
from bot.config import Outlet, OutletKind, X, XAccount
from bot.config.secrets import write_secret
from bot.errors import ConfigError, Problem
from bot.networks.archives.mappers import Mapper
from bot.networks.archives.shapes import Shape
from bot.networks.x import mapping, mapping_v1, sheets
from bot.networks.x.checks import check_account, check_reading
from bot.networks.x.client import XClient
from bot.networks.x.inbox import XInbox
from bot.networks.x.login import Login as BegunLogin
from bot.networks.x.login import begin
from bot.networks.x.publisher import XPublisher
from bot.networks.x.source import XSource
from bot.networks.x.tokens import AppToken, UserKeys, UserToken
from bot.networks.x.wire import Wire
from bot.ports import Clock, Finding, Inbox, Level, Source
from bot.render.threads import LinkPart, UrlPolicy
from bot.tasks.costs import Costs
from bot.tasks.till import StoreTill
from bot.wiring.optional import App, Login, Means, OptionalNetwork
from curation.budget import dollars
from curation.model import Course

_ARCHIVES: Mapping[Shape, Mapper] = {
    Shape.TWARC2: mapping.captures_of_page,
    Shape.TWARC1: mapping_v1.captures_of_v1,
    Shape.TWEETS: mapping_v1.captures_of_own,
    Shape.TAGS: sheets.captures_of_row,
}
_NO_TOKEN = "none-yet"  # noqa: S105 it is none
"""Texts can be looked at before there are keys; nothing can be read or sent."""


@dataclass(frozen=True)
class XNetwork(OptionalNetwork):
    """Reads with the application's token, a source a course; posts with the account's keys."""

    name: str = "x"
    outlet: OutletKind = OutletKind.X
    archives: Mapping[Shape, Mapper] = field(default_factory=lambda: _ARCHIVES)
    wire: Callable[[], Wire] = Wire

    @override
    def sources(self, means: Means, /) -> Iterator[tuple[Source, tuple[Course, ...]]]:
        x = means.config.x
        if x is None or x.bearer is None:
            return
        client = self._reading(x, means.clock)
        for plan in means.config.plans:
            if plan.on_x:
                yield XSource(client, means.clock, self._till(x, means), course=plan.course.slug), (plan.course,)

    @override
    def inboxes(self, means: Means, /) -> Iterator[tuple[Inbox, tuple[Course, ...]]]:
        """Yield the account's, once it has keys: it speaks for courses that post there, else for those read there."""
        x = means.config.x
        if x is None or x.account is None or not x.can_write:
            return
        outlets = {each.name for each in means.config.outlets if each.kind is self.outlet}
        posting = tuple(each.course for each in means.config.plans if outlets & set(each.outlets))
        reading = tuple(each.course for each in means.config.plans if each.on_x)
        client = self._writing(x, x.account, means.clock)
        yield XInbox(client, means.clock, self._till(x, means)), posting or reading

    @override
    def publisher(self, means: Means, outlet: Outlet, plan: Plan, /) -> XPublisher:
        x, account = _configured(means)
        return XPublisher(
            name=outlet.name,
            client=self._writing(x, account, means.clock),
            till=self._till(x, means),
            prices=x.prices,
            clock=means.clock,
            courses={plan.course.slug: plan.course},
            templates=means.templates,
            page_url=means.page_url,
            urls=UrlPolicy(x.urls),
            link_part=LinkPart(x.link_part),
        )

    @override
    def costs(self, means: Means, /) -> Iterator[Costs]:
        x = means.config.x
        if x is not None:
            yield Costs(network=self.name, budget=x.budget, prices=x.prices, store=means.store, clock=means.clock)

    @override
    def findings(self, means: Means, /) -> Iterator[Finding]:
        x = means.config.x
        if x is None:
            return
        if x.reads:
            yield from self._findings_of_reading(x, means)
        if x.account is not None:
            yield from self._findings_of_account(x, x.account, means)
        for costs in self.costs(means):
            left = ", ".join(f"{use.value} {dollars(money)}" for use, money in costs().left.items())
            yield Finding(level=Level.GOOD, what="budget", text=f"this month may still cost: {left}")

    @override
    def login(self, clock: Clock, app: App, /) -> Login:
        return _XLogin(
            begin(
                app.client_id,
                redirect=app.redirect,
                clock=clock,
                client_secret=app.client_secret,
                wire=self.wire(),
            )
        )

    def _findings_of_reading(self, x: X, means: Means) -> Iterator[Finding]:
        if x.bearer is None:
            missing = "has no token for reading; make one in the developer console and keep it in bearer_token_file"
            yield Finding(level=Level.BAD, what="token", text=missing)
            return
        yield from check_reading(self._reading(x, means.clock))

    def _findings_of_account(self, x: X, account: XAccount, means: Means) -> Iterator[Finding]:
        if not x.can_write:
            yield Finding(level=Level.BAD, what="token", text=f"has no keys for {account.handle}; docs/x.md says how")
            return
        client = self._writing(x, account, means.clock)
        yield from check_account(client, self._till(x, means), handle=account.handle, account_id=account.id)

    def _till(self, x: X, means: Means) -> StoreTill:
        return StoreTill(network=self.name, budget=x.budget, prices=x.prices, store=means.store, clock=means.clock)

    def _reading(self, x: X, clock: Clock) -> XClient:
        return XClient(_app_token(x), clock, wire=self.wire())

    def _writing(self, x: X, account: XAccount, clock: Clock) -> XClient:
        """Return a client that acts for *account*; one that may not write where its keys are missing."""
        given = account.token
        if given is None or given.token is None:
            return XClient(_user_keys(account) or _app_token(x), clock, wire=self.wire())
        file, token = given.file, UserToken.read(given.token.reveal())
        return XClient(token, clock, keep=lambda fresh: write_secret(file, fresh.written()), wire=self.wire())


@dataclass(frozen=True)
class _XLogin(Login):
    begun: BegunLogin

    @property
    @override
    def url(self) -> str:
        return self.begun.url

    @override
    def secret(self, address: str, /) -> str:
        return self.begun.token(address).written()


def _app_token(x: X) -> AppToken:
    return AppToken(bearer=x.bearer.reveal() if x.bearer else _NO_TOKEN)


def _user_keys(account: XAccount) -> UserKeys | None:
    keys = account.keys
    if keys is None:
        return None
    return UserKeys(
        consumer_key=keys.api_key.reveal(),
        consumer_secret=keys.api_secret.reveal(),
        access_token=keys.access_token.reveal(),
        access_secret=keys.access_secret.reveal(),
    )


def _configured(means: Means) -> tuple[X, XAccount]:
    x = means.config.x
    if x is None or x.account is None:
        raise ConfigError([Problem("networks.x.account", "nothing", "an account, because an outlet posts from it")])
    return x, x.account
