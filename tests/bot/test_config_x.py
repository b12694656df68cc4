"""What the configuration says of X: its money has no default, its keys are of one kind."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.config import Config, OutletKind, load
from bot.config.secrets import write_secret
from bot.errors import ConfigError
from curation.budget import DOLLAR, X_PRICES, Call, MicroUsd, Shares, Use
from curation.model import AccountRef

COURSE = """
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog", "x"]
zone = "UTC"
consent.mode = "open"
"""
SITE = 'site.url = "https://digest.example.org"\n'
OUTLETS = """
[[outlets]]
name = "blog"
kind = "blog"
primary = true
[[outlets]]
name = "x"
kind = "x"
"""
NETWORK = "[networks.x]\nmonthly_budget_usd = 25\n"
ACCOUNT = '[networks.x.account]\nhandle = "@BIT15digest"\nid = "123"\n'
KEYS = (
    'api_key_file = "api-key"\napi_secret_file = "api-secret"\n'
    'access_token_file = "access-token"\naccess_secret_file = "access-secret"\n'
)
TOKEN = 'oauth2_token_file = "token"\n'


def config(text: str, folder: Path = Path("/nowhere"), env: Mapping[str, str] | None = None) -> Config:
    return load(SITE + text + OUTLETS + COURSE, env or {}, folder)


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config(text)
    return [str(problem) for problem in caught.value.problems]


def test_without_a_section_there_is_no_x(tmp_path: Path) -> None:
    """Nothing of X is there unless it is written."""
    assert load(COURSE.replace(', "x"', ""), {}, tmp_path).x is None


def test_a_section_becomes_money_keys_and_an_outlet() -> None:
    """Everything is in its place, the secrets wrapped."""
    secrets = {f"WELEARNED_{name}": name for name in ("API_KEY", "API_SECRET", "ACCESS_TOKEN", "ACCESS_SECRET", "APP")}

    found = config(NETWORK + 'bearer_token_file = "app"\nlink_part = "last"\n' + ACCOUNT + KEYS, env=secrets)

    assert found.x is not None
    assert (found.x.budget.monthly, found.x.budget.shares, found.x.prices) == (25 * DOLLAR, Shares(), X_PRICES)
    assert (found.x.reads, found.x.can_read, found.x.can_write) == (True, True, True)
    assert (found.x.urls, found.x.link_part) == ("one", "last")
    assert [(each.name, each.kind) for each in found.outlets][1] == ("x", OutletKind.X)
    account = found.x.account
    assert account is not None
    assert account.keys is not None
    assert (account.handle, account.id) == ("BIT15digest", "123")
    assert (account.keys.api_key.reveal(), account.keys.access_secret.reveal()) == ("API_KEY", "ACCESS_SECRET")
    assert "API" not in repr(found.x)


def test_missing_files_are_no_fault() -> None:
    """Texts can be looked at before there are keys."""
    found = config(NETWORK + 'bearer_token_file = "app"\n' + ACCOUNT + KEYS)

    assert found.x is not None
    assert (found.x.reads, found.x.can_read, found.x.can_write) == (True, False, False)


@pytest.mark.parametrize("there", [True, False])
def test_a_token_that_is_renewed_knows_its_file(tmp_path: Path, *, there: bool) -> None:
    """OAuth 2: the file is read now, and written by whoever renews the token."""
    if there:
        write_secret(tmp_path / "token", '{"access": "a"}')

    found = config(NETWORK + ACCOUNT + TOKEN, tmp_path)

    assert found.x is not None
    assert found.x.account is not None
    assert found.x.account.keys is None
    assert found.x.account.token is not None
    assert (found.x.account.token.file, found.x.can_write) == (tmp_path / "token", there)


def test_our_own_account_is_known_by_number_and_name() -> None:
    """Searches tell the number, sheets only the name."""
    [course] = config(NETWORK + ACCOUNT + KEYS).courses

    assert course.own_accounts == {AccountRef("x", "123"), AccountRef("x", "name:bit15digest")}


def test_prices_of_the_file_replace_ours() -> None:
    """With their date; what is not named stays."""
    prices = "[networks.x.prices]\nas_of = 2027-01-01\nread_post_usd = 0.006\ndelete_usd = 1\n"

    found = config(NETWORK + ACCOUNT + KEYS + prices)

    assert found.x is not None
    assert found.x.prices == X_PRICES.changed(
        date(2027, 1, 1), {Call.READ_POST: MicroUsd(6_000), Call.DELETE: MicroUsd(DOLLAR)}
    )


def test_shares_of_the_file_divide_the_money() -> None:
    """What is named is per cent of the month's money."""
    found = config(NETWORK + ACCOUNT + KEYS + "[networks.x.shares]\nreading = 20\npublishing = 80\nsweeping = 0\n")

    assert found.x is not None
    assert found.x.budget.share(Use.READING) == 5 * DOLLAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[networks.x]\n" + ACCOUNT + KEYS, "monthly_budget_usd", id="no-budget"),
        pytest.param('[networks.x]\nmonthly_budget_usd = "25"\n' + ACCOUNT + KEYS, "amount of US dollars", id="text"),
        pytest.param("[networks.x]\nmonthly_budget_usd = -1\n" + ACCOUNT + KEYS, "amount of US dollars", id="debt"),
        pytest.param("[networks.x]\nmonthly_budget_usd = nan\n" + ACCOUNT + KEYS, "amount of US dollars", id="nan"),
        pytest.param("[networks.x]\nmonthly_budget_usd = true\n" + ACCOUNT + KEYS, "amount of US dollars", id="bool"),
        pytest.param(
            "[networks.x]\nmonthly_budget_usd = 0.0000001\n" + ACCOUNT + KEYS, "amount of US dollars", id="too-fine"
        ),
        pytest.param("", "[networks.x.account], because it posts from there", id="outlet-without-section"),
        pytest.param(NETWORK, "[networks.x.account], because it posts from there", id="outlet-without-account"),
        pytest.param(NETWORK + ACCOUNT, "found no keys, expected either api_key_file", id="no-keys"),
        pytest.param(NETWORK + ACCOUNT + KEYS + TOKEN, "expected either api_key_file", id="two-kinds"),
        pytest.param(NETWORK + ACCOUNT + 'api_key_file = "a"\n', "found api_key_file, expected", id="half-a-kind"),
        pytest.param(NETWORK + ACCOUNT.replace("BIT15digest", "bit 15") + KEYS, "a user name on X", id="handle"),
        pytest.param(
            NETWORK + ACCOUNT + KEYS + "[networks.x.shares]\nreading = 90\n", "130 per cent together", id="shares"
        ),
        pytest.param(
            NETWORK + ACCOUNT + KEYS + '[[outlets]]\nname = "y"\nkind = "x"\n',
            "they share an account",
            id="two-outlets",
        ),
    ],
)
def test_what_cannot_be_is_told(text: str, expected: str) -> None:
    """Money without an amount, keys without their like, an outlet without an account."""
    found = problems(text)

    assert any(expected in each for each in found), found


@pytest.mark.parametrize(
    ("network", "warned"),
    [
        pytest.param("monthly_budget_usd = 26\n", False, id="enough"),
        pytest.param("monthly_budget_usd = 25\n", True, id="a long month of threads costs $7.595"),
        pytest.param('monthly_budget_usd = 7\nurls = "none"\n', False, id="no links"),
        pytest.param('monthly_budget_usd = 82\nurls = "all"\n', True, id="a link in each"),
    ],
)
def test_too_little_for_a_thread_a_day_is_said(network: str, *, warned: bool) -> None:
    """It is allowed: threads then live on what reading leaves."""
    found = config("[networks.x]\n" + network + ACCOUNT + KEYS)

    assert any("a thread a day" in each for each in found.warnings) == warned


def test_a_thread_that_links_needs_an_address() -> None:
    """X makes links of public addresses only; without links, none is needed."""
    text = NETWORK + ACCOUNT + KEYS + OUTLETS + COURSE

    with pytest.raises(ConfigError, match="because threads on X link it"):
        load(text, {}, Path("/nowhere"))
    assert load(text.replace("= 25", '= 25\nurls = "none"'), {}, Path("/nowhere")).x


def test_too_little_for_one_search_is_said() -> None:
    """Ten posts with their authors are the least that a search may bring."""
    found = config("[networks.x]\nmonthly_budget_usd = 0.2\n" + 'bearer_token_file = "app"\n' + ACCOUNT + KEYS)

    assert any("too little for one search" in each for each in found.warnings)


def test_a_course_that_does_not_post_there_costs_nothing_there() -> None:
    """Only threads that go to X are counted."""
    text = (NETWORK + ACCOUNT + KEYS + OUTLETS + COURSE).replace('["blog", "x"]', '["blog"]')

    found = load(SITE + text.replace("= 25", "= 1"), {}, Path("/nowhere"))

    assert not [each for each in found.warnings if "thread a day" in each]


def test_a_course_may_stay_away_from_x() -> None:
    """Reading is paid, so a course may do without."""
    found = load(
        SITE + NETWORK + ACCOUNT + KEYS + OUTLETS + COURSE.replace("zone", "read_x = false\nzone"), {}, Path("/nowhere")
    )

    assert [plan.on_x for plan in found.plans] == [False]


def test_money_is_shown_as_it_is_written() -> None:
    """`config show` gives dollars back."""
    shown = config(NETWORK + ACCOUNT + KEYS).file.model_dump(mode="json")

    assert shown["networks"]["x"]["monthly_budget_usd"] == 25.0
