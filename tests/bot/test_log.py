"""Logs as events: what is written, what is not, and who is kept quiet."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from typing_extensions import override

from bot import log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave logging as it was found."""
    yield
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    """For machines: name, level, time in UTC and the facts, on standard error."""
    log.configure(json=True)

    log.event("poll.done", source="mastodon:mastodon.example", new=3)

    out, err = capsys.readouterr()
    said = json.loads(err)
    assert out == ""
    assert said.pop("timestamp").endswith("Z")
    assert said == {"event": "poll.done", "level": "info", "source": "mastodon:mastodon.example", "new": 3}


def test_an_event_is_readable_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without colours that a log file would keep."""
    log.configure()

    log.event("part.done", part=1)

    err = capsys.readouterr().err
    assert "part.done" in err
    assert "part=1" in err
    assert "\x1b" not in err


def test_commands_tell_warnings_only(capsys: pytest.CaptureFixture[str]) -> None:
    """At a terminal the command speaks for itself; what a person may want to know is still told."""
    log.configure(quiet=True)

    log.event("poll.done")
    log.warning("part.failed", outlet="mastodon")

    err = capsys.readouterr().err
    assert "poll.done" not in err
    assert "part.failed" in err


@pytest.mark.parametrize("library", ["tweepy", "mastodon", "urllib3.connectionpool", "httpx", "apscheduler.scheduler"])
def test_t117_libraries_that_print_tokens_are_held(library: str) -> None:
    """However low the level of everything else is, their debug lines are not made; their warnings are."""
    heard: list[str] = []

    class Keeper(logging.Handler):
        """Keeps what reaches it."""

        @override
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    keeper, root = Keeper(level=1), logging.getLogger()
    before = root.level
    root.addHandler(keeper)
    root.setLevel(1)

    log.configure()
    logging.getLogger(library).debug("Authorization: Bearer %s", "hush")
    logging.getLogger(library).warning("slow")

    root.removeHandler(keeper)
    root.setLevel(before)
    assert heard == ["slow"]
