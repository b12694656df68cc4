"""Foreign text in Markdown and beside it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.text import inert, markdown_address, markdown_escaped
from tests.golden.hostile import HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A plain title, with (brackets): yes", "A plain title, with (brackets): yes", id="plain"),
        pytest.param("<script>", "&#60;script&#62;", id="markup"),
        pytest.param("&lt;b&gt;", "&#38;lt;b&#38;gt;", id="an entity is shown as it was written"),
        pytest.param("a_b *c* `d` [e]", "a&#95;b &#42;c&#42; &#96;d&#96; &#91;e&#93;", id="emphasis, code, links"),
        pytest.param("{{ 7*7 }}", "&#123;&#123; 7&#42;7 &#125;&#125;", id="a template"),
        pytest.param("1. First", "1&#46; First", id="a number that would begin a list"),
        pytest.param("- a - b", "&#45; a - b", id="a hyphen that would begin a list"),
        pytest.param("Wow! ![x]", "Wow! &#33;&#91;x&#93;", id="a picture"),
        pytest.param("see https://evil.example/x", "see https&#58;//evil.example/x", id="an address that links itself"),
        pytest.param("www.evil.example", "www&#46;evil.example", id="another one"),
        pytest.param("a\n# b\r\n> c", "a &#35; b &#62; c", id="lines"),
        pytest.param(":smile: a|b", "&#58;smile: a&#124;b", id="emoji codes, tables"),
    ],
)
def test_t95_markdown_shows_text_as_it_is(text: str, expected: str) -> None:
    """What could mean something in one of the dialects is written as a reference to its character."""
    assert markdown_escaped(text) == expected


@given(st.one_of(st.sampled_from(sorted(HOSTILE.values())), st.text()))
def test_t95_references_name_what_was_written(text: str) -> None:
    """Reading the references back gives the text on one line, and no sign of a template or a tag is left."""
    escaped = markdown_escaped(text)

    # Python's own reader knows references to characters that HTML has none for.
    if all(each.isprintable() for each in text):
        assert html.unescape(escaped) == " ".join(text.split())
    assert not set("<>{}[]`*_|\\") & set(escaped)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("https://blog.example/a?b=1&c=2", "https://blog.example/a?b=1&amp;c=2", id="query"),
        pytest.param("https://blog.example/a>b<c", "https://blog.example/a%3Eb%3Cc", id="the end of the link"),
        pytest.param("https://blog.example/{{x}}|y`", "https://blog.example/%7B%7Bx%7D%7D%7Cy%60", id="template"),
        pytest.param("https://блог.example/ö(1)", "https://блог.example/ö(1)", id="letters stay"),
    ],
)
def test_address_cannot_end_its_link(url: str, expected: str) -> None:
    """An address between `<` and `>` holds nothing that ends it, begins a tag or a template."""
    assert markdown_address(url) == expected


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_t95_front_matter_is_inert(text: str) -> None:
    """In front matter no tag, entity or template begins, and the eye sees what was written."""
    shown = inert(text)

    assert not any(sign in shown for sign in ("<s", "&#", "&a", "{{", "{%", "{#", "%}", "\n", "\r"))
    assert shown.replace("\u2060", "") == " ".join(text.split())
