"""`welearned read-links`: the pages behind shared links."""

from datetime import timedelta

from typing_extensions import override

from bot.cli.links import read_all
from bot.ports import Unreadable
from bot.tasks.read_links import HOST_PAUSE
from curation.model import PageCard, PageUrl
from tests.bot.cli.installation import Installation
from tests.fakes import FakeReader
from tests.makers import NOON, post
from tests.story.stage import Stage


def test_every_page_is_asked_for_and_counted(home: Installation) -> None:
    """Pages on addresses that are not public are refused without being asked; both are counted."""
    home.share_some(3)
    home.run("poll")

    first, second = home.run("read-links"), home.run("read-links")

    assert (first.exit_code, first.stdout) == (0, "0 pages read, 3 could not be read\n")
    assert (second.exit_code, second.stdout) == (3, "0 pages read, 0 could not be read\n")


class OnceBusy(FakeReader):
    """Wants a pause before its very first page."""

    @override
    def card(self, url: PageUrl, /) -> PageCard | Unreadable:
        if not self.asked:
            self.asked.append(url)
            return Unreadable(why=HOST_PAUSE, retry_at=NOON + timedelta(milliseconds=1))
        return super().card(url)


def test_turns_follow_each_other_until_nothing_waits() -> None:
    """A host that wants a pause is waited for; a host's second page comes with the next turn."""
    stage = Stage(reader=OnceBusy())
    stage.source.posts += [post("https://a.example/1"), post("https://a.example/2", number=2)]
    stage.poll()

    assert read_all(stage.read_links) == (2, 0)
    assert len(stage.reader.asked) == 3
