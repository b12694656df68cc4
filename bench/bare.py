"""What a script does without a product around it: read, map, canonicalise, fold, store, rank and render each day.

Run by `bench.pipeline` in a process of its own, which imports nothing of ours. Nobody is asked for consent, nobody can
leave, nothing is explained, corrected or told twice from a stored copy: it keeps every post with its payload, counts
people a page, and writes a thread and a page a day from templates.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import jinja2
import orjson

from bench.floor import SETTINGS
from bench.spent import Found, Seconds, peak

_BATCH = 4_000
_HIGHLIGHTS, _SHOWN = 3, 8
_FEWEST_WORDS = 4
_TABLES = """
CREATE TABLE accounts (id TEXT PRIMARY KEY, handle TEXT, name TEXT, bio TEXT, created_at TEXT);
CREATE TABLE posts (id TEXT PRIMARY KEY, account TEXT, day TEXT, at TEXT, text TEXT, language TEXT, hashtags TEXT,
    boosts INTEGER, payload BLOB);
CREATE TABLE links (post TEXT, position INTEGER, raw TEXT, page TEXT, PRIMARY KEY (post, position)) WITHOUT ROWID;
CREATE INDEX posts_day ON posts (day, at);
CREATE INDEX posts_account ON posts (account);
CREATE INDEX links_page ON links (page);
"""
_POST_OF_DAY = """
SELECT posts.day, links.page, posts.account, accounts.name, posts.text, posts.boosts
FROM posts JOIN links ON links.post = posts.id JOIN accounts ON accounts.id = posts.account ORDER BY posts.day, posts.at
"""
_TRACKERS = re.compile("utm_|fbclid|gclid")
_ADDRESS_OR_TAG = re.compile(r"https?://\S+|[#@]\w+|RT\s")
_WORD = re.compile(r"\w+")
_THREAD = """What we learned on {{ day }}:
{% for page, people in items %}{{ loop.index }}. {{ page }} ({{ people|length }})
{% endfor %}"""
_PAGE = """<!doctype html><title>{{ day }}</title><ol>{% for page, people in items %}
<li><a href="{{ page }}">{{ page }}</a> {{ people|join(", ") }}</li>{% endfor %}</ol>"""


def bare(archive: Path, database: Path, pages: Path) -> Found:
    """Do with *archive* what a script does; return seconds for reading and for the days, MiB and days."""
    pages.mkdir()
    connection = sqlite3.connect(database)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.executescript(_TABLES)
    began = Seconds.now()
    _read(archive, connection)
    kept = Seconds.now()
    count = _write(connection, pages)
    return Found(spent=(kept - began, Seconds.now() - kept), days=count, memory=peak())


def _read(archive: Path, connection: sqlite3.Connection) -> None:
    with archive.open("rb") as lines:
        posts = _posts(lines)
        while batch := list(islice(posts, _BATCH)):
            accounts, rows, links = zip(*batch, strict=True)
            connection.executemany("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?, ?, ?)", set(accounts))
            connection.executemany("INSERT OR IGNORE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            connection.executemany(
                "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?)", [row for each in links for row in each]
            )
            connection.commit()


def _posts(lines: Iterator[bytes]) -> Iterator[tuple[tuple[object, ...], tuple[object, ...], list[tuple[object, ...]]]]:
    for line in lines:
        page = orjson.loads(line)
        people = {each["id"]: each for each in page["includes"]["users"]}
        for post in page["data"]:
            author = people[post["author_id"]]
            entities = post.get("entities", {})
            tags = " ".join(each["tag"] for each in entities.get("hashtags", ()))
            written = [each.get("unwound_url") or each["expanded_url"] for each in entities.get("urls", ())]
            yield (
                (author["id"], author["username"], author["name"], author["description"], author["created_at"]),
                (
                    *(post["id"], author["id"], post["created_at"][:10], post["created_at"], post["text"]),
                    *(post.get("lang", ""), tags, post["public_metrics"]["retweet_count"], orjson.dumps(post)),
                ),
                [(post["id"], place, raw, _canonical(raw)) for place, raw in enumerate(written)],
            )


def _canonical(address: str) -> str:
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKERS.match(pair[0])]
    host = (parts.hostname or "").removeprefix("www.")
    return f"https://{host}{parts.path.rstrip('/')}{'?' if query else ''}{urlencode(query)}"


def _write(connection: sqlite3.Connection, pages: Path) -> int:
    environment = jinja2.Environment(autoescape=True)
    thread, article = environment.from_string(_THREAD), environment.from_string(_PAGE)
    days = 0
    for day, rows in groupby(connection.execute(_POST_OF_DAY), key=lambda row: row[0]):
        items = _ranked(rows)[:_SHOWN]
        (pages / f"{day}.txt").write_text(thread.render(day=day, items=items[:_HIGHLIGHTS]))
        (pages / f"{day}.html").write_text(article.render(day=day, items=items))
        days += 1
    return days


def _ranked(rows: Iterator[tuple[str, str, str, str, str, int]]) -> list[tuple[str, list[str]]]:
    """Return the pages of a day with the names of those who shared them in words of their own, most people first."""
    people: dict[str, dict[str, str]] = {}
    boosts: dict[str, int] = {}
    said: dict[str, set[str]] = {}
    for _, page, account, name, text, count in rows:
        words = _WORD.findall(_ADDRESS_OR_TAG.sub("", text.casefold()))
        key = " ".join(words)
        before = said.setdefault(page, set())
        if key not in before or len(words) < _FEWEST_WORDS:
            before.add(key)
            people.setdefault(page, {}).setdefault(account, name)
            boosts[page] = max(boosts.get(page, 0), count)
    order = sorted(people, key=lambda page: (-len(people[page]), -boosts[page], page))
    return [(page, list(people[page].values())) for page in order]


if __name__ == "__main__":
    print(json.dumps(bare(*map(Path, sys.argv[1:]))))
