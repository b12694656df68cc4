"""What stands behind a page's address: a document or a post, whose site, and how the host is shown."""

from functools import lru_cache
from urllib.parse import urlsplit

import regex

from curation import url_rules as rules
from curation.model import PageUrl
from curation.urls.canonical import is_on

_MEDIA = regex.compile(rf"{rules.MEDIA_FILE}|{rules.MEDIA_FOLDER}", regex.IGNORECASE)
_NAMED_LIKE_A_FILE = regex.compile(rules.PAGE_NAMED_LIKE_A_FILE)
_PREFIXES = ("www.", "m.", "mobile.", "amp.")


# One page is shared under many addresses, which lead here one by one.
@lru_cache(maxsize=16_384)
def is_document(page: PageUrl) -> bool:
    """Say whether *page* may be something to read, watch or use: not a post, profile, tag, search or attachment."""
    host, path = host_of(page), urlsplit(page).path
    if "." not in host or host in rules.SOCIAL_HOSTS or host in rules.MEDIA_HOSTS:
        return False
    if _MEDIA.fullmatch(path) and not _NAMED_LIKE_A_FILE.fullmatch(path):
        return False
    return not _no_documents(host).fullmatch(path)


def is_shortener(page: PageUrl) -> bool:
    """Say whether *page* only leads to another one, which must be asked for."""
    return host_of(page) in rules.SHORTENERS and urlsplit(page).path != "/"


def site_of(page: PageUrl) -> str:
    """Return the host of *page* without what says "web" or "phone" in front of it: two items of one site are enough."""
    host = host_of(page)
    for prefix in _PREFIXES:
        if host.startswith(prefix) and "." in host.removeprefix(prefix):
            return host.removeprefix(prefix)
    return host


def shown_host(page: PageUrl) -> str:
    """Return the host of *page* for people: in its own script where that cannot be taken for another one."""
    host = host_of(page)
    if "xn--" not in host:
        return host
    return ".".join(_shown(label) for label in host.split("."))


def host_of(page: PageUrl) -> str:
    """Return the host of *page*, with its port where that is not the usual one."""
    return page.removeprefix("https://").partition("/")[0]


def _shown(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        decoded = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return decoded if _OWN_SCRIPT.fullmatch(decoded) else label


# Scripts with letters that look Latin (Cyrillic, Greek, Armenian, Cherokee …) stay encoded: "аррӏе" is not "apple".
_OWN_SCRIPT = regex.compile(
    r"[a-z0-9\-ß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżž]+"
    r"|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー・0-9-]+"
    r"|[\p{Script=Hangul}0-9-]+|[\p{Script=Arabic}0-9-]+|[\p{Script=Hebrew}0-9-]+"
    r"|[\p{Script=Devanagari}0-9-]+|[\p{Script=Thai}0-9-]+"
)


@lru_cache(maxsize=8192)
def _no_documents(host: str) -> regex.Pattern[str]:
    paths = (path for site, path, _ in rules.NO_DOCUMENTS if site == "*" or is_on(host, site))
    return regex.compile("|".join(paths))
