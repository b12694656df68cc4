"""Where things are on the site: paths that never change (digest.md 4.1)."""

import re
import unicodedata
from datetime import date

from curation.model import Digest, DigestKey

_NO_LETTERS = re.compile(r"[\W_]+")
_MOST_LETTERS = 60
DAY_PATTERN = "{course}/{year}/{month}/{day}/"
"""Where an issue is on our own site, as a pattern."""
_MARK = re.compile(r"\{(course|year|month|day|slug)\}")


def course_path(course: str) -> str:
    """Return the path of a course's index, such as `bit15/`, from the site's first page."""
    return f"{course}/"


def day_path(course: str, day: date) -> str:
    """Return the path of an issue, such as `bit15/2015/11/11/`, from the site's first page."""
    return f"{course}/{day:%Y}/{day:%m}/{day:%d}/"


def month_path(course: str, day: date) -> str:
    """Return the path of the month of *day*, such as `bit15/2015/11/`, from the site's first page."""
    return f"{course}/{day:%Y}/{day:%m}/"


def week_path(course: str, day: date) -> str:
    """Return the path of the week of *day* as ISO 8601 counts, such as `bit15/2015/w46/`."""
    year, week, _ = day.isocalendar()
    return f"{course}/{year:04}/w{week:02}/"


def topics_path(course: str) -> str:
    """Return the folder of a course's topics."""
    return f"{course}/topics/"


def topic_path(course: str, slug: str, year: int | None = None) -> str:
    """Return the path of a topic's newest pages, or of those of one *year*: `bit15/topics/feedback/2015/`."""
    page = f"{topics_path(course)}{slug}/"
    return page if year is None else f"{page}{year:04}/"


def topic_slug(name: str) -> str:
    """Return how a topic is called in an address: its letters and digits, in lower case.

    >>> topic_slug("Digital  footprint & you")
    'digital-footprint-you'
    """
    words = _NO_LETTERS.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
    return words[:_MOST_LETTERS].rstrip("-") or "topic"


def feed_path(course: str, form: str = "atom", *, of: str = "feed") -> str:
    """Return the path of a course's feed, or of its feed of links, in one of its forms: `atom`, `rss` or `json`."""
    return f"{course}/{of}.{form}"


def path_of(key: DigestKey) -> str:
    """Return the path of the issue with *key*."""
    course, _, day = key.partition("/")
    return day_path(course, date.fromisoformat(day))


def page_address(site_url: str, digest: Digest) -> str:
    """Return the address of the digest's page on the site at *site_url*: the one that threads link."""
    return f"{site_url.rstrip('/')}/{day_path(digest.course, digest.day)}"


def slug_of(course: str, day: date) -> str:
    """Return what an issue is called where it is one of many posts: `2015-11-11-bit15`; frozen, never changed."""
    return f"{day}-{course}"


def address_like(pattern: str, course: str, day: date) -> str:
    """Return *pattern* with its marks filled for the issue of *day*; anything else in it stays.

    >>> address_like("https://blog.example/{year}/{month}/{slug}/", "bit15", date(2015, 11, 11))
    'https://blog.example/2015/11/2015-11-11-bit15/'
    """
    values = {"course": course, "year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
    values["slug"] = slug_of(course, day)
    return _MARK.sub(lambda mark: values[mark[1]], pattern)


def way_up(path: str) -> str:
    """Return the way from the page at *path* to the site's first page, such as `../../`."""
    return "../" * path.count("/") or "./"
