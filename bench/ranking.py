"""How long it takes to put a day's stories in order, from a handful of posts to thousands.

    python bench/ranking.py

Stories are made up: most pages are shared by one person, some by many, of all kinds and a dozen topics. Compared with
what any order needs at least: Python's own sort by people, boosts, time and address.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from curation.model import AccountRef, Author, Kind, PageCard, PageUrl, Post, PostRef, Shape, Share, Story
from curation.ranking import Taste, lined_up

_NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
_COUNTS = (3, 30, 300, 3_000, 30_000)
_BEST_OF = 5


def _post(number: int, page: PageUrl, chance: random.Random) -> Post:
    name = f"p{chance.randrange(2_000)}"
    return Post(
        ref=PostRef("mastodon", f"https://example.org/{number}"),
        author=Author(account=AccountRef("mastodon", f"{name}@example.org"), handle=f"{name}@example.org", name=name),
        text="",
        created_at=_NOON + timedelta(seconds=chance.randrange(86_400)),
        seen_at=_NOON + timedelta(days=1),
        url=f"https://example.org/{number}",
        links=(page,),
    )


def _stories(posts: int) -> list[Story]:
    chance = random.Random(15)
    pages: dict[PageUrl, dict[AccountRef, Post]] = {}
    for number in range(posts):
        at = int(chance.paretovariate(0.5)) % posts if chance.random() < 0.5 else posts + number
        page = PageUrl(f"https://site{at % 700}.example/{at}")
        post = _post(number, page, chance)
        pages.setdefault(page, {}).setdefault(post.author.account, post)
    return [_story(page, list(by.values()), chance) for page, by in pages.items()]


def _story(page: PageUrl, posts: list[Post], chance: random.Random) -> Story:
    return Story(
        page=page,
        shares=tuple(Share(post=post, url=page) for post in sorted(posts, key=lambda post: post.created_at)),
        spellings=(page,),
        card=PageCard(page=page, title=page, kind=chance.choice(list(Kind))),
        boosts=int(chance.paretovariate(2)) - 1,
        topics=tuple(f"topic {each}" for each in chance.sample(range(12), chance.randrange(3))),
    )


def _milliseconds(task: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_BEST_OF):
        began = time.process_time()
        task()
        best = min(best, time.process_time() - began)
    return best * 1000


def main() -> None:
    """Measure, and print a table."""
    print(f"{'posts':>8}{'stories':>9}{'in line':>12}{'sorted only':>14}")
    for posts in _COUNTS:
        stories = _stories(posts)
        taste = Taste(
            theme=frozenset({"topic 1"}),
            newcomers=frozenset(share.account for story in stories[::7] for share in story.shares),
        )
        lined = _milliseconds(lambda stories=stories, taste=taste: lined_up(stories, Shape(), taste=taste))  # type: ignore[misc]  # mypy infers no lambda with defaults
        plain = _milliseconds(
            lambda stories=stories: sorted(stories, key=lambda s: (-s.people, -s.boosts, s.first_at, s.page))  # type: ignore[misc]  # mypy infers no lambda with defaults
        )
        print(f"{posts:>8,}{len(stories):>9,}{lined:>9.1f} ms{plain:>11.1f} ms")


if __name__ == "__main__":
    main()
