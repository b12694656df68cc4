"""Stories and digests for tests: a page a number, composed as the whole machine would."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from curation.consent import credit as credit_of
from curation.digest import Placement, Verdicts, compose, explained
from curation.model import (
    Course,
    Credit,
    Digest,
    PageCard,
    PageUrl,
    Post,
    PublishPolicy,
    Story,
    Wish,
)
from curation.stories import gather
from tests.makers import at, course, post

DAY = date(2015, 11, 11)
AUTO, REVIEW = PublishPolicy.AUTO, PublishPolicy.REVIEW


def page(number: int, site: str = "") -> PageUrl:
    """Return a page; each on a site of its own unless *site* is given."""
    return PageUrl(f"https://{site or f'site{number}.example'}/{number}")


def stories_of(*posts: Post, where: Course | None = None, cards: Iterable[PageCard] = ()) -> tuple[Story, ...]:
    return gather(posts, course=where or course(), cards={each.page: each for each in cards}, aliases={})


def shared(number: int, people: int = 1, **but: Any) -> list[Post]:
    """Return posts of as many people about one page."""
    by = but.pop("by", None)
    site = but.pop("site", "")
    given_post = {"created_at": at(12, number)} | but
    return [post(page(number, site), by=by or f"P{number}n{each}", **given_post) for each in range(people)]


def composed(stories: Iterable[Story], *wishes: Wish, where: Course | None = None, **but: Any) -> Digest:
    """Return the digest of *stories* as the whole machine would compose it."""
    place = where or course()
    day = but.pop("day", DAY)
    given_arguments: dict[str, Any] = {
        "verdicts": Verdicts(),
        "history": {},
        "credits": lambda said: credit_of(said, of(said, wishes), place, at(18)),
        "may_quote": lambda _: False,
    }
    return compose(place, day, stories, **(given_arguments | but))


def of(said: Post, wishes: Iterable[Wish]) -> list[Wish]:
    return [each for each in wishes if each.account == said.author.account]


def placed(stories: Iterable[Story], *, where: Course | None = None, **but: Any) -> Mapping[PageUrl, Placement]:
    given_arguments: dict[str, Any] = {
        "verdicts": Verdicts(),
        "history": {},
        "credits": named,
        "may_quote": lambda _: False,
    }
    return explained(where or course(), DAY, stories, **(given_arguments | but)).placements


def named(said: Post) -> Credit:
    return credit_of(said, (), course(), at(18))


def pages(items: Iterable[Any]) -> list[PageUrl]:
    return [item.page for item in items]


TEN = stories_of(*(each for number in range(10) for each in shared(number, people=10 - number)))
