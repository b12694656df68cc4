"""`welearned forms`, as its operator starts it."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.config import load
from bot.render.pages import Pages
from bot.render.sites import Site
from bot.render.templates import Templates
from bot.wiring import open_house
from bot.wiring.forms import forms_of
from tests.bot.cli.installation import until
from tests.makers import course

CONFIG = """
[site]
title = "What we learned"
contact = "ana@example.org"
[forms]
url = "https://digest.example.org/forms"
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "UTC"
consent.mode = "open"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "config.toml"
    written.write_text(CONFIG, encoding="utf-8")
    return written


def test_c04_the_forms_are_served_until_they_are_told_to_stop(file: Path) -> None:
    """A real process answers a real request on this machine, also below the proxy's path, and ends in order."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "bot", "forms", "--config", str(file), "--port", str(port)]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def answers() -> bool:
        assert running.poll() is None, running.communicate()
        try:
            return httpx.get(f"http://127.0.0.1:{port}/forms/request").status_code == 200
        except httpx.TransportError:
            return False

    until(answers)
    head = httpx.get(f"http://127.0.0.1:{port}/request").headers
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)

    assert "server" not in head
    assert head["cache-control"] == "no-store"


def test_the_forms_of_a_configuration_have_its_path_and_style(file: Path) -> None:
    """What a proxy puts before it is what `forms.url` says; the style is the site's."""
    config = load(file.read_text(encoding="utf-8"), {}, file.parent)
    with open_house(config) as house:
        forms = forms_of(config, house)

    assert forms.prefix == "/forms"
    assert b"--paper" in forms.style
    assert b".trap" in forms.style


def test_a_port_that_is_none_is_wrong_use(file: Path) -> None:
    """The command says so before it opens anything."""
    done = CliRunner().invoke(main, ["forms", "--config", str(file), "--port", "99999"])

    assert done.exit_code == 2


@pytest.mark.parametrize(
    ("forms", "shown"),
    [("https://digest.example.org/forms/", True), ("", False)],
    ids=["where there is a form", "where there is none"],
)
def test_c04_the_policy_links_the_form_only_where_there_is_one(forms: str, *, shown: bool) -> None:
    """The page names the address of a person in any case."""
    site = Site(title="What we learned", contact="ana@example.org", forms=forms)

    page = Pages(templates=Templates(), site=site, courses={"bit15": course()}).policy()

    assert ('href="https://digest.example.org/forms/request"' in page) is shown
    assert "mailto:ana@example.org" in page
