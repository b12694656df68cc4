"""The one spelling of a page: named, pure steps over the rules of `curation.url_rules`.

http and https name the same page; paths keep their case; a query parameter nobody knows is never dropped.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import chain, starmap
from urllib.parse import unquote

import regex

from curation import url_rules as rules
from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls.address import Address, Query, parsed

_Step = Callable[[Address], Address]
_MOST_ROUNDS = 8
"""More than the rules ever need; a bound, so that no new rule can make an endless circle."""
_REMEMBERED = 16_384
"""Addresses: more than a day's posts hold, each of which is asked about in several places."""


@lru_cache(_REMEMBERED)
def canonical(url: str) -> PageUrl:
    """Return the one spelling of the page at *url*; raise `InvalidUrl` for what is no http(s) address of a page.

    It is idempotent: the spelling's own spelling is itself.
    """
    address = _settled(parsed(url))
    inside = _unwrapped(address)
    while inside is not None:
        address = inside
        inside = _unwrapped(address)
    return PageUrl(str(address))


def _settled(address: Address, rounds: int = _MOST_ROUNDS) -> Address:
    """Return *address* after all steps, taken until nothing changes: one step may make another's case."""
    after = address
    for step in _STEPS:
        after = step(after)
    return after if after == address or not rounds else _settled(after, rounds - 1)


def without_www(address: Address) -> Address:
    """`www.blog.example` is `blog.example`."""
    host = address.host
    return address._replace(host=host[4:]) if host.startswith("www.") and "." in host[4:] else address


def on_its_main_host(address: Address) -> Address:
    """`m.youtube.com` is `youtube.com`, by `SAME_HOSTS` and `MOBILE_WIKIS`."""
    host = address.host
    same = _SAME_HOSTS.get(host)
    if same:
        return address._replace(host=same)
    if host.startswith("m.") or ".m." in host:
        plain = host.removeprefix("m.").replace(".m.", ".")
        if _is_wiki(plain):
            return address._replace(host=plain)
    return address


def without_residues(address: Address) -> Address:
    """`/a;jsessionid=1` is `/a`, by `PATH_RESIDUES`."""
    if ";" not in address.path and "&" not in address.path:
        return address
    return address._replace(path=_RESIDUES.sub("", address.path))


def without_html_escapes(address: Address) -> Address:
    """`?a=1&amp;b=2`, copied from a page's source, is `?a=1&b=2`."""
    if not any(name.startswith("amp;") for name, _ in address.query):
        return address
    plain = ((_ESCAPED_AMPERSANDS.sub("", name), value) for name, value in address.query)
    return address._replace(query=tuple(pair for pair in plain if any(pair)))


def with_second_query_joined(address: Address) -> Address:
    """`?id=1?b=2` is `?id=1&b=2`: programs that add a parameter overlook that there is a query already."""
    if not any("?" in value for _, value in address.query):
        return address
    return address._replace(query=tuple(chain.from_iterable(starmap(_unglued, address.query))))


def without_trackers(address: Address) -> Address:
    """`?id=1&utm_source=x` is `?id=1`, by the tracker rules; every other parameter stays."""
    if not address.query:
        return address
    on_site = _site_trackers(address.host)
    kept = tuple(pair for pair in address.query if not _is_tracker(*pair, on_site))
    return address if len(kept) == len(address.query) else address._replace(query=kept)


def without_index_file(address: Address) -> Address:
    """`/a/index.html` is `/a`, but for `FILE_HOSTS`."""
    folder, _, name = address.path.rpartition("/")
    is_index = name in _INDEX_FILES or (name in _INDEX_PROGRAMS and not address.query)
    return address._replace(path=folder) if is_index and not _shows_files(address.host) else address


def without_trailing_slash(address: Address) -> Address:
    """`/a/` is `/a`."""
    return address._replace(path=address.path.rstrip("/")) if address.path.endswith("/") else address


def with_sorted_query(address: Address) -> Address:
    """`?b=1&a=2` is `?a=2&b=1`; the order of values with one name is kept."""
    if len(address.query) < 2:
        return address
    return address._replace(query=tuple(sorted(address.query, key=lambda pair: pair[0])))


def with_routing_fragment_only(address: Address) -> Address:
    """`#section` is dropped; `#!/page` and `#/page` name a page of their own, as do those of `PAGES_IN_FRAGMENTS`."""
    if not address.fragment:
        return address
    route = address.fragment.partition(":~:")[0]
    if not route.startswith(("!", "/")) and not _is_page(route, address):
        route = ""
    return address._replace(fragment="" if route in {"!", "/", "!/"} else route)


def _is_page(fragment: str, address: Address) -> bool:
    of_host = _PAGES_IN_FRAGMENTS.get(address.host)
    return of_host is not None and bool(of_host.fullmatch(f"{address.path or '/'}#{fragment}"))


def as_on_its_platform(address: Address) -> Address:
    """`youtu.be/ID` is `youtube.com/watch?v=ID`, by `PLATFORMS`."""
    for platform, pattern in _platforms(address.host):
        match = pattern.fullmatch(address.path)
        given = dict(address.query)
        if match and all(_FITS_A_PATH.fullmatch(given.get(name, "")) for name in platform.needs):
            return _on_platform(address, platform, match.groupdict() | given)
    return address


_STEPS: tuple[_Step, ...] = (
    without_www,
    on_its_main_host,
    without_residues,
    without_html_escapes,
    with_second_query_joined,
    without_trackers,
    without_index_file,
    without_trailing_slash,
    with_sorted_query,
    with_routing_fragment_only,
    as_on_its_platform,
)


def _on_platform(address: Address, platform: rules.Platform, known: dict[str, str]) -> Address:
    result = parsed("https://" + platform.result.format_map(known | {"host": address.host}))
    kept = tuple(pair for pair in address.query if platform.keeps is None or pair[0] in platform.keeps)
    used = set(platform.needs)
    rest = tuple(pair for pair in kept if pair[0] not in used)
    return result._replace(query=(*result.query, *rest), fragment=address.fragment if platform.keeps is None else "")


def _unwrapped(address: Address) -> Address | None:
    """Return the address that *address* only leads to, settled, if it is a wrapper around one."""
    inside = _inside_query(address) or _inside_path(address)
    if not inside:
        return None
    try:
        settled = _settled(parsed(inside))
    except InvalidUrl:
        return None
    # What is inside is shorter, so that unwrapping ends.
    return settled if len(str(settled)) < len(str(address)) else None


def _inside_query(address: Address) -> str:
    if not address.query:
        return ""
    for wrapper, pattern in _wrappers(address.host):
        if pattern.fullmatch(address.path or "/"):
            given = {name.lower(): value for name, value in address.query}
            return next(
                (_inside(_decoded(given[name]), address.host) for name in wrapper.parameters if given.get(name)),
                "",
            )
    return ""


def _inside_path(address: Address) -> str:
    patterns = _path_wrappers(address.host)
    if not patterns:
        return ""
    rest = str(address).removeprefix(f"https://{address.host}")
    match = next(filter(None, (pattern.fullmatch(rest) for pattern in patterns)), None)
    if not match:
        return ""
    inside = match["inside"]
    return _inside(unquote(inside) if _ENCODED.match(inside) else inside, address.host)


def _decoded(value: str) -> str:
    """Return what the *value* of a parameter says, however much of it was escaped: `watch?v%3D1` is `watch?v=1`.

    What is no ASCII stays escaped, since nobody knows in which encoding it is.
    """
    text = value.translate(_HYPHENATED) if _HYPHENATED_SCHEME.match(value) else value
    once = _ESCAPED_ASCII.sub(lambda each: chr(int(each[1], 16)), text.replace("+", " "))
    return unquote(once) if _ENCODED_SCHEME.match(once) else once


def _inside(text: str, host: str) -> str:
    """Return the absolute address that *text* is or stands for; wrappers lose a slash, or the scheme."""
    if _BARE_PATH.match(text):
        return f"https://{host}{text}"
    match = _LOOSE_SCHEME.match(text)
    if match:
        return f"{match[1]}://{text[match.end() :]}"
    return f"https://{text}" if _BARE_HOST.match(text) else ""


def _is_tracker(name: str, value: str, on_site: frozenset[str]) -> bool:
    plain = name.lower()
    if plain in rules.TRACKERS or plain in on_site or plain.startswith(rules.TRACKER_PREFIXES):
        return True
    pattern = _VALUE_TRACKERS.get(plain)
    return bool(pattern and pattern.fullmatch(value))


def _unglued(name: str, value: str) -> Query:
    """Return the parameters in *value*, which stay one where it is an address or a question."""
    parts: list[tuple[str, str]] = []
    # No recursion: an address has room for more question marks than the stack has.
    while match := _GLUED.fullmatch(value):
        parts.append((name, match["before"]))
        name, value = match["name"], match["value"]
    return (*parts, (name, value))


_GLUED = regex.compile(r"(?P<before>[^?/:]*)\?(?P<name>[A-Za-z_][\w.-]*)=(?P<value>.*)")
_ESCAPED_AMPERSANDS = regex.compile(r"^(?:amp;)+")
_ESCAPED_ASCII = regex.compile(r"%([0-7][0-9A-Fa-f])")
_ENCODED_SCHEME = regex.compile(r"https?%3A", regex.IGNORECASE)
_ENCODED = regex.compile(r"https?(?:%3A|:/*[^?]*%2F)|%2F", regex.IGNORECASE)
_HYPHENATED_SCHEME = regex.compile(r"https?-3A_", regex.IGNORECASE)
_HYPHENATED = str.maketrans("-_", "%/")
"""How Proofpoint's second version writes what must not stand in a query."""
_BARE_PATH = regex.compile(r"/[^/]")
_BARE_HOST = regex.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)")
_FITS_A_PATH = regex.compile(r"(?!\.{1,2}$)[\w%~.,:!'()*-]+")
_LOOSE_SCHEME = regex.compile(r"(https?):/{0,2}(?=[^/])", regex.IGNORECASE)
_COUNTRY = regex.compile(r"com|[a-z]{2}|com?\.[a-z]{2}")
_RESIDUES = regex.compile("|".join(residue for residue, _ in rules.PATH_RESIDUES), regex.IGNORECASE)
_SAME_HOSTS = dict(rules.SAME_HOSTS)
_PAGES_IN_FRAGMENTS = {host: regex.compile(f"{path}#(?:{names})") for host, path, names, _ in rules.PAGES_IN_FRAGMENTS}
_HOSTS_OF_PLATFORMS = tuple((host, at) for at, each in enumerate(rules.PLATFORMS) for host in each.hosts)
_PLATFORMS_LIKE = tuple((host, at) for host, at in _HOSTS_OF_PLATFORMS if "*" in host)
_PLATFORMS_AT = {host: tuple(at for each, at in _HOSTS_OF_PLATFORMS if each == host) for host, _ in _HOSTS_OF_PLATFORMS}
_PLATFORMS_OF_WIKIS = frozenset(at for at, each in enumerate(rules.PLATFORMS) if not each.hosts)
_INDEX_FILES = frozenset(rules.INDEX_FILES)
_INDEX_PROGRAMS = frozenset(rules.INDEX_PROGRAMS)
_VALUE_TRACKERS = {name: regex.compile(values, regex.IGNORECASE) for name, values, _ in rules.VALUE_TRACKERS}


def is_on(host: str, pattern: str) -> bool:
    """Say whether *host* is what *pattern* means: a host, `*` and its subdomains, or a name with any ending."""
    if pattern.endswith(".*"):
        return host.startswith(pattern[:-1]) and bool(_COUNTRY.fullmatch(host.removeprefix(pattern[:-1])))
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _is_wiki(host: str) -> bool:
    return any(host == wiki or host.endswith("." + wiki) for wiki in rules.MOBILE_WIKIS)


@lru_cache(maxsize=8192)
def _site_trackers(host: str) -> frozenset[str]:
    sites = (names for site, names in rules.SITE_TRACKERS if is_on(host, site) or host.endswith("." + site))
    return frozenset(name for names in sites for name in names)


@lru_cache(maxsize=8192)
def _shows_files(host: str) -> bool:
    return any(is_on(host, each) for each, _ in rules.FILE_HOSTS)


@lru_cache(maxsize=8192)
def _platforms(host: str) -> tuple[tuple[rules.Platform, regex.Pattern[str]], ...]:
    exact = _PLATFORMS_AT.get(host, ())
    found = {at for pattern, at in _PLATFORMS_LIKE if is_on(host, pattern)}.union(exact)
    found |= _PLATFORMS_OF_WIKIS if _is_wiki(host) else set()
    return tuple((rules.PLATFORMS[at], regex.compile(rules.PLATFORMS[at].path)) for at in sorted(found))


@lru_cache(maxsize=8192)
def _wrappers(host: str) -> tuple[tuple[rules.Wrapper, regex.Pattern[str]], ...]:
    return tuple((each, regex.compile(each.path)) for each in rules.WRAPPERS if is_on(host, each.host))


@lru_cache(maxsize=8192)
def _path_wrappers(host: str) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(path) for site, path, *_ in rules.PATH_WRAPPERS if is_on(host, site))
