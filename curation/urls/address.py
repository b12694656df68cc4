"""An address in its parts, written in one way: what RFC 3986 and browsers (url.spec.whatwg.org) call the same."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

import regex
from typing_extensions import override

from curation.errors import InvalidUrl

MAX_LENGTH = 4096
"""Characters; what is longer is no address that a person shared."""

Query = tuple[tuple[str, str], ...]
"""Names and values in one encoding; an empty value and none at all are the same."""


class Address(NamedTuple):
    """An http(s) address in its parts; the scheme is left out, since http and https name the same page."""

    host: str
    """In lower case and in ASCII, with its port unless that is the scheme's own."""
    path: str
    """Empty for the root, else beginning with a slash."""
    query: Query = ()
    fragment: str = ""
    """Without `#`."""

    @override
    def __str__(self) -> str:
        """Return the address as it is written, with https."""
        query = "&".join(f"{name}={value}" if value else name for name, value in self.query)
        tail = ("?" + query if query else "") + ("#" + self.fragment if self.fragment else "")
        return f"https://{self.host}{self.path or '/'}{tail}"


_AROUND = "".join(map(chr, range(0x21))) + "\xa0\u200b\u2060\u3000\ufeff"
"""What browsers strip around an address, and the unseen characters that posts leave there."""
# What every address goes through: the standard library's engine is the faster one for what is as plain as this.
_SPLIT = re.compile(r"(?i:(https?)):[/\\]{2,}([^/\\?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PLAIN_HOST = regex.compile(
    r"(?=.*[a-z])(?!.*\b0x[0-9a-f]*$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
)
_PLAIN_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9\-._~!$&'()*+,;=:@]*)*")
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9\-._~!$'()*,;:@/?+=]*")
_PLAIN_QUERY = re.compile(r"[A-Za-z0-9\-._~!$'()*,;:@/?+=&]*")
_ESCAPE = regex.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = regex.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$'()*,:@")
"""RFC 3986's unreserved characters, and those that mean the same escaped or not wherever addresses are shared."""
_PLAIN_IN_PATHS = _PLAIN | frozenset("+&=")
"""In a path these separate nothing."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL_DOTS = regex.compile(r"[。．｡]")
_HOST_CHARACTER = regex.compile(r"[\p{L}\p{M}\p{N}·・_\-\u200C\u200D]+")
_NUMBER = regex.compile(r"\d+|0x[0-9a-f]*")
_MAX_HOST, _MAX_LABEL, _MAX_PORT = 253, 63, 65535


def parsed(url: str) -> Address:
    """Return the parts of *url*, each in its one encoding; raise `InvalidUrl` for what is no http(s) address."""
    text = url.strip(_AROUND)
    if len(text) > MAX_LENGTH:
        raise InvalidUrl(url, why="it is too long")
    if "\n" in text or "\r" in text or "\t" in text:
        text = text.replace("\n", "").replace("\r", "").replace("\t", "")
    match = _SPLIT.fullmatch(text)
    if not match:
        raise InvalidUrl(url, why="only http and https addresses are pages")
    scheme, authority, path, query, fragment = match.groups("")
    if "@" in authority:
        raise InvalidUrl(url, why="it holds credentials")
    host = _host(authority, scheme.lower(), url)
    return Address(
        host, _path(path), _query(query) if query else (), fragment and _encoded(fragment, safe="/?!$&'()*+,;=:@")
    )


def _host(authority: str, scheme: str, url: str) -> str:
    host, port = _split_port(authority, url)
    name = host.lower().rstrip(".")
    if not _is_plain_host(name):
        name = _bracketed(name, url) if name.startswith("[") else _international(name, url)
    if len(name) > _MAX_LABEL and (len(name) > _MAX_HOST or max(map(len, name.split("."))) > _MAX_LABEL):
        raise InvalidUrl(url, why="its host is too long")
    return name if port in {None, _DEFAULT_PORTS[scheme]} else f"{name}:{port}"


# There are far fewer hosts than addresses.
@lru_cache(maxsize=8192)
def _is_plain_host(name: str) -> bool:
    return _PLAIN_HOST.fullmatch(name) is not None


def _split_port(authority: str, url: str) -> tuple[str, int | None]:
    host, colon, port = authority.rpartition(":")
    if not colon or port.endswith("]"):
        return authority, None
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) <= _MAX_PORT):
        raise InvalidUrl(url, why="its port is no number from 1 to 65535")
    return host, int(port) if port else None


def _bracketed(name: str, url: str) -> str:
    try:
        return f"[{IPv6Address(name.removeprefix('[').removesuffix(']')).compressed}]"
    except AddressValueError as error:
        raise InvalidUrl(url, why="its host is no IPv6 address") from error


def _international(name: str, url: str) -> str:
    """Return *name* in ASCII (UTS 46, non-transitional), or an IPv4 address as it is."""
    decoded = unquote_to_bytes(name).decode("utf-8", "replace") if "%" in name else name
    mapped = unicodedata.normalize("NFKC", decoded).lower()
    labels = _LABEL_DOTS.sub(".", unicodedata.normalize("NFKC", mapped)).rstrip(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _numbered(".".join(labels), url)
    return ".".join(_label(label, url) for label in labels)


def _numbered(name: str, url: str) -> str:
    try:
        return str(IPv4Address(name))
    except AddressValueError as error:
        raise InvalidUrl(url, why="its host ends in a number") from error


def _label(label: str, url: str) -> str:
    if not _HOST_CHARACTER.fullmatch(label):
        raise InvalidUrl(url, why="its host is no name")
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _path(path: str) -> str:
    if _PLAIN_PATH.fullmatch(path):
        return path
    encoded = _encoded(path.replace("\\", "/"), safe="/!$&'()*+,;=:@", plain=_PLAIN_IN_PATHS)
    return _without_dots(encoded) if "/." in encoded else encoded


def _without_dots(path: str) -> str:
    """Return *path* with `.` and `..` followed (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept[-1:] = []
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> Query:
    pairs = [part.partition("=") for part in query.split("&") if part]
    if _PLAIN_QUERY.fullmatch(query):
        return tuple([(name, value) for name, _, value in pairs if name or value])
    return tuple([(_plus(name), _plus(value)) for name, _, value in pairs if name or value])


def _plus(value: str) -> str:
    """Return a name or value of a query in one encoding, where a space is `+`."""
    if _PLAIN_VALUE.fullmatch(value):
        return value
    return _encoded(value, safe="/?!$'()*+,;:@=").replace("%20", "+")


def _encoded(text: str, *, safe: str, plain: frozenset[str] = _PLAIN) -> str:
    """Return *text* percent-encoded where it must be: *plain* characters never, *safe* ones as found."""
    if "%" not in text:
        return quote(text, safe=safe + "~", errors="replace")
    unescaped = _ESCAPE.sub(lambda each: _unescaped(each, plain), text)
    return quote(_LONE_PERCENT.sub("%25", unescaped), safe=safe + "~%", errors="replace")


def _unescaped(match: regex.Match[str], plain: frozenset[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in plain else f"%{match[1].upper()}"
