"""Pages and what they say of themselves."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from curation.errors import InvalidValue

PageUrl = NewType("PageUrl", str)
"""The one spelling of a page, as `curation.urls.canonical` gives it."""


class Kind(StrEnum):
    """What a page is; `PAGE` where nothing says more."""

    ARTICLE = "article"
    VIDEO = "video"
    PODCAST = "podcast"
    TALK = "talk"
    PAPER = "paper"
    REPORT = "report"
    BOOK = "book"
    SLIDES = "slides"
    DOCUMENT = "document"
    TOOL = "tool"
    DATASET = "dataset"
    COURSE = "course"
    EVENT = "event"
    IMAGE = "image"
    THREAD = "thread"
    HOME = "home"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCard:
    """What a page says of itself, made harmless."""

    page: PageUrl
    """The canonical address the reader ended at; differs from the one asked for after redirects."""
    title: str
    address: str = ""
    """Where it answered, when that is not `page` itself: some sites are only there under "www." or without TLS."""
    claimed: PageUrl | None = None
    """Another address of the same site that the page gives itself; a hint that a second page must bear out."""
    author: str = ""
    site: str = ""
    language: str = ""
    kind: Kind = Kind.PAGE
    minutes: int | None = None
    """To read, watch or listen; at least 1; `None` when unknown."""
    pages: int | None = None
    """Of a document of sheets; at least 1; `None` when unknown."""
    description: str = ""
    published: date | None = None

    def __post_init__(self) -> None:
        if not self.title:
            raise InvalidValue("PageCard.title", found=self.title, expected="a title that is not empty")
        if self.pages is not None and self.pages < 1:
            raise InvalidValue("PageCard.pages", found=self.pages, expected="at least 1, or None")
        if self.minutes is not None and self.minutes < 1:
            raise InvalidValue("PageCard.minutes", found=self.minutes, expected="at least 1, or None")
