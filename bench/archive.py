"""A generated archive of any size, in the shape of twarc 2: the same for the same number of posts."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

_PAGE = 100
"""Posts a response page, as X gives at most."""
PER_DAY = 2_000
_PEOPLE = 5_000
START = datetime(2020, 1, 1, tzinfo=UTC)


def generate(path: Path, posts: int) -> None:
    """Write *posts* posts in twarc-2 pages, the same for the same number; each shares one page."""
    chance = random.Random(posts)
    with path.open("wb") as out:
        for first in range(0, posts, _PAGE):
            out.write(orjson.dumps(_page(chance, range(first, min(first + _PAGE, posts)))) + b"\n")


def _page(chance: random.Random, numbers: range) -> dict[str, object]:
    tweets = [_tweet(chance, number) for number in numbers]
    authors = sorted({str(tweet["author_id"]) for tweet in tweets})
    return {
        "data": tweets,
        "includes": {"users": [_user(each) for each in authors]},
        "meta": {"result_count": len(tweets), "newest_id": tweets[-1]["id"], "oldest_id": tweets[0]["id"]},
        "__twarc": {"version": "2.14.0"},
    }


def _tweet(chance: random.Random, number: int) -> dict[str, object]:
    moment = START + timedelta(days=1) * number / PER_DAY
    page = int(chance.paretovariate(0.6)) % 40_000
    tracking = f"utm_source=x&utm_campaign=c{number % 7}"
    address = f"https://www.site{page % 900}.example/posts/{moment:%Y/%j}/{page}?{tracking}&id={page}"
    text = f"Number {number}: something worth reading about learning in public #BIT15 https://t.co/{number:010x}"
    return {
        "id": str(1_200_000_000_000_000_000 + number * 1_000),
        "author_id": str(chance.randrange(_PEOPLE) + 10_000),
        "created_at": f"{moment:%Y-%m-%dT%H:%M:%S.000Z}",
        "text": text,
        "lang": "en",
        "edit_history_tweet_ids": [str(1_200_000_000_000_000_000 + number * 1_000)],
        "public_metrics": {"retweet_count": number % 11, "like_count": number % 29, "reply_count": 0, "quote_count": 0},
        "entities": {
            "hashtags": [{"start": 60, "end": 66, "tag": "BIT15"}],
            "urls": [
                {
                    "start": 67,
                    "end": 90,
                    "url": f"https://t.co/{number:010x}",
                    "expanded_url": address,
                    "display_url": f"site{page % 900}.example/posts/…",
                }
            ],
        },
    }


def _user(account: str) -> dict[str, object]:
    return {
        "id": account,
        "username": f"teacher{account}",
        "name": f"Teacher {account}",
        "description": "I teach and I learn.",
        "created_at": "2015-01-01T00:00:00.000Z",
        "protected": False,
        "public_metrics": {"followers_count": 10, "following_count": 10, "tweet_count": 10, "listed_count": 0},
    }
