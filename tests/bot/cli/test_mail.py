"""`welearned mail`, and letters from `welearned publish`, through a real mail server on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.exits import Exit
from tests.bot.cli.installation import Installation, installation
from tests.bot.mail.post_office import PostOffice, post_office

ANN = "ann@school.example"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, office: PostOffice) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.write()
        text = made.config.read_text(encoding="utf-8")
        mail = (
            f'[mail]\nserver = "127.0.0.1"\nport = {office.port}\nsecurity = "none"\nsender = "digest@example.org"\n'
            '[forms]\nurl = "https://forms.example.org"\n[[outlets]]\nname = "mail"\nkind = "mail"\n'
        )
        text = text.replace("[[courses]]", f"{mail}[[courses]]")
        text = text.replace('["blog", "mastodon"]', '["blog", "mastodon", "mail"]')
        made.config.write_text(text, encoding="utf-8")
        yield made


def test_digest_goes_to_who_is_on_the_list(home: Installation, office: PostOffice) -> None:
    """Added by hand, listed, mailed once, removed."""
    home.has_polled_for()
    home.share_some()
    home.run("poll")
    added = home.run("mail", "add", "bit15", ANN)
    home.run("mail", "add", "bit15", "ben@school.example", "--weekly")
    listed = home.run("mail", "list", "bit15")

    published = home.run("publish")
    home.run("publish")
    removed = home.run("mail", "remove", "bit15", ANN)
    again = home.run("mail", "remove", "bit15", ANN)

    assert (added.exit_code, published.exit_code) == (Exit.DONE, Exit.DONE), published.output
    assert f"{ANN} · daily · gets the digests" in listed.stdout
    assert "2 of 2 get the digests" in listed.stdout
    assert office.to() == [ANN]
    assert "https://forms.example.org/mail/stop?token=" in str(office.read()["List-Unsubscribe"])
    assert (removed.exit_code, again.exit_code) == (Exit.DONE, Exit.NOTHING)


def test_t128_dry_run_sends_no_letter(home: Installation, office: PostOffice) -> None:
    """With `--dry-run` nobody gets mail."""
    home.run("mail", "add", "bit15", ANN)
    home.has_polled_for()
    home.share_some()
    home.run("poll")

    home.run("publish", "--dry-run")

    assert office.letters == []


def test_what_is_no_address_is_wrong_use(home: Installation) -> None:
    """Nothing is kept of it."""
    assert home.run("mail", "add", "bit15", "nobody").exit_code == Exit.WRONG_USE
    assert home.run("mail", "list", "bit15").exit_code == Exit.NOTHING


def test_one_letter_tries_the_server(home: Installation, office: PostOffice) -> None:
    """It arrives, or what the server said is told."""
    taken = home.run("mail", "test", ANN)
    office.at_rcpt[ANN] = "550 no"
    refused = home.run("mail", "test", ANN)

    assert (taken.exit_code, refused.exit_code) == (Exit.DONE, Exit.FAILED)
    assert office.to() == [ANN]
    assert "(550)" in refused.stdout


def test_doctor_tries_the_mail_server(home: Installation, office: PostOffice) -> None:
    """Whether it lets us in, and whether letters are signed; no letter is sent."""
    well = home.run("doctor")
    text = home.config.read_text(encoding="utf-8").replace(f"port = {office.port}", "port = 1")
    home.config.write_text(text, encoding="utf-8")
    gone = home.run("doctor")

    assert "✓ mail 127.0.0.1: lets us in" in well.output
    assert "! mail 127.0.0.1: letters are not signed" in well.output
    assert "✗ mail 127.0.0.1: the mail server does not answer" in gone.output
    assert office.letters == []
