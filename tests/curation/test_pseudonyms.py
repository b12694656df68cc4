"""Pseudonyms: drawn or chosen, telling nothing of who is behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation import pseudonyms
from curation.pseudonyms import chosen, drawn


@given(seed=st.text(max_size=12), language=st.sampled_from(["en", "fr", "fr-CA", "ja"]))
def test_c10_a_drawn_name_is_stable_and_two_words(seed: str, language: str) -> None:
    """The same seed gives the same name; no name of a person is among the words."""
    name = drawn(seed, language=language, taken=())

    assert name == drawn(seed, language=language, taken=())
    assert len(name.split()) == 2


@given(seed=st.text(max_size=12), count=st.integers(1, 30))
def test_c10_no_two_people_have_the_same(seed: str, count: int) -> None:
    """What is taken, in whatever spelling, is not drawn again."""
    names: list[str] = []
    for _ in range(count):
        names.append(drawn(seed, language="en", taken=[each.upper() for each in names]))

    assert len(set(names)) == count


def test_c10_a_number_helps_when_every_pair_is_taken() -> None:
    """A course may have more people than there are pairs."""
    every = tuple(pseudonyms._pairs("fr"))  # drawing them one by one takes minutes
    first = drawn("a", language="fr", taken=())

    name = drawn("a", language="fr", taken=every)

    assert name == f"{first} 2"


@pytest.mark.parametrize(
    ("words", "alias"),
    [
        ("Blue Heron", "Blue Heron"),
        ("  Héron   bleu ", "Héron bleu"),
        ("鷺", "鷺"),
        ("Ana", ""),
        ("ana quill", ""),
        ("Not Ana Quill", ""),
        ("Quill", ""),
        ("ana@mastodon.example", ""),
        ("mastodon.example", ""),
        ("@somebody", ""),
        ("#tag", ""),
        ("https://evil.example/x", ""),
        ("one two three four five", ""),
        ("x" * 41, ""),
        ("!!", ""),
        ("", ""),
    ],
)
def test_c10_a_chosen_alias_is_nobodys_name(words: str, alias: str) -> None:
    """No name or handle of anybody who takes part, nor a part of one, no address, no novel."""
    assert chosen(words, names=["Ana Quill", "ana@mastodon.example", "Ana", "…"]) == alias


@pytest.mark.parametrize(("words", "alias"), [("王芳老师", ""), ("王", ""), ("红狐狸", "红狐狸")])
def test_c10_a_chosen_alias_is_nobodys_name_without_spaces_either(words: str, alias: str) -> None:
    """Where no space parts a name from the words beside it, it is found all the same."""
    assert chosen(words, names=["王芳", "ana@mastodon.example"]) == alias
