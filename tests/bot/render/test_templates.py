"""The environment of templates: found in the right order, strict, sandboxed."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.errors import RenderError
from bot.render.templates import Templates


@dataclass(frozen=True, slots=True)
class View:
    name: str = "Ana"


def own(folder: Path, **files: str) -> Templates:
    """Return templates whose own folder holds *files*; `__` in a name stands for a folder, `_dot_` for a dot."""
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Templates(folder)


def text_of(templates: Templates, language: str = "en", network: str = "mastodon") -> str:
    return templates.text("thread/root", View(), words=templates.words(language), network=network)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"thread__root_dot_txt": "any"}, "any"),
        ({"thread__root_dot_txt": "any", "thread__root_dot_en_dot_txt": "english"}, "english"),
        ({"thread__root_dot_en_dot_txt": "english", "thread__mastodon__root_dot_txt": "mastodon"}, "mastodon"),
        (
            {"thread__mastodon__root_dot_txt": "mastodon", "thread__mastodon__root_dot_en_dot_txt": "both"},
            "both",
        ),
    ],
    ids=["any", "language", "network", "network and language"],
)
def test_most_particular_template_is_taken(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    """A course's own template wins, the one for network and language first."""
    assert text_of(own(tmp_path, **files)) == expected


def test_text_has_no_double_blank_lines(tmp_path: Path) -> None:
    """Blank lines are single and the ends are clean, however a template is written."""
    templates = own(tmp_path, thread__root_dot_txt="\n\nOne  \n\n\n\nTwo\n\n")

    assert text_of(templates) == "One\n\nTwo"


def test_html_escapes_and_text_does_not(tmp_path: Path) -> None:
    """Escaping follows from the name of the file."""
    templates = own(tmp_path, thread__root_dot_txt="{{ v.name }}", blog__x_dot_html="{{ v.name }}")
    words = templates.words("en")

    assert templates.text("thread/root", View("<b>"), words=words) == "<b>"
    assert templates.html("blog/x", View("<b>"), words=words) == "&lt;b&gt;\n"


@pytest.mark.parametrize(
    "text",
    ["{{ v.nothing }}", "{{ nothing }}", "{% if %}", "{{ v.name.__class__.__mro__ }}", "{{ say('nothing') }}"],
    ids=["unknown field", "unknown name", "syntax", "sandbox", "phrase"],
)
def test_wrong_template_is_a_render_error(tmp_path: Path, text: str) -> None:
    """What a template gets wrong stops it, with its name."""
    with pytest.raises(RenderError):
        text_of(own(tmp_path, thread__root_dot_txt=text))


def test_foreign_text_is_data_and_never_a_template(tmp_path: Path) -> None:
    """Braces in a value stay braces."""
    templates = own(tmp_path, thread__root_dot_txt="{{ v.name }}")

    assert templates.text("thread/root", View("{{ 7*7 }}"), words=templates.words("en")) == "{{ 7*7 }}"


def test_missing_template_and_file_are_named(tmp_path: Path) -> None:
    """What is nowhere is an error with its name."""
    templates = Templates(tmp_path)

    with pytest.raises(RenderError, match="nowhere"):
        templates.html("nowhere", View(), words=templates.words("en"))
    with pytest.raises(RenderError, match=r"nowhere\.css"):
        templates.file("nowhere.css")


def test_own_style_sheet_wins(tmp_path: Path) -> None:
    """A course may bring its own look."""
    assert own(tmp_path, blog__style_dot_css="p {}").file("blog/style.css") == b"p {}"
