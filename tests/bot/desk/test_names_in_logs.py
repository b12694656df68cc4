"""What the desk writes for operators tells of nobody, whoever works at it and whatever goes wrong."""

import pytest

from bot.ports import Role
from tests.bot.desk.rooms import FAILURE, ISSUE, LADDER, PATH, RELEASE, WORDS, Room, do, shown


def test_t112_no_line_of_the_log_tells_what_was_done_at_the_desk(
    desk: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    """Coming in, looking, dropping, a note that names a sharer, keeping somebody out, letting out, a stranger."""
    kim = desk.client("Kim Okafor", Role.OWNER)
    stranger = desk.client("Nobody Known", Role.EDITOR)
    page = shown(kim)
    do(kim, "drop", FAILURE)
    kim.post(WORDS, form={"page": LADDER, "note": "Heidi found this gem.", "seen": "0"})
    do(kim, "never", LADDER, "person mastodon heidi@mastodon.example")
    kim.post(ISSUE, form={"question": "Who is Heidi?"})
    kim.post(RELEASE, form={"sum": "0"})
    kim.get("/bit15/2015-11-99/heidi")
    stranger.post(f"{PATH}act", form={"kind": "drop", "page": LADDER})

    told = capsys.readouterr()

    lines = (told.out + told.err).casefold()
    assert "heidi" in page.casefold()
    assert "desk.entered" in lines
    assert [mark for mark in ("heidi", "okafor", "nobody known", "ladder", "https://") if mark in lines] == []
