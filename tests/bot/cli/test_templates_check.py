"""`welearned templates check`: every template against the digests that are hardest to render."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main


def check(*options: str) -> Result:
    return CliRunner().invoke(main, ["templates", "check", *options])


def test_our_own_templates_survive_every_specimen() -> None:
    """In English and French, whatever people are called and write, every part fits and links only what it should."""
    done = check()

    assert done.exit_code == 0, [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert "✓ en, 20 sharers: mastodon: 4 parts, the longest" in done.stdout
    assert "✓ fr, everything as long as it may be: blog: 1 part" in done.stdout
    assert "✓ en, a right-to-left name: x: 4 parts, the longest" in done.stdout
    assert "✓ fr, a template for a name: site: " in done.stdout
    assert "✓ he, everything as long as it may be: site: " in done.stdout
    assert "✓ fr, everything as long as it may be: mail: 1 part" in done.stdout
    assert done.stdout.splitlines()[-1] == f"All {len(done.stdout.splitlines()) - 1} are as they should be."


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ v.nothing }}", "nothing"),
        ("{{ v.tag }} #Another {{ v.page }}", "would link"),
        ("{{ v.tag }} " + "word " * 120 + "{{ v.page }}", "does not fit"),
        ("{% if %}", "Expected an expression"),
    ],
    ids=["unknown", "links-more", "too-long", "broken"],
)
def test_faults_of_a_courses_own_template_are_found(tmp_path: Path, template: str, fault: str) -> None:
    """A template of one's own that names nothing, links more or never fits is a fault with exit code 1."""
    (tmp_path / "thread").mkdir()
    (tmp_path / "thread/root.txt").write_text(template, encoding="utf-8")

    done = check("--folder", str(tmp_path), "--language", "en")

    bad = [line for line in done.stdout.splitlines() if line.startswith("✗ en, 1 sharer: mastodon: thread/root")]
    assert (done.exit_code, len(bad)) == (1, 1), done.output
    assert fault in bad[0]
    assert "cannot be sent; each has a ✗ above" in done.stdout.splitlines()[-1]


def test_language_without_words_is_a_fault() -> None:
    """A language that nobody has put into words is told, not shown in English."""
    done = check("--language", "tlh")

    assert (done.exit_code, "no words yet" in done.output) == (1, True)


def test_hostile_text_does_not_reach_the_terminal() -> None:
    """Direction marks and the like are shown in the output, not obeyed."""
    assert not set(check("--language", "en").stdout) & {"\u2068", "\u202e", "\x1b"}


@pytest.mark.parametrize(
    ("template", "text", "fault"),
    [
        ("blog/topic.html", '<html dir="ltr"><p>{{ v.heading }}</p>', "is written ltr, and its language rtl"),
        ("blog/topic.html", '<html dir="{{ v.head.direction }}"><script>{{ v.heading }}</script>', "holds a script"),
        ("blog/span.html", '<html dir="{{ v.head.direction }}"><p style="color: red">x</p>', "an element has style"),
        ("blog/span.html", '<html dir="{{ v.head.direction }}"><a href="javascript:x">x</a>', "leads to javascript:x"),
        ("blog/search.html", "", "cannot be read back"),
    ],
    ids=["not mirrored", "a script", "a style", "a wrong way", "empty"],
)
def test_faults_of_a_courses_own_page_are_found(tmp_path: Path, template: str, text: str, fault: str) -> None:
    """A page of one's own that is not mirrored, runs something or leads where it must not is a fault."""
    (tmp_path / "blog").mkdir()
    (tmp_path / template).write_text(text, encoding="utf-8")

    done = check("--folder", str(tmp_path), "--language", "en")

    assert done.exit_code == 1
    assert [line for line in done.stdout.splitlines() if line.startswith("✗ he, one item: site: ") and fault in line]
