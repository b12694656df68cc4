"""Words exactly as a course wrote them: what is kept out or held is found by nothing but itself."""

import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import regex

from curation.model import PageUrl, Topic
from curation.topics.clues import UNSPACED


def finder(topics: Iterable[Topic]) -> Callable[[str, PageUrl], tuple[str, ...]]:
    """Return what names those of *topics* that a text or the host of a page gives away, in their order.

    A keyword counts as whole words, in any case and Unicode form; a host also stands for those below it.
    """
    prepared = tuple((topic.name, _pattern(topic.keywords), _suffixes(topic.hosts)) for topic in topics)

    def find(text: str, page: PageUrl) -> tuple[str, ...]:
        if not prepared:
            return ()
        plain = _folded(text)
        host = f".{urlsplit(page).hostname or ''}"
        return tuple(
            name
            for name, pattern, suffixes in prepared
            if (suffixes and host.endswith(suffixes)) or (pattern and pattern.search(plain))
        )

    return find


def _suffixes(hosts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f".{host.strip().strip('.').casefold().removeprefix('www.')}" for host in hosts if host.strip(" ."))


def _pattern(keywords: Iterable[str]) -> "regex.Pattern[str] | None":
    words = [_folded(keyword) for keyword in keywords if keyword.strip()]
    if not words:
        return None
    return regex.compile("|".join(_bounded(word) for word in words))


def _bounded(word: str) -> str:
    before = r"(?<!\w)" if regex.match(rf"[\w--{UNSPACED}]", word, flags=regex.VERSION1) else ""
    after = r"(?!\w)" if regex.match(rf"[\w--{UNSPACED}]", word[-1], flags=regex.VERSION1) else ""
    return f"{before}{regex.escape(word)}{after}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
