"""A course's site as one folder that needs nothing: no server, no network, not us."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.blog.book import complete
from bot.blog.plan import PAGE, Plan
from bot.blog.site import BlogPublisher
from bot.blog.told import told
from bot.render.addresses import way_up

_ADDRESS = re.compile(r'(?P<before> href=")(?P<address>[^"]*)(?=")')
"""A link as our templates write it; in foreign text the quotation marks are escaped."""
_NEEDS_A_SERVER = frozenset({"404.html", "robots.txt", "sitemap.xml"})
README = "README.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The files of a bundle, made from what the site is made of."""

    publisher: BlogPublisher

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file: pages whose links lead to files, feeds as they were, and all that was published as data."""
        publisher = self.publisher
        books = complete(publisher.courses, publisher.issues, publisher.name)
        site = replace(publisher.site, search=False)
        plan = Plan(
            templates=publisher.templates,
            site=site,
            courses=publisher.courses,
            books=books,
            names_in=lambda _: frozenset(),
            months=publisher.months,
        )
        for path, content in plan.whole():
            made = content()
            if made is not None and path not in _NEEDS_A_SERVER:
                yield path, for_folder(made, path, site.url) if path.endswith(".html") else made
        for slug, course in publisher.courses.items():
            entries = (entry for each in books[slug].listed if (entry := books[slug].entry(each.day)))
            yield f"data/{slug}.jsonl", b"".join(told(entry, publisher.templates, course) for entry in entries)
        yield README, self._readme()

    def _readme(self) -> bytes:
        words = self.publisher.templates.words(self.publisher.site.language)
        title = self.publisher.site.title
        return f"{words.say('bundle.readme', title=title)}\n".encode()


def for_folder(page: bytes, path: str, site_url: str) -> bytes:
    """Return the *page* at *path* with each link of ours leading to a file beside it.

    >>> for_folder(b'<a href="../">up</a> <a href="https://d.example/a/#b">a</a>', "a/index.html", "https://d.example")
    b'<a href="../index.html">up</a> <a href="../a/index.html#b">a</a>'
    """
    root = way_up(path)
    return _ADDRESS.sub(
        lambda link: link["before"] + _to_a_file(link["address"], root, site_url), page.decode()
    ).encode()


def _to_a_file(address: str, root: str, site_url: str) -> str:
    if site_url and address.startswith(f"{site_url}/"):
        address = root + address.removeprefix(f"{site_url}/")
    where, mark, place = address.partition("#")
    if ":" in where or not where.endswith("/"):
        return address
    return f"{where}{PAGE}{mark}{place}"
