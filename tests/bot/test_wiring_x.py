"""X in the house: wired where it is configured, and taken out without a trace."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.cli.preview import Bills, bills_of
from bot.config import Config, load
from bot.errors import ChannelOff, ConfigError
from bot.networks.x.tokens import UserToken
from bot.ports import Finding, Level
from bot.render.templates import Templates
from bot.store import SqlStore
from bot.wiring import examined_networks, open_house
from bot.wiring.optional import Means
from bot.wiring.x import XNetwork
from curation.budget import DOLLAR, dollars
from tests.bot.test_config_x import ACCOUNT, COURSE, KEYS, NETWORK, OUTLETS, SITE, TOKEN
from tests.bot.x.stage import part
from tests.fake_x import FakeX
from tests.fakes import FakeReader, TickingClock

ROOT = Path(__file__).parents[2]
NUMBERED = ACCOUNT.replace('"123"', '"9000"')
READING = 'bearer_token_file = "bearer"\n'
SECOND = COURSE.replace('slug = "bit15"', 'slug = "other"\nread_x = false').replace('["blog", "x"]', '["blog"]')


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def x(clock: TickingClock) -> Iterator[FakeX]:
    with FakeX(clock.now) as running:
        yield running


def configured(folder: Path, x: FakeX, network: str, courses: str = COURSE) -> Config:
    keys = x.user_keys
    secrets = {
        "WELEARNED_BEARER": x.app.bearer,
        "WELEARNED_API_KEY": keys.consumer_key,
        "WELEARNED_API_SECRET": keys.consumer_secret,
        "WELEARNED_ACCESS_TOKEN": keys.access_token,
        "WELEARNED_ACCESS_SECRET": keys.access_secret,
        "WELEARNED_TOKEN": x.user_token(expires_at=x.clock()).written(),
    }
    return load(SITE + network + OUTLETS + courses, secrets, folder)


def findings(config: Config, x: FakeX, clock: TickingClock) -> list[Finding]:
    return [each for _, each in examined_networks(config, clock, (XNetwork(wire=x.wire),))]


def means(config: Config, clock: TickingClock) -> Means:
    return Means(
        config=config,
        store=SqlStore.open("sqlite://"),
        clock=clock,
        templates=Templates(),
        page_url=lambda _digest: "https://digest.example.org/",
    )


@pytest.mark.parametrize(
    ("courses", "heard"), [(COURSE + SECOND, ["bit15"]), (COURSE.replace('["blog", "x"]', '["blog"]'), ["bit15"])]
)
def test_an_account_with_keys_is_listened_to(
    tmp_path: Path, x: FakeX, clock: TickingClock, courses: str, heard: list[str]
) -> None:
    """It speaks for the courses that post from it, else for those that are read there."""
    config = configured(tmp_path, x, NETWORK + NUMBERED + KEYS, courses)

    with open_house(config, clock=clock, reader=FakeReader(), networks=(XNetwork(wire=x.wire),)) as house:
        listens = {each.inbox.name: each for each in house.listens}

        assert [each.slug for each in listens["x"].courses] == heard
        assert listens["x"]().trouble == ""
    assert [each.path for each in x.requests] == ["/2/users/9000/mentions"]


def test_an_account_without_keys_is_not_listened_to(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """Nothing is asked that X would refuse."""
    config = load(SITE + NETWORK + NUMBERED + KEYS + OUTLETS + COURSE, {}, tmp_path)

    with open_house(config, clock=clock, reader=FakeReader(), networks=(XNetwork(wire=x.wire),)) as house:
        assert [each.inbox.name for each in house.listens] == []


def test_a_course_has_a_source_of_its_own_unless_it_stays_away(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """Its cursor and its costs are its own."""
    config = configured(tmp_path, x, NETWORK + READING + NUMBERED + KEYS, COURSE + SECOND)

    with open_house(config, clock=clock, reader=FakeReader(), networks=(XNetwork(wire=x.wire),)) as house:
        assert [(poll.source.name, [each.slug for each in poll.courses]) for poll in house.polls] == [
            ("x:bit15", ["bit15"])
        ]
        assert [(each.network, each.budget.monthly) for each in house.costs] == [("x", 25 * DOLLAR)]


def test_without_a_token_nothing_is_read(tmp_path: Path, clock: TickingClock) -> None:
    """Publishing alone is a way to use X, and texts can be made before there are keys."""
    config = load(SITE + NETWORK + READING + NUMBERED + KEYS + OUTLETS + COURSE, {}, tmp_path)

    with open_house(config, clock=clock, reader=FakeReader()) as house:
        publishers = house.courses[0].publishers
        assert house.polls == ()
        with pytest.raises(ChannelOff):
            publishers[1].send(part(), "bit15/2015-11-11:x:0:1", None)


def test_without_a_section_there_is_no_bill(tmp_path: Path, clock: TickingClock) -> None:
    """Nothing of X is made, examined or counted."""
    config = load(COURSE.replace(', "x"', ""), {}, tmp_path)

    with open_house(config, clock=clock, reader=FakeReader()) as house:
        assert (house.costs, house.polls, len(house.courses[0].publishers)) == ((), (), 1)
    assert list(examined_networks(config, clock)) == []


def test_a_network_that_was_taken_out_is_missed_by_its_outlet(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """A configuration that still names it is told so."""
    config = configured(tmp_path, x, NETWORK + NUMBERED + KEYS)

    with (
        pytest.raises(ConfigError, match="a network built in here"),
        open_house(config, clock=clock, reader=FakeReader(), networks=()),
    ):
        pass


def test_an_outlet_needs_an_account(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """The configuration sees to it; wiring does not rely on that."""
    right = configured(tmp_path, x, NETWORK + NUMBERED + KEYS)
    without = load(COURSE.replace(', "x"', ""), {}, tmp_path)

    with pytest.raises(ConfigError, match="an outlet posts from it"):
        XNetwork().publisher(means(without, clock), right.outlets[1], right.plans[0])


def test_preview_prices_every_part(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """A quiet day has one part, with the link; what is free has no bill."""
    config = configured(tmp_path, x, NETWORK + NUMBERED + KEYS, COURSE.replace("zone", 'quiet = "publish"\nzone'))

    with open_house(config, clock=clock, reader=FakeReader(), networks=(XNetwork(wire=x.wire),)) as house:
        course = house.courses[0]
        issue = course.compose(date(2015, 11, 11))
        bills: Bills = bills_of(issue, course.publishers)

    assert list(bills) == ["x"]
    assert [(each.addresses, dollars(each.price)) for each in bills["x"]] == [(1, "$0.20")]


def test_a_renewed_token_is_in_its_file_before_it_is_used(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """Only its owner can read it, and a restart begins with it."""
    config = configured(tmp_path, x, NETWORK + NUMBERED + TOKEN)

    found = findings(config, x, clock)

    kept = UserToken.read((tmp_path / "token").read_text(encoding="utf-8"))
    assert kept.access in x.routes.keys.access
    assert (tmp_path / "token").stat().st_mode & 0o777 == 0o600
    assert {each.level for each in found} <= {Level.GOOD, Level.WARNING}


def test_everything_is_examined_in_turn(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """The token for reading, the account, and what the month may still cost."""
    config = configured(tmp_path, x, NETWORK + READING + NUMBERED + KEYS)

    found = findings(config, x, clock)

    assert [each.what for each in found] == ["timeline", "account", "scopes", "bot_flag", "budget"]
    assert found[-1].text == "this month may still cost: reading $15.00, sweeping $2.50, publishing $24.99"


def test_missing_keys_are_found(tmp_path: Path, x: FakeX, clock: TickingClock) -> None:
    """Nobody is asked for them."""
    config = load(SITE + NETWORK + READING + NUMBERED + KEYS + OUTLETS + COURSE, {}, tmp_path)

    found = findings(config, x, clock)

    assert [(each.what, each.level) for each in found] == [
        ("token", Level.BAD),
        ("token", Level.BAD),
        ("budget", Level.GOOD),
    ]
    assert x.requests == []


def test_the_program_works_without_the_folder(tmp_path: Path) -> None:
    """Without `bot/networks/x`, its module of wiring and its lines there, a day is read, composed and shown."""
    for package in ("bot", "curation", "templates", "examples"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(tmp_path / "bot" / "networks" / "x")
    (tmp_path / "bot" / "wiring" / "x.py").unlink()
    lines = tmp_path / "bot" / "wiring" / "networks.py"
    kept = [line for line in lines.read_text(encoding="utf-8").splitlines() if "XNetwork" not in line]
    lines.write_text("\n".join(kept), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "examples/bit15", "--out", "out"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Here are some of the things we learned in #BIT15 today" in done.stdout
    assert list((tmp_path / "out" / "site").glob("bit15/2015/*/*/index.html"))
