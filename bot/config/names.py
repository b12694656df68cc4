"""Names as people write them: time zones, hashtags, handles, servers and addresses."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from curation.errors import InvalidHashtag
from curation.model import Hashtag

_X_NAME = re.compile(r"@?(?P<name>[A-Za-z0-9_]{1,15})")
_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]{1,5})?/?")


def zone_name(value: object) -> str:
    """Return the name of the time zone that *value* is; raise `ValueError`."""
    try:
        return ZoneInfo(value).key if isinstance(value, str) else ""
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('a time zone by its name, such as "America/Toronto"') from error


def hashtag(value: object) -> str:
    """Return *value* as a hashtag is shown; raise `ValueError`, saying what networks would cut out of it."""
    if not isinstance(value, str):
        raise ValueError('a hashtag, such as "#BIT15"')  # noqa: TRY004 pydantic makes problems of ValueErrors only
    try:
        return str(Hashtag.parse(value))
    except InvalidHashtag as error:
        cut = f"; {value} would be {error.would_be}" if error.would_be else ""
        raise ValueError(f"a hashtag of letters, digits and underscores{cut}") from error


def full_handle(value: object) -> str:
    """Return the handle *value* without a leading `@`; raise `ValueError` where the server is missing."""
    name, _, server = value.strip().removeprefix("@").partition("@") if isinstance(value, str) else ("", "", "")
    if not name or not server or set("@/ :?#") & set(server):
        raise ValueError('a full handle, such as "ana@mastodon.example"')
    return f"{name}@{server}"


def x_name(value: object) -> str:
    """Return the user name on X that *value* is, without a leading `@`; raise `ValueError`."""
    found = _X_NAME.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('a user name on X, such as "BIT15digest"')
    return found["name"]


def host_name(value: object) -> str:
    """Return the server that *value* names, in lower case; raise `ValueError` for an address or a handle.

    A server on this very machine may be written as its address, without TLS: for trying things out.
    """
    if isinstance(value, str) and _LOOPBACK.fullmatch(value):
        return value.rstrip("/")
    if not isinstance(value, str) or not value or set("/@ ?#") & set(value):
        raise ValueError('the name of a server alone, such as "mastodon.example"')
    return value.casefold()


def site_address(value: object) -> str:
    """Return the address *value* without a slash at its end; raise `ValueError` unless it is plain http(s)."""
    scheme, separator, rest = value.partition("://") if isinstance(value, str) else ("", "", "")
    if scheme not in {"http", "https"} or not separator or not rest.strip("/") or set("@ ?#\\") & set(rest):
        raise ValueError('an address such as "https://digest.example.org", without user, query or fragment')
    return f"{scheme}://{rest.rstrip('/')}"


def exact_address(value: object) -> str:
    """Return the address *value* as it is: of others', a slash more or less is another; raise as `site_address`."""
    site_address(value)
    return str(value)
