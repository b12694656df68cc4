"""Where things are on the site: paths that never change (digest.md 4.1)."""

from datetime import date

from curation.model import Digest, DigestKey


def course_path(course: str) -> str:
    """Return the path of a course's index, such as `bit15/`, from the site's first page."""
    return f"{course}/"


def day_path(course: str, day: date) -> str:
    """Return the path of an issue, such as `bit15/2015/11/11/`, from the site's first page."""
    return f"{course}/{day:%Y}/{day:%m}/{day:%d}/"


def feed_path(course: str) -> str:
    """Return the path of a course's Atom feed."""
    return f"{course}/feed.atom"


def path_of(key: DigestKey) -> str:
    """Return the path of the issue with *key*."""
    course, _, day = key.partition("/")
    return day_path(course, date.fromisoformat(day))


def page_address(site_url: str, digest: Digest) -> str:
    """Return the address of the digest's page on the site at *site_url*: the one that threads link."""
    return f"{site_url.rstrip('/')}/{day_path(digest.course, digest.day)}"


def way_up(path: str) -> str:
    """Return the way from the page at *path* to the site's first page, such as `../../`."""
    return "../" * path.count("/") or "./"
