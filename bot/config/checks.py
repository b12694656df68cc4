"""What one key of the configuration demands of another; each check yields every problem it finds."""

from collections.abc import Callable, Iterator, Sequence
from datetime import time
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from bot.config import desk, mail, models, outlets, topics, x
from bot.config.courses import is_for_minors
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.errors import Problem
from curation.model import ConsentMode, PublishPolicy
from curation.retention import Retention

Check = Callable[[models.ConfigFile, Places], Iterator[Problem]]

_CLOCK_CHANGES = (time(1, 0), time(4, 0))
"""Between these, some day of the year has no such time, or has it twice."""
_HOMES: Final = ("blog", "markdown", "wordpress")
"""Outlets that make a page of each issue."""


def problems(file: models.ConfigFile, places: Places) -> tuple[Problem, ...]:
    """Return everything wrong between keys that are right one by one."""
    return tuple(problem for check in _CHECKS for problem in check(file, places))


def warnings(file: models.ConfigFile, places: Places) -> Iterator[str]:
    """Yield what is allowed, and seldom meant."""
    yield from x.warnings(file, places)
    yield from _longer(file, places)
    earliest, latest = _CLOCK_CHANGES
    for index, course in enumerate(file.courses):
        if earliest <= course.digest_time < latest:
            yield places.warning(
                ("courses", index, "digest_time"),
                "clocks change between 01:00 and 03:59, where this time may come twice or never; choose another",
            )


def _longer(file: models.ConfigFile, places: Places) -> Iterator[str]:
    """Yield what is to be kept for longer than we advise."""
    for key, advised in Retention().periods():
        if getattr(file.retention, key) > advised:
            kept = f"more than {advised.days} days is longer than people expect; say on your policy why you need it"
            yield places.warning(("retention", key), kept)


def _unique(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    mastodon = file.networks.mastodon
    yield from _repeated([each.slug for each in file.courses], ("courses",), "slug", places)
    yield from _repeated([each.name for each in file.outlets], ("outlets",), "name", places)
    yield from _repeated([each.host for each in mastodon.servers], ("networks", "mastodon", "servers"), "host", places)
    handles = [each.handle.casefold() for each in mastodon.accounts]
    yield from _repeated(handles, ("networks", "mastodon", "accounts"), "handle", places)


def _repeated(names: Sequence[str], path: KeyPath, key: str, places: Places) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield places.refused((*path, index, key), name, "a value that stands only once")


def _primary(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """The page that threads link is one, and it is a page."""
    primaries = [index for index, each in enumerate(file.outlets) if each.primary]
    if len(primaries) != 1:
        yield places.problem(("outlets",), f"{len(primaries)} outlets with primary = true", "exactly one")
    for index in primaries:
        outlet = file.outlets[index]
        if outlet.kind not in _HOMES:
            expected = f"true only where kind is one of {', '.join(_HOMES)}"
            yield places.problem(("outlets", index, "primary"), f'kind = "{outlet.kind}"', expected)
        if outlet.kind == "wordpress" and outlet.status != "publish":
            expected = '"publish" where primary = true: a thread links no page that only its author can read'
            yield places.refused(("outlets", index, "status"), outlet.status, expected)


def _accounts(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """An outlet posts from an account that is configured, and no two post from the same."""
    known = [each.handle.casefold() for each in file.networks.mastodon.accounts]
    used: list[str] = []
    for index, outlet in enumerate(file.outlets):
        if outlet.kind != "mastodon":
            continue
        path = ("outlets", index, "account")
        if outlet.account.casefold() not in known:
            yield places.refused(path, outlet.account, "a handle of [[networks.mastodon.accounts]]")
        if outlet.account.casefold() in used:
            yield places.refused(path, outlet.account, "an account that no other outlet posts from")
        used.append(outlet.account.casefold())


def _names(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """A course speaks only of outlets and servers that are configured, and has the page among its outlets."""
    known = {each.name: each for each in file.outlets}
    servers = {each.host for each in file.networks.mastodon.servers}
    for index, course in enumerate(file.courses):
        for number, name in enumerate(course.outlets):
            if name not in known:
                yield places.refused(("courses", index, "outlets", number), name, "a name of [[outlets]]")
        if not any(known[name].primary for name in course.outlets if name in known):
            found = "no outlet with primary = true"
            yield places.problem(("courses", index, "outlets"), found, "the page that the threads link among them")
        elif not any(known[name].kind == "blog" for name in course.outlets if name in known):
            expected = 'one of kind = "blog" among them, too: it has the policy page and the feeds'
            yield places.problem(("courses", index, "outlets"), "no built-in site", expected)
        for number, host in enumerate(course.servers or ()):
            if host not in servers:
                expected = "a host of [[networks.mastodon.servers]]"
                yield places.refused(("courses", index, "servers", number), host, expected)


def _live(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Nothing goes out that does not say where its page is, who runs it and who answers."""
    if not file.go_live:
        return
    needed = {"url": file.site.url, "operator": file.site.operator, "contact": file.site.contact}
    for key, value in needed.items():
        if not value:
            yield places.problem(("site", key), "nothing", "a value, because go_live = true")


def _database(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    url = file.database.url or ""
    path = ("database", "url")
    if url and file.database.url_file:
        yield places.problem(path, "a value beside url_file", "one of the two")
    if url and not url.startswith(("sqlite://", "postgresql+psycopg://")):
        yield places.problem(path, "another address", '"sqlite:///FILE" or "postgresql+psycopg://HOST/NAME"')
    if ":" in url.partition("://")[2].rpartition("@")[0] or any("password" in key for key in _options(url)):
        yield places.problem(path, "an address with a password", "url_file, a file with the whole address in it")


def _options(url: str) -> Iterator[str]:
    """Yield the names of what stands behind the question mark of *url*."""
    yield from (name.casefold() for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _courses(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    for index, course in enumerate(file.courses):
        path = ("courses", index)
        if course.starts and course.ends and course.ends < course.starts:
            yield places.refused((*path, "ends"), course.ends, "a day that is not before starts")
        if course.highlights + course.also == 0:
            yield places.refused((*path, "also"), course.also, "at least 1 where highlights = 0")
        yield from _repeated([str(each.starts) for each in course.weeks], (*path, "weeks"), "starts", places)
        yield from _people(course, path, places)


def _people(course: models.CourseSection, path: KeyPath, places: Places) -> Iterator[Problem]:
    for entry, place in _entries(course, path):
        if entry.credit not in {None, "alias"} and entry.alias:
            yield places.refused((*place, "alias"), entry.alias, f'none where credit = "{entry.credit}"')
        if entry.credit == "alias" and not entry.alias:
            yield places.problem((*place, "alias"), "nothing", 'the words to use, because credit = "alias"')
        if entry.network == "mastodon" and "@" not in entry.account.removeprefix("@"):
            yield places.refused((*place, "account"), entry.account, 'a full handle, such as "ana@mastodon.example"')
    for index, wish in enumerate(course.wishes):
        if (wish.says, wish.credit, wish.alias, wish.quote) == (None, None, None, None):
            yield places.problem((*path, "wishes", index), "no wish", "says, credit, alias or quote")


def _entries(course: models.CourseSection, path: KeyPath) -> Iterator[tuple[models.Person, KeyPath]]:
    for key, people in (("roster", course.roster), ("wishes", course.wishes)):
        for index, person in enumerate(people):
            yield person, (*path, key, index)


def _minors(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    for index, course in enumerate(file.courses):
        if is_for_minors(course):
            yield from _of_minors(course, ("courses", index), places)


def _of_minors(course: models.CourseSection, path: KeyPath, places: Places) -> Iterator[Problem]:
    """What a course of children forces (consent.md C12), refused where it is set otherwise."""
    because = ', because audience = "minors"'
    if course.consent.mode != ConsentMode.ROSTER:
        expected = f'"roster"{because}: children are collected only with a signed entry'
        yield places.refused((*path, "consent", "mode"), course.consent.mode.value, expected)
    if course.publish.policy not in {None, PublishPolicy.REVIEW}:
        found = course.publish.policy.value if course.publish.policy else ""
        yield places.refused((*path, "publish", "policy"), found, f'"review"{because}')
    if course.noindex is False:
        yield places.refused((*path, "noindex"), False, f"true{because}")  # noqa: FBT003 a value that was found
    for key, value in {"curator": course.curator, "contact": course.contact}.items():
        if not value:
            yield places.problem((*path, key), "nothing", f"an adult who can be reached{because}")
    yield from _credit_of_minors(course, path, places, because)


def _credit_of_minors(course: models.CourseSection, path: KeyPath, places: Places, because: str) -> Iterator[Problem]:
    for entry, place in _entries(course, path):
        if entry.credit not in {None, "alias", "none"}:
            yield places.refused((*place, "credit"), entry.credit, f'"alias" or "none"{because}')
        if entry.quote:
            yield places.refused((*place, "quote"), True, f"false{because}")  # noqa: FBT003 a value that was found


_CHECKS: Sequence[Check] = (
    _unique,
    _primary,
    _accounts,
    _names,
    _live,
    _database,
    _courses,
    _minors,
    outlets.problems,
    mail.problems,
    desk.problems,
    topics.problems,
    x.problems,
)
