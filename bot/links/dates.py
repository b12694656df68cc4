"""When a page was published: as it says, else as its address and its words tell."""

import re
from datetime import date

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from bot.links.metadata import Metadata
from bot.links.trees import Element

_META = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "citation_online_date",
    "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "sailthru.date", "date", "og:article:published_time", "og:published_time",
)  # fmt: skip
_ISO_DATE = re.compile(r"\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)|\s*(\d{4})(\d{2})(\d{2})(?=T|\s*$)")
_ITEM_TIMES = etree.XPath(
    "//*[@itemprop='datePublished']/@*[name()='datetime' or name()='content']", smart_strings=False
)
_ELEMENTS = etree.XPath("count(//*)")
_IN_NUMBERS = re.compile(r"\s*\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,4}")
_FIRST = date(1995, 1, 1)
"""Before it there were no pages; papers say their dates themselves."""
_MAX_ELEMENTS = 20_000
"""A page with more is searched for too long; what it says of itself is read all the same."""


def published_in(metadata: Metadata, tree: Element, *, latest: date) -> date | None:
    """Return the day the page says it was published, not after *latest*, or `None`."""
    said = (*metadata.all(*_META[:2]), metadata.said("datePublished", "uploadDate"), *metadata.all(*_META[2:]))
    found = (iso_date(each) for each in (*said, *_ITEM_TIMES(tree)))
    return next((each for each in found if each and each <= latest), None)


def guessed_date(tree: Element, written: str, *, address: str, latest: date) -> date | None:
    """Return the day that the *address* and the words of a page tell, from 1995 to *latest*, or `None`.

    *written* is the source of *tree*, in which nothing is changed.
    """
    # Given a text, htmldate would fetch what looks like an address from wherever a stranger likes: trees only.
    if not isinstance(tree, HtmlElement) or _ELEMENTS(tree) > _MAX_ELEMENTS:
        return None
    try:
        found = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            url=address,
            min_date=_FIRST.isoformat(),
            max_date=latest.isoformat(),
        )
    except Exception:  # noqa: BLE001 - a stranger's page by a library's many rules: whatever fails, there is no date
        return None
    day = iso_date(found) if found else None
    return day if day and _is_written(day, f"{address} {written}") else None


def says_unclearly(metadata: Metadata) -> bool:
    """Return whether the page says a date in numbers that is none, or could be two: a guess would be chance."""
    return any(_IN_NUMBERS.match(each) for each in (*metadata.all(*_META), metadata.said("datePublished")))


def _is_written(day: date, text: str) -> bool:
    """Return whether the day stands beside its year: where it is missing, dateutil fills in that of today."""
    number = rf"(?<!\d)0?{day.day}(?!\d)"
    near = rf"{day.year}[^<>]{{0,6}}?{number}|{number}[^<>]{{0,16}}?{day.year}|{day:%Y%m%d}"
    return re.search(near, text) is not None


def iso_date(text: str) -> date | None:
    """Return the date that *text* begins with in the order year, month, day; others could mean two days."""
    found = _ISO_DATE.match(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None
