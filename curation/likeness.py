"""Pages on different addresses that may be one: syndicated, cross-posted, copied.

Likeness of titles is only ever proposed to a person: a wrong merge puts somebody's name under a page they never shared.
A pair is certain when title, author and text agree word for word, or when the pages have one title and give themselves
one address.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from rensa import RMinHash, RMinHashLSH

from curation.model import PageCard, PageUrl, Story

_FEWEST_WORDS = 4
"""Of a title: shorter ones are alike by chance."""
_FEWEST_WORDS_OF_TEXT = 12
"""From here on a description speaks of this page, and not of its site."""
_LEAST = 0.8
"""Words in common by words in both, from where titles are nearly identical."""
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 15
"""Four rows a band: pairs above 0.8 are candidates with a probability of 0.99999995."""
_MOST_CANDIDATES = 50
"""Of one story: a title that hundreds of pages have tells nothing."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two pages that may be one."""

    stays: PageUrl
    """The one that was shared first."""
    goes: PageUrl
    titles: tuple[str, str]
    likeness: float
    """Words the titles have in common, by words in both; above 0, at most 1."""
    certain: bool
    """Whether title, author and text agree, or the pages say themselves that they are one."""


def alike(stories: Iterable[Story]) -> tuple[Likeness, ...]:
    """Return the pairs of *stories* with nearly identical titles, most alike first; their order changes nothing.

    Titles that differ in a number are never alike: "lesson 1" is not "lesson 2".
    """
    told = sorted(filter(None, map(_told, stories)), key=lambda each: (each.first_at, each.page))
    titled = [each for each in told if len(each.words) >= _FEWEST_WORDS]
    pairs = (_likeness(titled[one], titled[other]) for one, other in _candidates(titled))
    found = {(each.stays, each.goes): each for each in pairs if each is not None}
    found |= {(each.stays, each.goes): each for each in _borne_out(told)}
    return tuple(sorted(found.values(), key=lambda each: (-each.certain, -each.likeness, each.stays, each.goes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is looked at of a story."""

    page: PageUrl
    first_at: datetime
    card: PageCard
    words: tuple[str, ...]

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.words if any(map(str.isdigit, word)))


def _told(story: Story) -> _Told | None:
    if story.card is None:
        return None
    return _Told(page=story.page, first_at=story.first_at, card=story.card, words=_words(story.card.title))


def _borne_out(told: list[_Told]) -> Iterator[Likeness]:
    """Yield pairs of one title that give themselves one address: distinct pages of a careless site have two titles."""
    first: dict[tuple[PageUrl, tuple[str, ...]], _Told] = {}
    for each in told:
        stays = first.setdefault((each.card.claimed or each.page, each.words), each)
        if stays is not each and each.words:
            titles = (stays.card.title, each.card.title)
            yield Likeness(stays=stays.page, goes=each.page, titles=titles, likeness=1.0, certain=True)


def _candidates(told: list[_Told]) -> Iterator[tuple[int, int]]:
    near = RMinHashLSH(_LEAST, _PERMUTATIONS, _BANDS)
    sketches = RMinHash.from_token_sets([each.words for each in told], _PERMUTATIONS, _SEED)
    for number, sketch in enumerate(sketches):
        for earlier in sorted(near.query(sketch))[:_MOST_CANDIDATES]:
            yield earlier, number
        near.insert(number, sketch)


def _likeness(one: _Told, other: _Told) -> Likeness | None:
    mine, theirs = frozenset(one.words), frozenset(other.words)
    likeness = len(mine & theirs) / len(mine | theirs)
    if likeness < _LEAST or one.numbers != other.numbers:
        return None
    return Likeness(
        stays=one.page,
        goes=other.page,
        titles=(one.card.title, other.card.title),
        likeness=likeness,
        certain=_is_certain(one, other),
    )


def _is_certain(one: _Told, other: _Told) -> bool:
    author, text = _words(one.card.author), _words(one.card.description)
    same = (one.words, author, text) == (other.words, _words(other.card.author), _words(other.card.description))
    return same and bool(author) and len(text) >= _FEWEST_WORDS_OF_TEXT


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
