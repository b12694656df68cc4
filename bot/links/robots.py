"""What a site lets programs ask for: https://www.rfc-editor.org/rfc/rfc9309

The one page that a person shared is asked for as that person would; whatever we ask for beside it is asked here first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

PATH = "/robots.txt"
AGENT = "welearned"
"""Our product token, in lower case."""

_MAX_LINES = 5_000
_MAX_LETTERS = 2_000
"""Of one line."""


@dataclass(frozen=True, slots=True)
class _Rule:
    allows: bool
    pattern: str

    def fits(self, path: str) -> bool:
        """Return whether the pattern, in which `*` is anything and a last `$` the end, fits the beginning of *path*."""
        ends = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for part in others:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return not ends or at == len(path) or (bool(others) and path.endswith(others[-1]))


def may_ask(robots: str, path: str) -> bool:
    """Return whether the file *robots* lets us ask for *path*, with its query: the longest rule that fits decides."""
    ours = _rules_for(robots, AGENT)
    fitting = [each for each in (ours if ours is not None else _rules_for(robots, "*") or ()) if each.fits(path)]
    longest = max(fitting, key=lambda each: (len(each.pattern), each.allows), default=None)
    return longest is None or longest.allows


def _rules_for(robots: str, agent: str) -> list[_Rule] | None:
    """Return the rules of all groups that name *agent*, `None` when no group does."""
    found: list[_Rule] | None = None
    named = in_rules = False
    for key, value in _lines(robots):
        if key == "user-agent":
            named = (named and not in_rules) or value.partition("/")[0].strip().lower() == agent
            in_rules = False
            found = [] if named and found is None else found
        elif key in {"allow", "disallow"}:
            in_rules = True
            if named and value and found is not None:
                found.append(_Rule(key == "allow", value))
    return found


def _lines(robots: str) -> Iterator[tuple[str, str]]:
    for line in robots.removeprefix("\ufeff").splitlines()[:_MAX_LINES]:
        key, colon, value = line[:_MAX_LETTERS].partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()
