"""Where a redirect leads, and when it leads away from the page."""

from urllib.parse import SplitResult, urljoin, urlsplit

_SCHEMES = frozenset({"http", "https"})
_WALL_STEPS = frozenset(
    {
        "login",
        "log-in",
        "login.php",
        "wp-login.php",
        "signin",
        "sign-in",
        "sign_in",
        "servicelogin",
        "consent",
        "captcha",
    }
)
_WALL_HOSTS = frozenset({"login", "signin", "accounts", "consent", "auth", "sso"})


def target_of(address: str, location: str) -> str | None:
    """Return the absolute address that *location*, answered at *address*, leads to.

    A fragment goes along where *location* has none of its own (RFC 9110, 10.2.2): it may be all that names the page.
    `None` unless it is http or https with a host and without a user's name or password.
    """
    try:
        target = urljoin(address, location.strip())
        if "#" not in target and "#" in address:
            target += address[address.index("#") :]
        parts = urlsplit(target)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return None
    return target if usable else None


def is_dead_end(asked: str, ended: str) -> bool:
    """Return whether a site answered for a page it no longer has with its front page."""
    return bool(_steps(urlsplit(asked))) and not _steps(urlsplit(ended)) and not urlsplit(ended).query


def is_wall(asked: str, ended: str) -> bool:
    """Return whether the way to the page ended before a login, a consent form or a riddle."""
    before, after = urlsplit(asked), urlsplit(ended)
    steps = frozenset(_steps(after)) - frozenset(_steps(before))
    elsewhere = before.hostname != after.hostname
    return bool(steps & _WALL_STEPS) or (elsewhere and (after.hostname or "").partition(".")[0] in _WALL_HOSTS)


def _steps(parts: SplitResult) -> tuple[str, ...]:
    return tuple(step for step in parts.path.casefold().split("/") if step)
