"""`welearned desk`: who is invited, and where it refuses to listen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.desk import desk_command
from tests.bot.cli.installation import TEXT

Run = Callable[..., Result]
EVERYWHERE = "0.0.0.0"  # noqa: S104 - that it is refused is the test
CONFIG = TEXT.format(
    go_live="false",
    site="https://digest.example.org",
    schedule="",
    pages="",
    server="mastodon.example",
    zone="UTC",
    hour="18:00",
    course="",
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call the command over a configuration with a `[desk]` section of the test's."""

    def call(*arguments: str, desk: str = "") -> Result:
        config = tmp_path / "config.toml"
        config.write_text(f"{CONFIG}\n[desk]\n{desk}\n", encoding="utf-8")
        password = tmp_path / "password"
        password.write_text("quiet otter")
        password.chmod(0o600)
        return CliRunner().invoke(desk_command, ["--config", str(config), *arguments])

    return call


def test_a_login_link_is_printed(run: Run) -> None:
    """For this machine by its own name; its token is long."""
    result = run("--link", "--who", "Kim")

    assert result.exit_code == 0
    address = result.output.split()[-1]
    assert address.startswith("http://localhost:8002/login/")
    assert len(address.rpartition("/")[2]) >= 43


def test_behind_a_proxy_the_link_names_the_proxy(run: Run) -> None:
    """With https, and only with a password."""
    result = run("--link", desk='host = "desk.example.org"\npassword_file = "password"')

    assert "https://desk.example.org/login/" in result.output


@pytest.mark.parametrize(
    ("arguments", "desk", "why"),
    [
        (["--host", EVERYWHERE], "", "--behind-proxy"),
        (["--host", "192.168.1.5"], 'host = "desk.example.org"\npassword_file = "password"', "--behind-proxy"),
        (["--host", EVERYWHERE, "--behind-proxy"], "", "password_file"),
        (["--host", "::", "--behind-proxy"], 'host = "desk.example.org"', "password_file"),
        (["--host", EVERYWHERE, "--behind-proxy"], 'password_file = "password"', "desk.host"),
        (["--host", "desk.example.org"], "", "--behind-proxy"),
        ([], 'host = "desk.example.org"', "password_file"),
        ([], 'host = "desk.example.org"\npassword_file = "missing"', "password_file"),
    ],
)
def test_nobody_opens_the_desk_to_others_by_accident(run: Run, arguments: list[str], desk: str, why: str) -> None:
    """Listening elsewhere takes a proxy that is named, a name and a password; being named takes the password."""
    result = run("--link", *arguments, desk=desk)

    assert result.exit_code == 2
    assert why in result.output
    assert "/login/" not in result.output
