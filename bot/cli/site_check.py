"""Every page and every feed of a site with one digest in it, looked at as a reader's program would."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree, html

from bot.blog.book import complete
from bot.blog.given import GivenIssues
from bot.blog.plan import Plan
from bot.blog.site import BlogPublisher
from bot.errors import RenderError
from bot.ports import DigestState, Issue
from curation.model import Digest

_SCRIPTS = {"application/ld+json", "module"}
_SCHEMES = {"", "http", "https", "mailto"}


def site_checked(publisher: BlogPublisher, digest: Digest) -> str:
    """Return how many files a site of *digest* alone has and how large the largest is; raise `RenderError`."""
    sizes = {path: _looked_at(path, content, publisher, digest) for path, content in _files(publisher, digest)}
    largest = max(sizes, key=lambda path: sizes[path])
    return f"{len(sizes)} files, the largest {sizes[largest]} bytes ({largest})"


def _files(publisher: BlogPublisher, digest: Digest) -> Iterator[tuple[str, bytes]]:
    issue = Issue(
        digest=digest,
        state=DigestState.PUBLISHED,
        composed_at=digest.window.end,
        frozen_at=digest.window.end,
        tag_uri=f"tag:digest.example.org,2015:{digest.key}",
        parts={publisher.name: publisher.parts(digest)},
    )
    plan = Plan(
        templates=publisher.templates,
        site=publisher.site,
        courses=publisher.courses,
        books=complete(publisher.courses, GivenIssues([issue]), publisher.name),
        names_in=lambda _: frozenset(),
        months=tuple,
    )
    for path, content in plan.whole():
        made = content()
        if made is not None:
            yield path, made


def _looked_at(path: str, content: bytes, publisher: BlogPublisher, digest: Digest) -> int:
    """Return how long *content* is; raise `RenderError` where it is not what its name promises."""
    kind = path.rpartition(".")[2]
    try:
        if kind == "html":
            _page(path, content, publisher.templates.words(digest.language).direction)
        elif kind in {"atom", "rss", "xml"}:
            etree.fromstring(content)
        elif kind == "json":
            json.loads(content)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RenderError(path, f"cannot be read back: {error}") from error
    return len(content)


def _page(path: str, content: bytes, direction: str) -> None:
    """Raise `RenderError` where a page runs what is not ours, leads where it must not, or lies the wrong way."""
    page = html.document_fromstring(content)
    written = page.get("dir")
    if written != direction:
        raise RenderError(path, f"is written {written!s}, and its language {direction}")
    for node in page.iter(etree.Element):
        if node.tag == "script" and node.get("type") not in _SCRIPTS:
            raise RenderError(path, "holds a script that no template of ours has")
        if any(name.startswith("on") or name == "style" for name in node.attrib):
            raise RenderError(path, f"an element has {', '.join(map(str, node.attrib))}")
        address = node.get("href") or ""
        if node.tag == "a" and urlsplit(address).scheme not in _SCHEMES:
            raise RenderError(path, f"leads to {address}")
