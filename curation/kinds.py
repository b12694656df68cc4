"""What a page is – video, podcast, paper … – and how long it takes.

The first rule that speaks decides, and says so:

1. What the page declares of itself; but "article" is what many systems call everything, so whatever else speaks wins
   over that, and a video in a place of talks is a talk.
2. The address: a platform's own places, then the ending of a file.
3. A mark that a person put into the title or note: "[video]", "Podcast: …".
4. The address again: the front page of a site, a word of the path or host, a year and a month.

Last, a title may tell a podcast's episode from an article, and a talk from a video.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from urllib.parse import unquote

from curation import kind_rules as rules
from curation.model import Kind, PageUrl

_WORDS_A_MINUTE = 230
_SECONDS_A_MINUTE = 60
_MAX_TITLE = 300
"""Letters of a title or note that are looked at."""


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """What a page is, and the rule that said so."""

    kind: Kind
    rule: str
    """The rule's name; a platform's rule is named after it."""
    word: str = ""
    """What the rule went by: a declared type, a place of the address, a word of the title."""


UNTOLD = KindVerdict(Kind.PAGE, "no rule")
"""Nothing says what it is."""


def kind_said(page: PageUrl, *, declared: Iterable[str] = (), title: str = "", note: str = "") -> KindVerdict:
    """Return what *page* is and why, by what it declares, its address, its *title* and the *note* beside the link.

    *declared* are types of Open Graph and schema.org, and names of citation headers.
    """
    types = frozenset(word.strip().casefold().rpartition("/")[2] for word in declared)
    said = _declared(types)
    if said and said.kind is not Kind.VIDEO:
        return said
    place = _Place.of(page)
    if said:
        return _talk(place, said, title[:_MAX_TITLE])
    article = next((KindVerdict(Kind.ARTICLE, "declared", each) for each in types & rules.DECLARED_ARTICLES), None)
    first = next(filter(None, _verdicts(place, title[:_MAX_TITLE], note[:_MAX_TITLE], article)), UNTOLD)
    return _by_title(first, title[:_MAX_TITLE])


def kind_of(page: PageUrl, *, declared: Iterable[str] = (), title: str = "") -> Kind:
    """Return what *page* is: the kind of `kind_said`."""
    return kind_said(page, declared=declared, title=title).kind


def minutes_of(*, words: int = 0, seconds: int = 0) -> int | None:
    """Return whole minutes, rounded up: the real duration if known, else 230 words each; `None` if neither is."""
    if seconds > 0:
        return ceil(seconds / _SECONDS_A_MINUTE)
    return ceil(words / _WORDS_A_MINUTE) if words > 0 else None


@dataclass(frozen=True, slots=True)
class _Place:
    """An address in the parts that rules look at."""

    host: str
    """Lower-case, without "www." and port."""
    path: str
    """Lower-case and decoded."""
    rest: str
    """All behind the host, as written."""

    @classmethod
    def of(cls, page: PageUrl) -> "_Place":
        host, slash, tail = page.partition("://")[2].partition("/")
        rest = slash + tail
        path = rest.partition("?")[0].partition("#")[0]
        plain = unquote(path) if "%" in path else path
        return cls(host.partition(":")[0].removeprefix("www."), plain.casefold(), rest)


def _verdicts(place: _Place, title: str, note: str, article: KindVerdict | None) -> Iterator[KindVerdict | None]:
    yield _by_platform(place)
    yield _by_ending(place)
    yield _by_mark(title) or _by_mark(note)
    front = _by_front(place)
    yield None if front else _by_step(place)
    yield _by_host(place)
    yield front
    yield article
    if match := _DATED.match(place.path):
        yield KindVerdict(Kind.ARTICLE, "date in the address", match[0])


def _declared(types: frozenset[str]) -> KindVerdict | None:
    known = types & _DECLARED.keys()
    if not known:
        return None
    word = min(known, key=lambda each: (_DECLARED[each][0], each))
    return KindVerdict(_DECLARED[word][1], "declared", word)


def _talk(place: _Place, video: KindVerdict, title: str) -> KindVerdict:
    """Return *video* or, where place or title say so, a talk."""
    seen = _by_platform(place) or _by_step(place)
    return seen if seen and seen.kind is Kind.TALK else _by_title(video, title)


def _by_platform(place: _Place) -> KindVerdict | None:
    for platform, pattern in (*_platforms(place.host), *_EVERYWHERE):
        if pattern.match(place.rest):
            return KindVerdict(platform.kind, platform.name, place.host)
    return None


def _by_ending(place: _Place) -> KindVerdict | None:
    dot = place.path.rfind(".")
    ending = place.path[dot:] if dot >= 0 else ""
    kind = _ENDINGS.get(ending)
    return KindVerdict(kind, "ending of a file", ending) if kind else None


def _by_mark(text: str) -> KindVerdict | None:
    match = _MARK.search(text)
    if match is None:
        return None
    word = next(each for each in match.groups() if each)
    kind = next(kind for kind, pattern in _MARKS if pattern.fullmatch(word))
    return KindVerdict(kind, "mark in title or note", word)


def _by_front(place: _Place) -> KindVerdict | None:
    """A front page is a home page, unless a query or a fragment names something on it."""
    return KindVerdict(Kind.HOME, "front page", place.host) if place.rest in {"", "/"} and place.host else None


def _by_step(place: _Place) -> KindVerdict | None:
    steps = place.path.split("/")
    telling = (place.host.partition(".")[0], *(steps[:-1] if len(steps) > 2 else steps))
    known = [step for step in telling if step in _STEPS]
    if not known:
        return None
    word = min(known, key=lambda step: _STEPS[step][0])
    return KindVerdict(_STEPS[word][1], "word of the address", word)


def _by_host(place: _Place) -> KindVerdict | None:
    match = _PODCAST_HOST.search(place.host)
    return KindVerdict(Kind.PODCAST, "name of the host", place.host) if match else None


def _by_title(seen: KindVerdict, title: str) -> KindVerdict:
    """Return *seen*, or what the *title* knows better."""
    for kinds, pattern, kind, rule in _TITLES:
        if seen.kind in kinds and (match := pattern.search(title)):
            return KindVerdict(kind, rule, match[0].strip())
    return seen


_DECLARED = {word: (at, kind) for at, (kind, words) in enumerate(rules.DECLARED) for word in words}
_STEPS = {word: (at, kind) for at, (kind, words) in enumerate(rules.STEPS) for word in words}
_ENDINGS = {ending: kind for kind, endings in rules.ENDINGS for ending in endings}
_MARKS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in rules.MARKS)
_WORDS = "|".join(words for _, words in rules.MARKS)
_MARK = re.compile(rf"[\[(]\s*({_WORDS})\s*[\])]|^\s*({_WORDS})\s*:\s", re.IGNORECASE)
_PODCAST_HOST = re.compile(rules.PODCAST_HOST)
_DATED = re.compile(rules.DATED)

_TITLES = tuple(
    (frozenset(kinds), re.compile(pattern, re.IGNORECASE), kind, rule)
    for kinds, pattern, kind, rule in (
        ({Kind.VIDEO}, rules.SEVERAL, Kind.PAGE, "many recordings in the title"),
        ({Kind.VIDEO, Kind.PAGE, Kind.HOME, Kind.ARTICLE}, rules.SERIES, Kind.PODCAST, "podcast in the title"),
        ({Kind.PAGE, Kind.HOME}, rules.NUMBERED, Kind.PODCAST, "episode in the title"),
        ({Kind.VIDEO}, rules.TALKS, Kind.TALK, "talk in the title"),
    )
)
"""Kinds that a title may correct, the pattern that does, and what it makes of them."""

_Compiled = tuple[rules.Platform, re.Pattern[str]]
_EVERYWHERE: tuple[_Compiled, ...] = tuple((each, re.compile(each.path)) for each in rules.PLATFORMS if not each.hosts)


def _by_hosts() -> dict[str, tuple[_Compiled, ...]]:
    found: dict[str, tuple[_Compiled, ...]] = {}
    for each in rules.PLATFORMS:
        for host in each.hosts:
            found[host] = (*found.get(host, ()), (each, re.compile(each.path)))
    return found


_HOSTS = _by_hosts()


@lru_cache(maxsize=8192)
def _platforms(host: str) -> tuple[_Compiled, ...]:
    """Return the rules of *host*, then those of what it is below."""
    labels = host.split(".")
    above = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return tuple(rule for each in above for rule in _HOSTS.get(each, ()))
