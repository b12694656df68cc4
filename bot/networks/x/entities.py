"""Links, hashtags and mentions, as X lists them or as a bare text holds them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from bot.networks.x.fields import Fields, every, fields, text
from curation.errors import InvalidHashtag
from curation.hashtags import find
from curation.model import Hashtag

_OF_X = re.compile(
    r"https?://(?:(?:www|m|mobile)\.)?(?:twitter|x)\.com/(?:[^/?#]+/status(?:es)?|i/web/status)/\d"
    r"|https?://pic\.(?:twitter|x)\.com/",
    re.IGNORECASE,
)
"""A post or a picture: t.co wraps both, the last one of a text is often our own photo or the quoted post."""
_LONGEST_SITE = len("https://mobile.twitter.com/")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?…'\"“”‘’)]}>"
_REPOST = re.compile(r"RT @\w+:? ", re.ASCII)
_MENTION = re.compile(r"(?<![\w@/])[@＠](\w{1,20})(?![\w@])", re.ASCII)


def links_of(urls: Iterable[Fields], also: Sequence[Fields] = ()) -> tuple[str, ...]:
    """Return the addresses that *urls* lead to, in order, without posts and pictures of X.

    *also* lists the same short links with more known about them: a long post's own list has no `unwound_url`.
    """
    unwound = {text(each, "url"): text(each, "unwound_url") for each in also} if also else {}
    found: dict[str, None] = {}
    for each in urls:
        address = "" if "media_key" in each else _plain(_led_to(each, unwound))
        if address and not _is_of_x(address):
            found[address] = None
    return tuple(found)


def _led_to(link: Fields, unwound: Mapping[str, str]) -> str:
    """Return the address behind the short *link*, as far as anything tells it."""
    short = text(link, "url")
    known = text(link, "unwound_url") or ("unwound" in link and text(fields(link, "unwound"), "url"))
    return known or unwound.get(short) or text(link, "expanded_url") or short


def as_shown(said: str, urls: Iterable[Fields]) -> str:
    """Return *said* as a reader sees it: addresses as X shows them, none for pictures and quoted posts."""
    for each in urls:
        is_ours = "media_key" in each or _is_of_x(text(each, "expanded_url"))
        said = said.replace(text(each, "url") or "\0", "" if is_ours else text(each, "display_url").rstrip("…"))
    return said.strip()


def links_in(said: str) -> tuple[str, ...]:
    """Return the addresses written in *said*, for sources that list none."""
    written = (_trimmed(each) for each in _ADDRESS.findall(said))
    return tuple(dict.fromkeys(plain for each in written if (plain := _plain(each)) and not _is_of_x(plain)))


def is_old_repost(said: str) -> bool:
    """Return whether *said* is somebody else's post in a source that names no original."""
    return said.startswith("RT @") and _REPOST.match(said) is not None


# A course's posts mostly carry the same few tags.
@lru_cache(maxsize=8_192)
def hashtags_of(names: tuple[str, ...]) -> tuple[Hashtag, ...]:
    """Return the tags called *names*, each once; a name that is none on other networks is left out."""
    return tuple(dict.fromkeys(tag for name in names if (tag := _hashtag(name)) is not None))


def hashtags_in(said: str) -> tuple[Hashtag, ...]:
    """Return the tags written in *said*, for sources that list none."""
    return find(said) if "#" in said or "＃" in said else ()


def mentions_of(listed: Sequence[Fields]) -> tuple[str, ...]:
    """Return the handles of the people addressed."""
    if not listed:
        return ()
    return tuple(dict.fromkeys([name for each in listed if (name := text(each, "username", "screen_name"))]))


def mentions_in(said: str) -> tuple[str, ...]:
    """Return the handles written in *said*, for sources that list none."""
    return tuple(dict.fromkeys(_MENTION.findall(said)))


def tags_of(entities: Fields) -> tuple[Hashtag, ...]:
    """Return the tags listed in *entities* under either of the names X gave them."""
    listed = every(entities, "hashtags")
    return hashtags_of(tuple([text(each, "tag", "text") for each in listed])) if listed else ()


def _is_of_x(address: str) -> bool:
    # Most addresses are told apart by their host's last letters; the pattern would take ten times as long to say no.
    return ".com/" in address[:_LONGEST_SITE].casefold() and _OF_X.match(address) is not None


def _hashtag(name: str) -> Hashtag | None:
    try:
        return Hashtag.parse(name)
    except InvalidHashtag:
        return None


def _plain(address: str) -> str:
    """Return *address* with its scheme in lower case, or nothing when it is no address of the web."""
    if address.startswith(("https://", "http://")):
        return address
    scheme, separator, rest = address.partition("://")
    return f"{scheme.casefold()}://{rest}" if separator and scheme.casefold() in {"http", "https"} else ""


def _trimmed(address: str) -> str:
    """Return *address* without the punctuation of the sentence around it; a bracket that it opens stays."""
    while address and address[-1] in _AFTER_ADDRESS:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address
