"""`welearned label`: a filter from links to what they are."""

import json
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from bot.cli import main

Said = Mapping[str, object]


def label(*lines: object) -> tuple[int, list[Said]]:
    written = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    done = CliRunner().invoke(main, ["label"], input=b"".join(line + b"\n" for line in written))
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_each_link_is_labelled_with_its_rule() -> None:
    """Kind, rule and what it went by come out in step, with the address as given and its one spelling."""
    code, lines = label(
        {"url": "http://youtu.be/abcd?si=x", "title": "Courage"}, {"url": "https://blog.example/blog/a"}
    )

    assert code == 0
    assert lines == [
        {
            "url": "http://youtu.be/abcd?si=x",
            "page": "https://youtube.com/watch?v=abcd",
            "kind": "video",
            "rule": "YouTube video",
            "word": "youtube.com",
        },
        {
            "url": "https://blog.example/blog/a",
            "page": "https://blog.example/blog/a",
            "kind": "article",
            "rule": "word of the address",
            "word": "blog",
        },
    ]


def test_title_and_note_count() -> None:
    """Marks of people are seen in both."""
    _, lines = label(
        {"url": "https://site.example/a", "title": "[slides] A", "description": None},
        {"url": "https://site.example/a", "note": "Video: worth it"},
    )

    assert [each["kind"] for each in lines] == ["slides", "video"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{", "bad_json"),
        (b"\xff\xfe", "bad_json"),
        (b"[" * 100_000, "bad_json"),
        (b"[]", "bad_json"),
        (b"7", "bad_json"),
        (b'"' + b"x" * 1_100_000 + b'"', "too_long"),
        ({}, "bad_field"),
        ({"url": 7}, "bad_field"),
        ({"url": "https://site.example/a", "title": ["x"]}, "bad_field"),
        ({"url": "mailto:ana@site.example"}, "bad_url"),
        ({"url": ""}, "bad_url"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_answered(line: object, error: str) -> None:
    """What cannot be answered keeps its place, says why, and turns the exit code to 1; nothing else stops."""
    code, lines = label({"url": "https://site.example/"}, line, b"", {"url": "https://site.example/"})

    assert code == 1
    assert [each.get("error", each.get("kind")) for each in lines] == ["home", error, "home"]
    assert lines[1]["line"] == 2
    assert lines[1]["reason"]


def test_nothing_in_is_nothing_out() -> None:
    """Without input there is nothing to say and nothing wrong."""
    assert label() == (0, [])
