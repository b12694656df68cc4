"""What a page is about, in the course's own words."""

import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import regex

from curation.model import PageUrl, Topic

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts that put no space between words: there a keyword is found inside a longer run."""


def topics_of(text: str, page: PageUrl, topics: Iterable[Topic]) -> tuple[str, ...]:
    """Return the names of the *topics* that *text* or the host of *page* gives away, in the course's order.

    A keyword counts as whole words, in any case and Unicode form; a host also stands for those below it.
    """
    return finder(topics)(text, page)


def finder(topics: Iterable[Topic]) -> Callable[[str, PageUrl], tuple[str, ...]]:
    """Return `topics_of` for *topics*, made ready for many pages."""
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
    before = r"(?<!\w)" if regex.match(rf"[\w--{_UNSPACED}]", word, flags=regex.VERSION1) else ""
    after = r"(?!\w)" if regex.match(rf"[\w--{_UNSPACED}]", word[-1], flags=regex.VERSION1) else ""
    return f"{before}{regex.escape(word)}{after}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
