"""Whether free prose names a participant."""

from dataclasses import replace

import pytest

from curation.digest.naming import names_anyone, names_first
from curation.model import Author
from tests.makers import author

ANA = author("Ana")
BO = author("Bo", handle="bo@mastodon.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana found this.", True),
        ("as ANA said", True),
        ("ask ana@mastodon.example", True),
        ("Banana bread.", False),
        ("{sharer} found this.", False),
        ("Bo found this.", False),
        ("ask bo@mastodon.example", True),
        ("Worth your time.", False),
    ],
)
def test_t112_names_in_a_note_are_found_before_it_is_saved(text: str, *, expected: bool) -> None:
    """Whole names and handles in any case; names as short as words of the language are let through."""
    assert names_anyone(text, [ANA, BO]) is expected


@pytest.mark.parametrize("known", [[], [BO]])
def test_nobody_known_is_nobody_named(known: list[Author]) -> None:
    """A text about people we never saw names no participant."""
    assert not names_anyone("Ana found this.", known)


WILL = replace(author("Will"), name="Will Hart")
ROSE = replace(author("rose"), name="rose of the hills")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will shows us how.", True),
        ("Worth it, says Will.", True),
        ("You will like it.", False),
        ("Willow bark, and what it does.", False),
        ("{sharer} shows us how.", False),
        ("A Rose, and rose petals.", False),
        ("", False),
    ],
)
def test_a_first_name_is_one_as_it_is_written(text: str, *, expected: bool) -> None:
    """With its capital, as a whole word; what a name writes small is a word, and a name of one word is a whole name."""
    assert names_first(text, [WILL, ROSE, ANA]) is expected
    assert not names_first(text, [ANA])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("感谢王芳老师的分享", "王芳", id="Han, within a sentence"),
        pytest.param("王芳", "王芳", id="Han, alone"),
        pytest.param("김민수가 공유했습니다", "김민수", id="Hangul, with its particle"),
        pytest.param("ขอบคุณสมชายมาก", "สมชาย", id="Thai"),
        pytest.param("by Jose\u0301 Perez", "José Perez", id="an accent apart from its letter"),
        pytest.param("by \uff21\uff4e\uff41", "Ana", id="wide letters, where the name was kept in plain ones"),
        pytest.param("Bo", "Bo", id="a short name that is all there is"),
    ],
)
def test_t112_names_are_found_in_every_script(text: str, name: str) -> None:
    """Not all scripts put spaces around names or three letters into them, nor write an accent in one way."""
    assert names_anyone(text, [author(name, handle="someone@mastodon.example")])


@pytest.mark.parametrize(
    ("text", "name"),
    [("王小明的文章", "王芳"), ("Bo-peep", "Bo"), ("", "Bo"), ("Banana", "Ana"), ("北京大学", "京")],
)
def test_whoever_is_not_in_a_text_is_not_found_there(text: str, name: str) -> None:
    """Neither a part of a word nor a single sign is anybody's name."""
    assert not names_anyone(text, [author(name, handle="someone@mastodon.example")])
