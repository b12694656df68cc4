"""What happens on the fake X: people post, edit, delete, protect themselves; and how it shows all that."""

import html
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from tests.fake_x.meter import Meter

Json = dict[str, Any]

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_ADDRESS = re.compile(r"https?://[^\s]+")
_BARE = re.compile(r"(?<![\w.@/\u2060-])[\w-]+\.(?:com|org|net|example|md|rs|py|run|zip|mov)(?![\w-])", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&])#(\w*[^\W\d]\w*)")
_MENTION = re.compile(r"(?<![\w@])@(\w{1,15})")
_RENAMED = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
    "retweet_count": "repost_count",
    "tweets": "posts",
}
"""New names for old, where X is on its way to them (networks.md X15)."""


@dataclass(slots=True)
class FakeUser:
    """A person or a bot."""

    id: str
    username: str
    name: str
    description: str = "Teaches."
    protected: bool = False
    gone: bool = False


@dataclass(slots=True)
class FakePost:
    """Something said; *text* as it was written, with whole addresses."""

    id: str
    author: FakeUser
    text: str
    created_at: datetime
    history: tuple[str, ...]
    """The ids of every wording, the present one last."""
    replied_to: str = ""
    quoted: str = ""
    retweeted: str = ""
    by_api: bool = False
    more: Json = field(default_factory=dict)
    """Fields of the JSON to add or to replace."""


@dataclass
class World:
    """The state of X, and the acts that change it from outside the API."""

    clock: Callable[[], datetime]
    naming: str = "tweet"
    """`post` for the names that are to come."""
    lag: timedelta = timedelta(seconds=30)
    """How long a post takes to be found by a search."""
    posts: list[FakePost] = field(default_factory=list)
    users: dict[str, FakeUser] = field(default_factory=dict)
    meter: Meter = field(default_factory=Meter)
    has_credit: bool = True
    _serials: Iterable[int] = field(default_factory=itertools.count)

    def user(self, username: str, **but: Any) -> FakeUser:
        """Return the person called *username*, made when new; fields given replace what was there."""
        known = self.users.get(username)
        if known is None:
            known = FakeUser(id=str(9_000 + len(self.users)), username=username, name=username.capitalize())
            self.users[username] = known
        for key, value in but.items():
            setattr(known, key, value)
        return known

    @property
    def bot(self) -> FakeUser:
        """The account whose keys are ours."""
        return self.user("bit15digest")

    @property
    def published(self) -> list[FakePost]:
        """What came in through the API and still stands, oldest first."""
        return [each for each in self.posts if each.by_api]

    def post(self, who: str = "ana", text: str = "", *, at: datetime | None = None, **but: Any) -> FakePost:
        """Let *who* say *text*, now or at *at*."""
        written = at or self.clock()
        identity = self.new_id(written)
        made = FakePost(id=identity, author=self.user(who), text=text, created_at=written, history=(identity,))
        for key, value in but.items():
            setattr(made, key, value)
        self.posts.append(made)
        return made

    def new_id(self, moment: datetime) -> str:
        """Return a new id that stands for *moment*."""
        milliseconds = (moment - EPOCH) // timedelta(milliseconds=1)
        return str(milliseconds << 22 | next(iter(self._serials)) & 0x3FFFFF)

    def edit(self, post: FakePost, text: str) -> None:
        """Let the writer of *post* change it: what was said gets another id, and knows all it had."""
        post.id = self.new_id(self.clock())
        post.text, post.history, post.created_at = text, (*post.history, post.id), self.clock()

    def delete(self, post: FakePost) -> None:
        """Take *post* away."""
        self.posts.remove(post)

    def find(self, identity: str) -> FakePost | None:
        """Return the post that has or had that id and can be seen."""
        found = next((each for each in self.posts if identity in each.history), None)
        return None if found is None or found.author.protected or found.author.gone else found

    # -- shapes -------------------------------------------------------------------------------------------------------

    def shown(self, post: FakePost) -> Json:
        """Return *post* as the API shows it."""
        urls = list(_urls(post.text))
        said = html.escape(post.text, quote=False)
        for each in urls:
            said = said.replace(html.escape(each["expanded_url"], quote=False), each["url"], 1)
        around = {"replied_to": post.replied_to, "quoted": post.quoted, "retweeted": post.retweeted}
        entities = {
            "urls": urls,
            "hashtags": [{"tag": tag} for tag in tags_in(post.text)],
            "mentions": [{"username": each} for each in mentions_in(post.text)],
        }
        return self.renamed(
            {
                "id": post.id,
                "author_id": post.author.id,
                "text": said,
                "created_at": _written(post.created_at),
                "edit_history_tweet_ids": list(post.history),
                "lang": "en",
                "public_metrics": {"retweet_count": 0, "like_count": 0},
                "entities": {key: value for key, value in entities.items() if value},
                **_pointing(around),
            }
            | post.more
        )

    def shown_user(self, user: FakeUser) -> Json:
        """Return *user* as the API shows them."""
        return {
            "id": user.id,
            "username": user.username,
            "name": user.name,
            "description": user.description,
            "protected": user.protected,
            "created_at": "2012-03-04T05:06:07.000Z",
        }

    def renamed(self, shown: Json) -> Json:
        """Return *shown* under the names of the day."""
        return shown if self.naming == "tweet" else _renamed(shown)


def tags_in(text: str) -> list[str]:
    return _TAG.findall(_ADDRESS.sub(" ", text))


def mentions_in(text: str) -> list[str]:
    return _MENTION.findall(text)


def links_in(text: str) -> list[str]:
    """Return what X would make an address of, bare names included."""
    return [*_ADDRESS.findall(text), *_BARE.findall(_ADDRESS.sub(" ", text))]


def weight_of(text: str) -> int:
    """Return the weight of *text*, as far as our texts need it: no emoji sequences."""
    links = links_in(text)
    for each in links:
        text = text.replace(each, "", 1)
    light = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
    return 23 * len(links) + sum(1 if any(a <= ord(each) <= b for a, b in light) else 2 for each in text)


def _renamed(shown: Any) -> Any:
    if isinstance(shown, dict):
        return {_RENAMED.get(key, key): _renamed(value) for key, value in shown.items()}
    return [_renamed(each) for each in shown] if isinstance(shown, list) else shown


def _urls(text: str) -> Iterator[Json]:
    for number, address in enumerate(dict.fromkeys(_ADDRESS.findall(text))):
        short = f"https://t.co/{crc32(address.encode()) % 10**6:06}{number:04}"
        yield {"url": short, "expanded_url": address, "display_url": address.partition("://")[2][:26]}


def _pointing(around: dict[str, str]) -> Json:
    pointed = [{"type": kind, "id": identity} for kind, identity in around.items() if identity]
    return {"referenced_tweets": pointed} if pointed else {}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"
