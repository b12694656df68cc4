"""Answers to the thread's question, from the server to the draft, as the commands do it."""

import json

from bot.config import read
from bot.wiring import open_house
from tests.bot.cli.installation import Installation

ASKING = """answers = true
questions = ["How do you share the things you learn every day?"]
[courses.thread]
items = 0"""


def asked(home: Installation) -> Installation:
    """Let an issue with a question be out, and three people answer it."""
    home.write(course=ASKING)
    home.share_some()
    home.run("poll")
    home.run("publish")
    (root,) = home.thread
    for who in ("eva", "finn"):
        home.server.post(who, "@bot On paper.", in_reply_to_id=root.id)
    home.server.post("gus", "@bot Between us.", in_reply_to_id=root.id, visibility="unlisted")
    return home


def test_poll_hears_answers_and_says_so(home: Installation) -> None:
    """Each thread outlet has a line of its own; what is not public is left out, and nothing is heard twice."""
    asked(home)

    first, second = home.run("poll"), home.run("poll")

    assert "answers:mastodon: 3 seen, 2 new, 1 left out (1 not_public)" in first.stdout
    assert "answers:mastodon: 3 seen, 0 new" in second.stdout


def test_the_daemon_hears_answers_and_looks_at_them_again(home: Installation) -> None:
    """A job an outlet; the account's server is asked whether they still stand."""
    asked(home)

    with open_house(read(home.config)) as house:
        names = [job.name for job in house.jobs()]
        swept = {source.name for source in house.sweep.sources}
        heard = {hear.conversation.name for hear in house.hears}

    assert "answers bit15 mastodon" in names
    assert heard <= swept


def test_the_question_stands_in_preview_with_what_waits(home: Installation) -> None:
    """For machines: what is shown of answers, and which wait for a person."""
    asked(home)

    shown = json.loads(home.run("preview", "bit15", "--json").stdout)

    assert (shown["answers"], shown["answers_waiting"]) == ([], [])
