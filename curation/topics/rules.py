"""Which of a course's topics a page belongs to by the words, phrases, hashtags and sites it was given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

import regex

from curation.model import Topic
from curation.topics.clues import GAP, UNSPACED, Clue, key, keys, steps, words
from curation.topics.plain_words import PLAIN_WORDS

_PER_WORD = 1.0
_PER_WORD_OF_PATH = 0.5
_PER_HASHTAG = 1.5
_PER_SITE = 2.5
_PER_WORD_OF_DESCRIPTION = 0.2
_ENOUGH = 0.5
"""Less is no hit: one word of a topic's description, or two, may stand anywhere."""
_FEWEST_LETTERS = 4
_PLAIN = regex.compile(rf"(?:(?![{UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}_ .,/'’-]|#(?!\p{{L}}))+")
"""A keyword that is a phrase of words; `#` stands for any number."""
_HASH = regex.compile(r"#(?:\.#)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something of a topic's own that was found."""

    shown: str
    """The keyword or site as the course wrote it."""
    strength: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    topic: int
    shown: str
    rest: tuple[str, ...]
    """Its words but the first."""
    exact: bool = False
    """Whether these are words as written and not stems."""


@dataclass(slots=True)
class _Index:
    """Keywords where they can be found at once."""

    phrases: dict[str, list[_Phrase]] = field(default_factory=dict[str, list[_Phrase]])
    """By the first word."""
    squeezed: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    """By the keyword without spaces, as hashtags write it."""
    described: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    """By a word of the topic's description."""
    labels: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    """By a keyword of several words without spaces, as sites are called."""
    sites: dict[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])
    patterns: list[tuple[int, str, "regex.Pattern[str]"]] = field(
        default_factory=list[tuple[int, str, "regex.Pattern[str]"]]
    )
    exact: bool = False
    """Whether some phrase is to be found as written."""


class Rules:
    """The topics of a course, made ready for many pages."""

    def __init__(self, topics: Iterable[Topic], language: str) -> None:
        self.topics = tuple(topics)
        self.language = language
        self._index = _Index()
        self._catch_all = next((at for at, topic in enumerate(self.topics) if topic.catch_all), None)
        for at, topic in enumerate(self.topics):
            self._read(at, topic)

    def __call__(self, clue: Clue) -> Mapping[int, tuple[Hit, ...]]:
        """Return the places of the topics that *clue* gives away, the strongest first, each with what was found.

        Of equally strong ones the course's order decides. Where nothing is found, the topic that takes everything
        else, if there is one, without a hit.
        """
        found: dict[int, dict[str, float]] = {}
        self._seek_words(clue, found)
        self._seek_tags(clue, found)
        self._seek_site(clue, found)
        self._seek_patterns(clue, found)
        if self._index.described:
            self._seek_described(clue, found)
        if not found:
            return {} if self._catch_all is None else {self._catch_all: ()}
        order = sorted(found, key=lambda at: (-sum(found[at].values()), at)) if len(found) > 1 else found
        return {at: tuple(Hit(shown, strength) for shown, strength in found[at].items()) for at in order}

    def knows(self, phrase: str) -> bool:
        """Return whether some topic has *phrase*, or a word of it, for a keyword."""
        found: dict[int, dict[str, float]] = {}
        self._seek_phrases(words(phrase), _PER_WORD, found)
        return bool(found)

    def _read(self, at: int, topic: Topic) -> None:
        # A topic without any word of its own goes by its name.
        named = () if topic.keywords or topic.hosts or topic.catch_all else (topic.name,)
        for keyword in (*topic.keywords, *named):
            self._read_keyword(at, keyword.strip())
        self._squeeze(at, topic.name, topic.name)
        for word in dict.fromkeys(each.casefold() for each in words(topic.description)):
            if len(word) >= _FEWEST_LETTERS and word not in PLAIN_WORDS:
                self._index.described.setdefault(key(word, self.language), []).append((at, word))
        for host in topic.hosts:
            if site := host.strip().strip(".").casefold().removeprefix("www."):
                self._index.sites.setdefault(site, []).append((at, host))

    def _read_keyword(self, at: int, keyword: str) -> None:
        bare = keyword.removeprefix('"').removesuffix('"')
        if not bare:
            return
        if not _PLAIN.fullmatch(bare):
            self._index.patterns.append((at, bare, _pattern(bare)))
            return
        exact = bare != keyword or any(map(str.isdecimal, bare))
        parts = [part for each in bare.split() for part in self._parts(each, exact=exact)]
        if parts:
            self._index_phrase(_Phrase(at, bare, tuple(parts[1:]), exact), parts[0])
            self._index.exact |= exact
            self._squeeze(at, bare, bare)

    def _index_phrase(self, phrase: _Phrase, first: str) -> None:
        """Let *phrase* be found, unless the topic has it in another form already: "release" and "released" are one."""
        known = self._index.phrases.setdefault(first, [])
        if all((each.topic, each.rest, each.exact) != (phrase.topic, phrase.rest, phrase.exact) for each in known):
            known.append(phrase)

    def _parts(self, written: str, *, exact: bool) -> list[str]:
        if _HASH.fullmatch(written):
            return [written]
        return [word.casefold() if exact else key(word, self.language) for word in words(written)]

    def _squeeze(self, at: int, phrase: str, shown: str) -> None:
        parts = words(phrase)
        if not parts:
            return
        squeezed = "".join(parts).casefold()
        self._index.squeezed.setdefault(key(squeezed, self.language), []).append((at, shown))
        if len(parts) > 1:
            self._index.labels.setdefault(squeezed, []).append((at, shown))

    def _seek_words(self, clue: Clue, found: dict[int, dict[str, float]]) -> None:
        said: list[str] = []
        for text in clue.texts:
            said += words(text)
            said.append(GAP)
        self._seek_phrases(said, _PER_WORD, found)
        self._seek_phrases(steps(clue.path), _PER_WORD_OF_PATH, found)

    def _seek_phrases(self, said: list[str], per_word: float, found: dict[int, dict[str, float]]) -> None:
        stems = keys(said, self.language)
        self._seek_in(stems, per_word, found, exact=False)
        if self._index.exact:
            self._seek_in([word.casefold() for word in said], per_word, found, exact=True)

    def _seek_in(self, said: list[str], per_word: float, found: dict[int, dict[str, float]], *, exact: bool) -> None:
        phrases = self._index.phrases
        seen: dict[tuple[int, str], None] = {}  # each once, in the order of the text
        for at, first in enumerate(said, 1):
            if first not in phrases:
                continue
            for phrase in phrases[first]:
                length = len(phrase.rest)
                if phrase.exact is exact and tuple(said[at : at + length]) == phrase.rest:
                    seen[phrase.topic, phrase.shown] = None
        for topic, shown in seen:
            _add(found, topic, shown, per_word * len(shown.split()))

    def _seek_described(self, clue: Clue, found: dict[int, dict[str, float]]) -> None:
        said = {stemmed for text in clue.texts for stemmed in keys(words(text), self.language)}
        for stemmed, places in self._index.described.items():
            if stemmed in said:
                for at, shown in places:
                    _add(found, at, shown, _PER_WORD_OF_DESCRIPTION)
        for at in [at for at, hits in found.items() if sum(hits.values()) < _ENOUGH]:
            del found[at]

    def _seek_tags(self, clue: Clue, found: dict[int, dict[str, float]]) -> None:
        for tag in clue.hashtags:
            for at, shown in self._index.squeezed.get(key(tag, self.language), ()):
                _add(found, at, shown, _PER_HASHTAG)

    def _seek_site(self, clue: Clue, found: dict[int, dict[str, float]]) -> None:
        labels = clue.host.split(".")
        for label in labels:
            for at, shown in self._index.labels.get(label.replace("-", ""), ()):
                _add(found, at, shown, _PER_HASHTAG)
        for start in range(len(labels) if self._index.sites else 0):
            for at, shown in self._index.sites.get(".".join(labels[start:]), ()):
                _add(found, at, shown, _PER_SITE)

    def _seek_patterns(self, clue: Clue, found: dict[int, dict[str, float]]) -> None:
        if not self._index.patterns:
            return
        text = _folded("\n".join((*clue.texts, *(f"#{tag}" for tag in clue.hashtags))))
        for at, shown, pattern in self._index.patterns:
            if pattern.search(text):
                _add(found, at, shown, _PER_WORD)


def _add(found: dict[int, dict[str, float]], at: int, shown: str, strength: float) -> None:
    hits = found.setdefault(at, {})
    hits[shown] = hits.get(shown, 0.0) + strength


def _pattern(keyword: str) -> "regex.Pattern[str]":
    """Return how *keyword*, which is more than words, is found: at the edges of words where its script has any."""
    word = _folded(keyword)
    before = r"(?<!\w)" if regex.match(rf"[\w--{UNSPACED}]", word, flags=regex.VERSION1) else ""
    after = r"(?!\w)" if regex.match(rf"[\w--{UNSPACED}]", word[-1], flags=regex.VERSION1) else ""
    return regex.compile(f"{before}{regex.escape(word)}{after}")


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())
