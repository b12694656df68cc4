"""An installation on this machine: a configuration, a fake server, and every command as a person types it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.serve import server as pages_of
from bot.clock import SystemClock
from bot.ports import Store
from bot.store import SqlStore
from tests.fake_mastodon import FakeMastodon, FakeStatus

NOWHERE = "https://203.0.113.{number}/{slug}"
"""A page on an address that belongs to nobody and that our reader refuses without asking."""
TEXT = """
go_live = {go_live}
[site]
url = "{site}"
operator = "Ana"
contact = "ana@example.org"
{pages}
[schedule]
{schedule}
[[networks.mastodon.servers]]
host = "{server}"
[[networks.mastodon.accounts]]
handle = "bot@mastodon.example"
server = "{server}"
token_file = "bot.token"
[[outlets]]
name = "blog"
kind = "blog"
primary = true
[[outlets]]
name = "mastodon"
kind = "mastodon"
account = "bot@mastodon.example"
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog", "mastodon"]
zone = "{zone}"
digest_time = "{hour}"
consent.mode = "open"
{course}
"""


_WARNED_UNTIL = 4
"""Hours in which clocks may change."""


def now() -> datetime:
    """Return the time by which commands and the server live here: commands ask this machine's clock."""
    return SystemClock().now()


@dataclass(kw_only=True)
class Installation:
    """What a facilitator has in front of them. The digest's hour was ten minutes ago, unless told otherwise."""

    folder: Path
    server: FakeMastodon
    site: str = "https://digest.example.org"
    due: datetime = field(default_factory=lambda: now() - timedelta(minutes=10))
    """An hour at which a digest is due."""

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def zone(self) -> str:
        """Where the course is: where it is not the middle of the night, for which a digest's hour brings a warning."""
        return "Etc/GMT-8" if self.due.hour < _WARNED_UNTIL else "UTC"

    @property
    def day(self) -> date:
        """The day of the digest that is due."""
        return self.due.date()

    def write(self, *, go_live: bool = True, schedule: str = "", course: str = "", pages: str = "") -> "Installation":
        """Write the configuration and the account's token."""
        text = TEXT.format(
            go_live=str(go_live).lower(),
            site=self.site,
            server=self.server.url,
            schedule=schedule,
            pages=pages,
            zone=self.zone,
            hour=f"{self.due.astimezone(ZoneInfo(self.zone)):%H:%M}",
            course=course,
        )
        self.config.write_text(text, encoding="utf-8")
        token = self.folder / "bot.token"
        token.write_text(self.server.token, encoding="utf-8")
        token.chmod(0o600)
        return self

    def run(self, *words: str, typed: str | None = None) -> Result:
        """Run `welearned` with *words* and this configuration."""
        return CliRunner().invoke(main, [*words, "--config", str(self.config)], input=typed, prog_name="welearned")

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the database beside the commands."""
        store = SqlStore.open(f"sqlite:///{self.folder / 'welearned.sqlite'}")
        try:
            yield store
        finally:
            store.close()

    def has_polled_for(self, days: int = 3) -> None:
        """Let this installation have looked at the tag for *days*: what is older than the first look is no news."""
        with self.store() as store, store.work() as work:
            source = f"mastodon:{self.server.domain}"
            work.cursors.put(source, "bit15", None, self.due - timedelta(days=days), 1)

    def share(self, *people: str, number: int, ago: timedelta = timedelta(hours=5)) -> str:
        """Let *people* share one page before the digest was due; return its address."""
        page = NOWHERE.format(number=number, slug=f"about-{number}")
        for person in people:
            self.server.post(person, f"worth reading {page} #BIT15", created_at=self.due - ago)
        return page

    def share_some(self, count: int = 4) -> list[str]:
        """Let people share *count* pages, the first by most of them; nobody shares two."""
        homes = ("", "@school.example", "@far.example")
        return [
            self.share(*(f"p{number}{home}" for home in homes[: max(3 - number, 1)]), number=number + 1)
            for number in range(count)
        ]

    @property
    def thread(self) -> list[FakeStatus]:
        """What stands on the server in our name, oldest first."""
        return self.server.published


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    """Show *folder* at the address given, as the public web server would."""
    folder.mkdir(parents=True, exist_ok=True)
    with pages_of(folder, 0) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Give an installation whose pages answer and whose account is all that it should be."""
    with FakeMastodon(clock=now) as server, pages(folder / "site") as site:
        yield Installation(folder=folder, server=server, site=site)


def until(happens: Callable[[], bool], *, seconds: float = 30.0) -> None:
    """Wait for what another thread or process does."""
    pause, end = threading.Event(), now() + timedelta(seconds=seconds)
    while not happens():
        assert now() < end, "waited for in vain"
        pause.wait(0.02)
