"""`welearned preview`: a digest exactly as it would go out."""

import json
from datetime import timedelta

from curation.model import AccountRef, Wish, WishKind
from tests.bot.cli.installation import Installation


def due(home: Installation) -> tuple[str, str]:
    return "--day", str(home.day)


def test_t98_preview_shows_the_stored_parts_byte_for_byte(home: Installation) -> None:
    """Every part of a frozen thread is shown as it is kept, with its own count."""
    home.share_some()
    home.run("poll")
    home.run("compose", *due(home), "--freeze")

    shown = json.loads(home.run("preview", *due(home), "--json").stdout)
    told = home.run("preview", *due(home)).stdout

    with home.store() as store, store.look() as work:
        (issue,) = work.digests.frozen("bit15")
    texts = [part.text for part in issue.parts["mastodon"]]
    assert [each["text"] for each in shown["parts"]["mastodon"]] == texts
    assert all(text in told for text in texts)
    assert f"── mastodon, part 1 of {len(texts)} · {issue.parts['mastodon'][0].count}/500 · public ──" in told


def test_preview_tells_who_waits_who_is_left_out_and_who_is_named(home: Installation) -> None:
    """What a person should look at stands below the parts, with the command that decides."""
    pages = home.share_some()
    home.run("poll")
    warned = home.share("zoe", number=9)
    home.server.statuses[-1].spoiler_text = "grief"
    home.run("poll")
    home.server.account("p3", note="<p>#nobot</p>")
    home.server.post("p3", "turned around #BIT15", created_at=home.due)
    home.run("poll")

    done = home.run("preview", *due(home))

    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert f"bit15/{home.day} · draft, revision 1" == lines[0]
    waiting = lines[lines.index("Waiting for a person (welearned approve COURSE DAY URL):") + 1]
    assert waiting.endswith(f" · {warned} · content_warning")
    assert lines[lines.index("Left out:") + 1].startswith("  no_bot: https://mastodon.example/users/p3/")
    named = lines[lines.index("Named, as what, and what allows it:") :]
    assert '  P0 (name): nothing they said: consent.mode = "open"' in named
    assert pages[3] not in done.stdout


def test_c15_preview_shows_the_wish_that_allows_a_name(home: Installation) -> None:
    """Whoever said start is named by that word, with its day and its evidence."""
    home.share_some()
    home.run("poll")
    with home.store() as store, store.work() as work:
        account = AccountRef("mastodon", "p0@mastodon.example")
        work.wishes.record(Wish(account=account, kind=WishKind.START, at=home.due, evidence="https://m.example/7"))

    done = home.run("preview", *due(home))
    shown = json.loads(home.run("preview", *due(home), "--json").stdout)

    by = f"start, {home.day}, https://m.example/7"
    assert f"  P0 (name): {by}" in done.stdout.splitlines()
    assert {"label": "P0", "form": "name", "allowed_by": by} in shown["named"]


def test_c17_preview_shows_whose_words_wait(home: Installation) -> None:
    """The page goes out, the words that address somebody do not; approved, they do."""
    page = home.share("p1", number=9)
    home.server.post(
        "p0", f"As @ben@far.example says: works well {page} #BIT15", created_at=home.due - timedelta(hours=4)
    )
    home.run("poll")
    with home.store() as store, store.work() as work:
        account = AccountRef("mastodon", "p0@mastodon.example")
        work.wishes.record(Wish(account=account, kind=WishKind.QUOTE, value="yes", at=home.due))

    before = home.run("preview", *due(home)).stdout
    home.run("approve", "bit15", str(home.day), page)
    after = home.run("preview", *due(home)).stdout

    waiting = "Words of sharers to somebody, or beside a picture, not quoted yet (welearned approve COURSE DAY URL):"
    assert waiting in before.splitlines()
    assert before.splitlines()[before.splitlines().index(waiting) + 1].endswith(page)
    assert waiting not in after
    assert "@ben@" not in before + after


def test_an_empty_day_has_nothing_to_show(home: Installation) -> None:
    """Exit code 3; the day that is open is meant where none is named."""
    done = home.run("preview")

    assert done.exit_code == 3
    assert " · draft, revision 1" in done.stdout


def test_json_is_stable_for_machines(home: Installation) -> None:
    """The keys that scripts rely on, at every level."""
    home.share_some()
    home.run("poll")

    shown = json.loads(home.run("preview", *due(home), "--json").stdout)

    assert set(shown) == {
        "version",
        "digest",
        "state",
        "revision",
        "window",
        "highlights",
        "also",
        "again",
        "alike",
        "answers",
        "answers_waiting",
        "asked",
        "bills",
        "waiting",
        "minutes",
        "start_with",
        "question",
        "week",
        "week_number",
        "parts",
        "left_out",
        "named",
    }
    assert set(shown["highlights"][0]) == {
        "number",
        "anchor",
        "url",
        "title",
        "kind",
        "minutes",
        "people",
        "twins",
        "sources",
        "credits",
        "note",
        "flags",
        "topics",
    }
    assert set(shown["parts"]["mastodon"][0]) == {
        "number",
        "text",
        "count",
        "limit",
        "visibility",
        "content_warning",
    }
    assert (shown["version"], shown["digest"], shown["state"]) == (1, f"bit15/{home.day}", "draft")


def test_hostile_text_does_not_reach_the_terminal(home: Installation) -> None:
    """A name that would clear the screen is shown with its escape spelled out, and so is what waits."""
    home.share_some()
    home.server.account("p0").display_name = "Ev\x1b[2Jil\u202e"
    home.run("poll")

    done = home.run("preview", *due(home))

    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
