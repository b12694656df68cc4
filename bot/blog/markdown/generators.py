"""What each generator wants: where the file lies, what stands above its text, and where its page will be.

https://gohugo.io/content-management/front-matter/ · https://jekyllrb.com/docs/front-matter/ ·
https://docs.getpelican.com/en/latest/content.html#file-metadata · https://www.11ty.dev/docs/data-frontmatter/
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.blog.markdown.front_matter import lines, yaml
from bot.render.addresses import DAY_PATTERN, address_like, day_path, slug_of

MARK: Final = "digest"
"""The field that names the issue a file holds: only such a file is ever written over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a file says of itself; every text is inert."""

    course: str
    day: date
    title: str
    published: datetime
    """With the offset of the course's zone."""
    changed: datetime
    language: str
    author: str
    category: str
    summary: str
    tags: tuple[str, ...]
    hidden: bool = False
    """Whether search engines are asked to stay away."""

    @property
    def slug(self) -> str:
        """`2015-11-11-bit15`: frozen, some generators make feed ids from it."""
        return slug_of(self.course, self.day)

    @property
    def path(self) -> str:
        """Where the page is on sites that let us choose."""
        return f"/{day_path(self.course, self.day)}"

    @property
    def own(self) -> Mapping[str, str]:
        """The fields that are ours."""
        return {MARK: f"{self.course}/{self.day}", **({"robots": "noindex"} if self.hidden else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A program that makes pages of Markdown files."""

    name: str
    folder: str
    head: Callable[[Page], str]
    pattern: str
    """The path of an issue's page on the finished site, from its first page, with marks as `address_like` has them."""

    def address(self, course: str, day: date) -> str:
        """Return the path of a course's page of a day on the finished site."""
        return address_like(self.pattern, course, day)

    def file(self, course: str, day: date) -> str:
        """Return where the file lies, from the generator's own folder."""
        return f"{self.folder}/{slug_of(course, day)}.md"


def _hugo(page: Page) -> str:
    # No `url` key: where pages are is the site's own affair.
    fields: dict[str, str | bool | Sequence[str] | Mapping[str, str]] = {
        "title": page.title,
        "date": _moment(page.published),
        "lastmod": _moment(page.changed),
        "slug": page.slug,
        "tags": page.tags,
        "draft": False,
        "params": page.own,
    }
    return yaml(fields)


def _jekyll(page: Page) -> str:
    return yaml(
        {
            "layout": "post",
            "title": page.title,
            "date": _moment(page.published),
            "last_modified_at": _moment(page.changed),
            "tags": page.tags,
            "permalink": page.path,
            **page.own,
        }
    )


def _eleventy(page: Page) -> str:
    permalink = f"{page.path}index.html"
    return yaml(
        {
            "title": page.title,
            "date": _moment(page.published),
            "tags": page.tags,
            "permalink": permalink,
            **page.own,
        }
    )


def _pelican(page: Page) -> str:
    # Its YAML is misread: it wants header lines of its own, whose lists are divided by commas.
    return lines(
        {
            "Title": page.title,
            "Date": _moment(page.published),
            "Modified": _moment(page.changed),
            "Slug": page.slug,
            "Tags": ", ".join(each.replace(",", " ") for each in page.tags),
            "Category": page.category,
            "Authors": page.author.replace(",", " ").replace(";", " "),
            "Summary": page.summary,
            "Lang": page.language,
            "Status": "published",
            **{key.capitalize(): value for key, value in page.own.items()},
        }
    )


def _moment(moment: datetime) -> str:
    """Return *moment* as RFC 3339 with its offset: without one, pages vanish from some sites (T94)."""
    return moment.isoformat(timespec="seconds")


GENERATORS: Final[Mapping[str, Generator]] = {
    each.name: each
    for each in (
        Generator(
            name="hugo",
            folder="content/digest",
            head=_hugo,
            pattern="digest/{slug}/",
        ),
        Generator(name="jekyll", folder="_posts", head=_jekyll, pattern=DAY_PATTERN),
        Generator(
            name="pelican",
            folder="content",
            head=_pelican,
            pattern="{slug}.html",
        ),
        Generator(name="eleventy", folder="digest", head=_eleventy, pattern=DAY_PATTERN),
    )
}
"""By the name that stands in the configuration."""
