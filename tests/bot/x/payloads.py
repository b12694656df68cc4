"""What X would send, written by hand: say what matters, the rest is plausible."""

from typing import Any

Json = dict[str, Any]


def user(user_id: str = "71", **but: Any) -> Json:
    """Return a user of the second interface, with numbers about a person that nobody should keep."""
    return {
        "id": user_id,
        "username": f"writer{user_id}",
        "name": f"Writer {user_id}",
        "description": "Teaches.",
        "protected": False,
        "created_at": "2012-03-04T05:06:07.000Z",
        "public_metrics": {"followers_count": 4444, "following_count": 5555, "tweet_count": 6666},
    } | but


def url(address: str, *, short: str = "https://t.co/aaaaaaaaaa", **but: Any) -> Json:
    return {"url": short, "expanded_url": address, "display_url": address.partition("://")[2][:26]} | but


def tweet(post_id: str = "660000000000000001", *addresses: str, **but: Any) -> Json:
    """Return a post of the second interface under #BIT15 with *addresses*."""
    urls = [url(each, short=f"https://t.co/{at:010}") for at, each in enumerate(addresses)]
    return {
        "id": post_id,
        "author_id": "71",
        "text": " ".join(["worth a look", *(each["url"] for each in urls), "#BIT15"]),
        "created_at": "2015-11-11T12:00:00.000Z",
        "edit_history_tweet_ids": [post_id],
        "lang": "en",
        "public_metrics": {"retweet_count": 3, "like_count": 9},
        "entities": {"urls": urls, "hashtags": [{"tag": "BIT15"}], "mentions": [{"username": "ben"}]},
    } | but


def page(*tweets: Json, users: list[Json] | None = None, included: list[Json] | None = None) -> Json:
    return {"data": list(tweets), "includes": {"users": users or [user()], "tweets": included or []}, "meta": {}}


def user_v1(user_id: str = "71", **but: Any) -> Json:
    """Return a user of the first interface."""
    return {
        "id_str": user_id,
        "screen_name": f"writer{user_id}",
        "name": f"Writer {user_id}",
        "description": "Teaches.",
        "protected": False,
        "created_at": "Sun Mar 04 05:06:07 +0000 2012",
        "followers_count": 4444,
        "friends_count": 5555,
        "statuses_count": 6666,
    } | but


def tweet_v1(post_id: str = "660000000000000001", *addresses: str, **but: Any) -> Json:
    """Return a post of the first interface under #BIT15 with *addresses*."""
    urls = [url(each, short=f"https://t.co/{at:010}") for at, each in enumerate(addresses)]
    return {
        "id_str": post_id,
        "full_text": " ".join(["worth a look", *(each["url"] for each in urls), "#BIT15"]),
        "created_at": "Wed Nov 11 12:00:00 +0000 2015",
        "user": user_v1(),
        "lang": "en",
        "retweet_count": 3,
        "entities": {"urls": urls, "hashtags": [{"text": "BIT15"}], "user_mentions": [{"screen_name": "ben"}]},
    } | but


def row(post_id: str = "660000000000000001", **but: str) -> dict[str, str]:
    """Return a row of a TAGS sheet."""
    return {
        "id_str": post_id,
        "from_user": "Writer71",
        "text": "worth a look https://blog.example/a #BIT15",
        "created_at": "Wed Nov 11 12:00:00 +0000 2015",
        "time": "11/11/2015 12:00:00",
        "from_user_id_str": "71",
        "user_followers_count": "4444",
        "status_url": f"http://twitter.com/writer71/statuses/{post_id}",
        "entities_str": "",
    } | but
