"""The example's posts in the formats that archives really have."""

import csv
import html
import io
import json
import re
from datetime import datetime

from invented_story import LINK, X_EPOCH_MS, Person, Said, Story, digest, moment, number

HASHTAG = re.compile(r"#(\w+)")
MENTION = re.compile(r"@(\w+)")

# Mastodon: https://docs.joinmastodon.org/entities/Status/


def mastodon_file(story: Story, day: int, server: str) -> str:
    """Return what *server* had to say of the tag: its own people, those of fedi.example on one, and a few of others."""
    seen = [each for each in story.of(day, "mastodon") if is_seen_by(each, server)]
    return "".join(json.dumps(status(story, each, server), ensure_ascii=False) + "\n" for each in seen)


def is_seen_by(said: Said, server: str) -> bool:
    guests = {"mastodon.example": {"fedi.example"}}.get(server, set())
    return said.person.server in {server, *guests} or ("also" in said.options and server == "school.example")


def status(story: Story, said: Said, server: str) -> dict[str, object]:
    """Return the status as *server* shows it: ids and bare names are its own."""
    at_home = said.person.server == server
    boosted = story.named.get(said.options.get("boost", ""))
    quoted = story.named.get(said.options.get("quote", ""))
    words = "" if boosted else said.words
    edited = said.options.get("edited")
    return {
        "id": said.id if at_home else str(int(said.at.timestamp() * 1000) + 4711 << 16),
        "created_at": iso(said.at),
        "edited_at": iso(moment(edited)) if edited else None,
        "in_reply_to_id": None,
        "sensitive": "cw" in said.options,
        "spoiler_text": said.options.get("cw", ""),
        "visibility": "unlisted" if "unlisted" in said.options else "public",
        "language": said.options.get("lang", "en"),
        "uri": said.uri,
        "url": f"https://{said.person.server}/@{said.person.username}/{said.id}",
        "replies_count": 0,
        "reblogs_count": number(said.words + server, 6),
        "favourites_count": number(said.words, 19),
        "content": content(story, words, said.person.server, quoted),
        "reblog": status(story, boosted, server) if boosted else None,
        "quote": {"state": "accepted", "quoted_status": status(story, quoted, server)} if quoted else None,
        "account": account(said.person, at_home=at_home),
        "media_attachments": [],
        "mentions": [],
        "tags": [
            {"name": tag.lower(), "url": f"https://{server}/tags/{tag.lower()}"} for tag in HASHTAG.findall(words)
        ],
        "emojis": [],
        "card": None,
        "poll": None,
    }


def content(story: Story, words: str, server: str, quoted: Said | None) -> str:
    """Return *words* as the HTML that servers make of them, long links cut for the eye."""
    before = f'<p class="quote-inline">RE: <a href="{quoted.uri}">{quoted.uri}</a></p>' if quoted else ""
    linked = LINK.sub(lambda found: f"\0{found[0]}\0", words)
    pieces = [
        anchor(story.pages[found[1]].spelled(found[2] or ""))
        if (found := LINK.fullmatch(piece))
        else tagged(piece, server)
        for piece in linked.split("\0")
    ]
    return f"{before}<p>{''.join(pieces)}</p>" if words else before


def anchor(address: str) -> str:
    scheme, _, rest = html.escape(address).partition("://")
    shown, hidden = rest[:30], rest[30:]
    ellipsis = ' class="ellipsis"' if hidden else ""
    return (
        f'<a href="{scheme}://{rest}" rel="nofollow noopener" target="_blank"><span class="invisible">{scheme}://</span>'
        f'<span{ellipsis}>{shown}</span><span class="invisible">{hidden}</span></a>'
    )


def tagged(words: str, server: str) -> str:
    return HASHTAG.sub(
        lambda found: (
            f'<a href="https://{server}/tags/{found[1].lower()}" class="mention hashtag" rel="tag">#<span>{found[1]}</span></a>'
        ),
        html.escape(words, quote=False),
    )


def account(person: Person, *, at_home: bool) -> dict[str, object]:
    shown = "hidden" not in person.flags and "noindex" not in person.flags
    return {
        "id": str(100_000 + number(person.key, 900_000)),
        "username": person.username,
        "acct": person.username if at_home else person.handle,
        "display_name": person.name,
        "locked": False,
        "bot": "bot" in person.flags,
        "discoverable": shown,
        "indexable": shown,
        "noindex": "noindex" in person.flags,
        "created_at": person.joined.strftime("%Y-%m-%dT00:00:00.000Z"),
        "note": f"<p>{tagged(person.bio, person.server)}</p>" if person.bio else "",
        "url": f"https://{person.server}/@{person.username}",
        "uri": f"https://{person.server}/users/{person.username}",
        "followers_count": number(person.key, 400),
        "following_count": number(person.name, 300),
        "statuses_count": number(person.bio, 2000),
        "emojis": [],
        "fields": [],
    }


# X, as twarc 2 keeps it: https://twarc-project.readthedocs.io/en/latest/twarc2_en_us/


def twarc_file(story: Story, day: int, per_page: int = 6) -> str:
    """Return response pages, newest posts first in each, as searches give them."""
    said = story.of(day, "x")[::-1]
    pages = (said[start : start + per_page] for start in range(0, len(said), per_page))
    return "".join(json.dumps(twarc_page(story, page), ensure_ascii=False) + "\n" for page in pages)


def twarc_page(story: Story, page: list[Said]) -> dict[str, object]:
    around = [story.named[each.options[way]] for each in page for way in ("boost", "quote") if way in each.options]
    people = {each.person.key: each.person for each in (*page, *around)}
    return {
        "data": [tweet(story, each) for each in page],
        "includes": {
            "users": [user(each) for each in people.values()],
            "tweets": [tweet(story, each) for each in around],
        },
        "meta": {"newest_id": page[0].id, "oldest_id": page[-1].id, "result_count": len(page)},
        "__twarc": {
            "url": "https://api.x.example/2/tweets/search/recent",
            "version": "2.14.0",
            "retrieved_at": iso(page[0].at),
        },
    }


def tweet(story: Story, said: Said) -> dict[str, object]:
    boosted, quoted = (story.named.get(said.options.get(way, "")) for way in ("boost", "quote"))
    text, entities = shortened(story, said)
    around = [{"type": "retweeted", "id": boosted.id}] if boosted else []
    if quoted:
        around = [{"type": "quoted", "id": quoted.id}]
        listed = quoted_link(quoted)
        text, entities = f"{text} {listed['url']}", entities | {"urls": [*entities.get("urls", []), listed]}
    if boosted:
        text, entities = f"RT @{boosted.person.username}: {shortened(story, boosted)[0]}", {}
    return {
        "id": said.id,
        "edit_history_tweet_ids": [said.id],
        "author_id": said.person.x_id,
        "text": text,
        "created_at": iso(said.at),
        "lang": said.options.get("lang", "en"),
        "possibly_sensitive": False,
        "conversation_id": said.id,
        "public_metrics": {
            "retweet_count": number(said.words, 5),
            "reply_count": 0,
            "like_count": number(said.words, 30),
        },
        **({"entities": entities} if entities else {}),
        **({"referenced_tweets": around} if around else {}),
    }


def quoted_link(quoted: Said) -> dict[str, object]:
    """Return the link that X puts behind the words of a post that quotes another."""
    address = f"https://twitter.com/{quoted.person.username}/status/{quoted.id}"
    return {"url": f"https://t.co/{digest(address)[:10]}", "expanded_url": address, "display_url": address[8:34] + "…"}


def shortened(story: Story, said: Said) -> tuple[str, dict[str, list[dict[str, object]]]]:
    """Return the text with every link behind t.co, and what X lists about it."""
    urls: list[dict[str, object]] = []

    def short(found: re.Match[str]) -> str:
        address = story.pages[found[1]].spelled(found[2] or "")
        unwound = story.pages[found[1]].address if found[2] in {"short", "chain"} else address
        made = f"https://t.co/{digest(f'{said.id}{address}')[:10]}"
        shown = address.partition("://")[2]
        urls.append(
            {
                "url": made,
                "expanded_url": address,
                "unwound_url": unwound,
                "display_url": shown[:26] + "…" * (len(shown) > 26),
            }
        )
        return made

    text = html.escape(LINK.sub(short, said.words), quote=False)
    entities: dict[str, list[dict[str, object]]] = {
        "urls": urls,
        "hashtags": [{"tag": each} for each in HASHTAG.findall(LINK.sub("", said.words))],
        "mentions": [{"username": each} for each in MENTION.findall(LINK.sub("", said.words))],
    }
    return text, {name: listed for name, listed in entities.items() if listed}


def user(person: Person) -> dict[str, object]:
    return {
        "id": person.x_id,
        "username": person.username,
        "name": person.name,
        "description": person.bio,
        "protected": "locked" in person.flags,
        "created_at": iso(person.joined),
        "public_metrics": {"followers_count": number(person.key, 900), "following_count": 80, "tweet_count": 1200},
    }


# A TAGS sheet: https://tags.hawksey.info

COLUMNS = (
    "id_str", "from_user", "text", "created_at", "time", "geo_coordinates", "user_lang", "in_reply_to_user_id_str",
    "in_reply_to_screen_name", "from_user_id_str", "in_reply_to_status_id_str", "source", "profile_image_url",
    "user_followers_count", "user_friends_count", "user_location", "status_url", "entities_str",
)  # fmt: skip


def tags_file(story: Story, day: int) -> str:
    sheet = io.StringIO()
    table = csv.DictWriter(sheet, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    table.writerows(tags_row(story, each) for each in story.of(day, "tags")[::-1])
    return sheet.getvalue()


def tags_row(story: Story, said: Said) -> dict[str, str]:
    """Return the row; spreadsheets have spoilt the ids of one person, and once the address that would mend it too."""
    person = said.person
    post_id = str(((int(said.at.timestamp() * 1000) - X_EPOCH_MS) << 22) + said.number)
    is_spoilt = person.key == "amina" or "spoilt" in said.options
    text, entities = shortened(story, said)
    has_lists = person.key == "theo"
    return {
        "id_str": f"{int(post_id):.5E}" if is_spoilt else post_id,
        "from_user": person.username,
        "text": text if has_lists else html.escape(story.plain(said), quote=False),
        "created_at": said.at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "time": said.at.strftime("%d/%m/%Y %H:%M:%S"),
        "user_lang": "en",
        "from_user_id_str": "" if is_spoilt else person.x_id,
        "user_followers_count": str(number(person.key, 500)),
        "user_friends_count": str(number(person.username, 500)),
        "status_url": "" if "spoilt" in said.options else f"http://twitter.com/{person.username}/statuses/{post_id}",
        "entities_str": json.dumps(v1_lists(entities), ensure_ascii=False) if has_lists else "",
    }


def v1_lists(entities: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    return {
        "hashtags": [{"text": each["tag"]} for each in entities.get("hashtags", [])],
        "urls": entities.get("urls", []),
        "user_mentions": [],
    }


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
