"""Reading a configuration: what it gives, and what is said about one that cannot be used."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigFile, OutletKind, load, read
from bot.errors import ConfigError
from curation.model import AccountRef, ConsentMode, Hashtag, PublishPolicy, Quiet, WishKind

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"

COURSE = """
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "America/Toronto"
"""
OPEN = 'consent.mode = "open"\n'
MINORS = """
curator = "Ana"
contact = "ana@example.org"
consent.mode = "roster"
consent.audience = "minors"
"""


def config(text: str, folder: Path = Path("/nowhere"), **env: str) -> Config:
    return load(text, env, folder)


def problems(text: str, folder: Path = Path("/nowhere")) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(text, {}, folder)
    return [str(problem) for problem in caught.value.problems]


def test_least_configuration_has_every_default() -> None:
    """One course with its required keys is enough: a blog beside the file, an SQLite file, and nothing live."""
    found = config(COURSE + OPEN)

    assert (found.go_live, found.site.folder, found.site.url) == (False, Path("/nowhere/site"), "http://localhost:8000")
    assert found.database.reveal() == "sqlite:////nowhere/welearned.sqlite"
    assert [(each.name, each.kind, each.primary) for each in found.outlets] == [("blog", OutletKind.BLOG, True)]
    assert found.warnings == ()


def test_course_is_the_noun_of_curation() -> None:
    """A course section becomes a `Course`, its optional keys in the places where curation looks."""
    found = config(
        COURSE
        + """
        digest_time = "17:30"
        highlights = 2
        quiet = "skip"
        consent.mode = "ask"
        thread.items = 0
        thread.root_hashtag = "#BIT15Digest"
        publish.policy = "review"
        """
    )

    [course] = found.courses

    assert course.hashtags == (Hashtag.parse("#BIT15"),)
    assert (course.consent, course.policy, course.digest_time) == (ConsentMode.ASK, PublishPolicy.REVIEW, time(17, 30))
    assert (course.shape.highlights, course.shape.thread_items, course.shape.quiet) == (2, 0, Quiet.SKIP)
    assert str(course.tag) == "#BIT15Digest"


def test_example_is_a_configuration(tmp_path: Path) -> None:
    """The file that documents every key loads as it stands."""
    found = load(EXAMPLE.read_text(encoding="utf-8"), {}, tmp_path)

    [plan] = found.plans
    assert plan.outlets == ("blog", "mastodon")
    assert plan.servers == ("mastodon.example", "social.example")
    assert [week.starts for week in plan.course.weeks] == [date(2026, 11, 2), date(2026, 11, 9)]
    assert plan.course.own_accounts == {AccountRef("mastodon", "bit15@mastodon.example")}
    assert plan.course.own_hosts == {"digest.example.org"}


def test_example_with_every_comment_taken_as_a_key_is_a_configuration(tmp_path: Path) -> None:
    """What the example shows as comments is valid, tables included, but for keys that exclude their neighbours."""
    text = "\n".join(
        line.removeprefix("# ") if re.match(r"# ([a-z0-9_]+ = |\[)", line) else line
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines()
        if "url_file" not in line and "not beside" not in line
    )

    assert load(text, {}, tmp_path).x


def keys_of(model: type[BaseModel], seen: set[str]) -> set[str]:
    """Return the name of every field at any depth of *model*'s JSON schema."""
    schema = model.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        seen |= set(part.get("properties", {}))
    return seen


def test_example_documents_every_key() -> None:
    """No key exists that the example does not show, as a line or as a comment."""
    words = EXAMPLE.read_text(encoding="utf-8").replace("[", " ").replace("]", " ").replace(".", " ").split()

    missing = keys_of(ConfigFile, set()) - set(words)

    assert missing == set()


def wishes_of(text: str) -> Iterator[tuple[str, WishKind, str, datetime]]:
    for wish in config(COURSE + OPEN + text).wishes:
        yield wish.account.id, wish.kind, wish.value, wish.at


SINCE = datetime(2026, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param('[[courses.roster]]\ncredit = "name"', [(WishKind.ROSTER, "name")], id="roster-name"),
        pytest.param("[[courses.roster]]", [(WishKind.ROSTER, "none")], id="roster-alone-names-nobody"),
        pytest.param(
            '[[courses.roster]]\nalias = "Blue Heron"\nquote = true',
            [(WishKind.ROSTER, "alias Blue Heron"), (WishKind.QUOTE, "yes")],
            id="roster-alias-and-quote",
        ),
        pytest.param('[[courses.wishes]]\nsays = "stop"', [(WishKind.STOP, "")], id="stop"),
        pytest.param(
            '[[courses.wishes]]\nsays = "start"\ncredit = "handle"\nquote = false',
            [(WishKind.START, ""), (WishKind.CREDIT, "handle"), (WishKind.QUOTE, "no")],
            id="start-handle-no-quote",
        ),
    ],
)
def test_people_in_the_file_become_wishes(entry: str, expected: list[tuple[WishKind, str]]) -> None:
    """A roster entry or a wish says exactly what is written, from midnight of its day."""
    found = list(wishes_of(f'{entry}\naccount = "@Ana@Mastodon.example"\nsince = 2026-11-03\n'))

    assert found == [("ana@mastodon.example", kind, value, SINCE) for kind, value in expected]


@pytest.mark.parametrize(
    ("account", "expected"),
    [("12345", "12345"), ("@AnaLearns", "name:analearns")],
    ids=["number", "name"],
)
def test_accounts_on_x_are_numbers_or_names(account: str, expected: str) -> None:
    """On X a person is a number, or a name until the number is known."""
    text = f'[[courses.wishes]]\nnetwork = "x"\naccount = "{account}"\nsays = "stop"\nsince = 2026-11-03\n'

    [wish] = config(COURSE + OPEN + text).wishes

    assert wish.account == AccountRef("x", expected)


def test_mode_has_no_default_and_the_choice_is_explained() -> None:
    """Without a consent mode nothing loads, and the message is the one of the consent policy, word for word."""
    [found] = problems(COURSE + "[courses.consent]\n")

    assert found == (
        "courses[0].consent.mode is missing (line 8). welearned does not choose this for you; write one of:\n"
        '  mode = "ask"     Public tagged links are listed and credited to "a participant". A person is named, linked'
        " or quoted only after\n"
        '                   saying "start", or by a signed roster entry. For mixed groups and adult education.\n'
        '  mode = "open"    Public tagged links are listed with display name and a link to the post, unless the person'
        " or the account says no.\n"
        "                   Quotations still need a yes. For conferences and open courses of adults.\n"
        '  mode = "roster"  Only people on the roster are collected at all, under an alias unless the roster says'
        " otherwise.\n"
        "                   For schools, minors, and courses where taking part is confidential."
    )


def test_unknown_mode_is_explained_as_well() -> None:
    """A mode that does not exist gets the same explanation."""
    [found] = problems(COURSE + 'consent.mode = "maybe"\n')

    assert found.startswith('courses[0].consent.mode is "maybe" (line 8). welearned does not choose this for you;')


def test_every_problem_is_told_at_once() -> None:
    """Unknown keys, a missing mode and faults between keys come in one answer, each with its line."""
    found = problems('go_liv = true\n[site]\nurl = "https://digest.example.org"\n' + COURSE + 'outlet = "blog"\n')

    assert [each.splitlines()[0] for each in found] == [
        "go_liv (line 1): found an unknown key, expected only known keys; did you mean go_live?",
        "courses[0].consent.mode is missing (line 5). welearned does not choose this for you; write one of:",
        "courses[0].outlet (line 11): found an unknown key, expected only known keys; did you mean outlets?",
    ]


def test_faults_between_keys_are_told_beside_unknown_keys() -> None:
    """An unknown key does not hide that the configuration would go live without an address."""
    found = problems("go_live = true\ncolour = 1\n" + COURSE + OPEN)

    assert [each.partition(":")[0] for each in found] == [
        "colour (line 2)",
        "site.url",
        "site.operator",
        "site.contact",
    ]


ONE_FAULT = [
    ('zone = "America/Torono"', 'zone: found "America/Torono", expected a time zone by its name'),
    ('hashtags = ["#BIT-15"]', 'hashtags[0]: found "#BIT-15", expected a hashtag of letters, digits and underscores'),
    ('hashtags = ["#BIT-15"]', "#BIT-15 would be #BIT"),
    ("hashtags = []", "hashtags: found a list, expected"),
    ('title = ""', 'title: found "", expected'),
    ('slug = "Bit 15"', 'slug: found "Bit 15", expected'),
    ("highlights = 8", "highlights: found 8, expected"),
    ('highlights = "3"', 'highlights: found "3", expected'),
    ('digest_time = "6 pm"', 'digest_time: found "6 pm", expected a time of day on the wall'),
    ("starts = 2026-11-02\nends = 2026-11-01", "ends: found 2026-11-01, expected a day that is not before starts"),
    ("highlights = 0\nalso = 0", "also: found 0, expected at least 1 where highlights = 0"),
    ('outlets = ["blog", "mail"]', 'outlets[1]: found "mail", expected a name of [[outlets]]'),
    ('servers = ["mastodon.example"]', 'servers[0]: found "mastodon.example", expected a host of'),
    ('consent.allowed_bots = ["library"]', 'allowed_bots[0]: found "library", expected a full handle'),
    ("hashtags = [15]", "hashtags[0]: found 15, expected a hashtag"),
    ('quiet = "loud"', 'quiet: found "loud", expected'),
]


@pytest.mark.parametrize(("lines", "expected"), ONE_FAULT, ids=[each[1][:40] for each in ONE_FAULT])
def test_faults_of_a_course_say_what_was_found_and_expected(lines: str, expected: str) -> None:
    """A value that cannot be used is named with its path, itself, and what would be right."""
    keys = {line.partition(" =")[0] for line in lines.splitlines()}
    rest = "\n".join(line for line in COURSE.splitlines() if line.partition(" =")[0] not in keys)

    found = [each.replace("courses[0].", "") for each in problems(f"{rest}\n{lines}\n{OPEN}")]

    assert any(expected in _without_line(each) for each in found), found


def _without_line(problem: str) -> str:
    start, _, rest = problem.partition(" (line ")
    return start + rest.partition(")")[2] if rest else start


@pytest.mark.parametrize(
    "address",
    [
        "digest.example.org",
        "https://",
        "ftp://digest.example.org",
        "https://ana:hush@digest.example.org",
        "https://a b",
    ],
)
def test_addresses_of_our_own_pages_are_plain(address: str) -> None:
    """The site's address is absolute, without user, query or fragment; everything else is refused."""
    [found] = problems(f'site.url = "{address}"\n' + COURSE + OPEN)

    assert 'expected an address such as "https://digest.example.org"' in found


def test_addresses_lose_their_last_slash() -> None:
    """With or without a slash at its end, an address is the same one."""
    assert config('site.url = "https://example.org/digest/"\n' + COURSE + OPEN).site.url == "https://example.org/digest"


@pytest.mark.parametrize("host", ["https://mastodon.example", "mastodon.example/x", "", "ana@mastodon.example"])
def test_servers_are_names_alone(host: str) -> None:
    """A server is written by its name, never as an address or a handle."""
    [found] = problems(f'[[networks.mastodon.servers]]\nhost = "{host}"\n' + COURSE + OPEN)

    assert "expected the name of a server alone" in found


def test_account_on_mastodon_is_a_full_handle() -> None:
    """A wish of "ana" could be anybody's: the server belongs to the name."""
    [found] = problems(COURSE + OPEN + '[[courses.wishes]]\naccount = "@ana"\nsays = "stop"\nsince = 2026-11-01\n')

    assert 'account (line 10): found "@ana", expected a full handle' in found


def test_plans_and_accounts_are_found_by_name() -> None:
    """A course is found by its slug and an account by its handle, however its letters are cased."""
    found = config(OUTLETS + ACCOUNT + COURSE + OPEN)

    assert found.plan("bit15").course.title == "BIT15"
    assert found.account("bit15@Mastodon.example").server == "mastodon.example"
    with pytest.raises(KeyError):
        found.plan("other")


@pytest.mark.parametrize("written", ["0 9 * * 1", "1", "mon 9:00", "9:00", "24:00"])
def test_t57_numbered_weekdays_and_cron_lines_are_refused(written: str) -> None:
    """The hour is a time of day, never a cron line whose Monday is somebody else's Tuesday."""
    [found] = problems(COURSE + OPEN + f'digest_time = "{written}"\n')

    assert "no cron line, no numbered weekday" in found


def test_t63_the_hour_is_kept_as_wall_time_with_its_zone() -> None:
    """What is kept is the zone's name and the time on its walls, never an hour in UTC."""
    [course] = config(COURSE + OPEN + 'digest_time = "18:00"\n').courses

    assert (course.zone, course.digest_time, course.digest_time.tzinfo) == ("America/Toronto", time(18, 0), None)


@pytest.mark.parametrize(
    "line",
    ["schedule.poll_every = 5", 'schedule.poll_every = "5"', "links.page_size = 1048576", 'links.page_size = "1 min"',
     'schedule.poll_every = "0 min"', 'links.page_size = "0 B"', 'schedule.poll_every = "5 MiB"'],
)  # fmt: skip
def test_t127_numbers_without_a_unit_are_refused(line: str) -> None:
    """A size or a duration that does not say its unit, or is nothing at all, is no size and no duration."""
    [found] = problems(f"{line}\n" + COURSE + OPEN)

    assert "with its unit, such as" in found


def test_t127_durations_and_sizes_are_read_into_types() -> None:
    """What is written with units arrives as a time span and a number of bytes."""
    found = config('schedule.poll_every = "90 s"\nlinks.page_size = "512 KiB"\n' + COURSE + OPEN)

    assert (found.schedule.poll_every, found.links.page_size) == (timedelta(seconds=90), 524_288)


@pytest.mark.parametrize(("hour", "warned"), [("00:59", 0), ("01:00", 1), ("02:30", 1), ("03:59", 1), ("04:00", 0)])
def test_hours_at_which_clocks_change_are_warned_of(hour: str, warned: int) -> None:
    """A digest time that some days have twice or not at all loads, with one warning that names its line."""
    found = config(COURSE + OPEN + f'digest_time = "{hour}"\n').warnings

    assert len(found) == warned
    assert all(each.startswith("courses[0].digest_time (line 9): clocks change") for each in found)


OUTLETS = """
[[outlets]]
name = "blog"
kind = "blog"
primary = true
[[outlets]]
name = "toots"
kind = "mastodon"
account = "bit15@mastodon.example"
"""
ACCOUNT = """
[[networks.mastodon.accounts]]
handle = "BIT15@mastodon.example"
token_file = "bit15.token"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OUTLETS.replace("primary = true", ""), "found 0 outlets with primary = true, expected exactly one"),
        (OUTLETS.replace('"mastodon"', '"mastodon"\nprimary = true') + ACCOUNT, "found 2 outlets with primary"),
        (OUTLETS.replace('"mastodon"', '"mastodon"\nprimary = true') + ACCOUNT, "only where kind is one of blog"),
        (OUTLETS, "expected a handle of [[networks.mastodon.accounts]]"),
        (OUTLETS.replace("toots", "blog") + ACCOUNT, "expected a value that stands only once"),
        (OUTLETS.replace('"mastodon"', '"pigeon"'), "'blog', 'mastodon'"),
        (ACCOUNT + ACCOUNT, 'accounts[1].handle (line 7): found "bit15@mastodon.example", expected a value that'),
        (OUTLETS + OUTLETS[OUTLETS.index("[[", 3) :].replace("toots", "more") + ACCOUNT, "no other outlet posts from"),
    ],
    ids=["none", "two", "no-page", "unknown-account", "same-name", "unknown-kind", "same-account", "shared-account"],
)  # fmt: skip
def test_outlets_that_contradict_each_other_are_refused(text: str, expected: str) -> None:
    """There is one page that the threads link, and every thread has an account of its own."""
    found = problems(text + COURSE + OPEN)

    assert any(expected in each for each in found), found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('publish.policy = "auto"', 'publish.policy (line 13): found "auto", expected "review", because audience'),
        ("noindex = false", "noindex (line 13): found false, expected true, because audience"),
        ('[[courses.roster]]\naccount = "a@b.example"\nsince = 2026-11-01\ncredit = "name"',
         'roster[0].credit (line 16): found "name", expected "alias" or "none", because audience'),
        ('[[courses.wishes]]\naccount = "a@b.example"\nsince = 2026-11-01\nquote = true',
         "wishes[0].quote (line 16): found true, expected false, because audience"),
    ],
    ids=["policy", "noindex", "credit", "quote"],
)  # fmt: skip
def test_c12_what_a_course_of_children_forces_cannot_be_set_otherwise(line: str, expected: str) -> None:
    """Review, no search engines, aliases and no quotations hold for minors, whatever is written (C12)."""
    [found] = problems(COURSE + MINORS + line)

    assert found.startswith(f"courses[0].{expected}")


@pytest.mark.parametrize("mode", ["ask", "open"])
def test_c12_children_are_collected_from_a_roster_only(mode: str) -> None:
    """No other mode stands beside an audience of minors, and the message says why (C12)."""
    [found] = problems(COURSE + MINORS.replace("roster", mode))

    assert 'expected "roster", because audience = "minors": children are collected only with a signed entry' in found


def test_c12_children_have_an_adult_who_can_be_reached() -> None:
    """A course of minors without curator and contact is refused (C12)."""
    found = problems(COURSE + 'consent.mode = "roster"\nconsent.audience = "minors"\n')

    assert [each.partition(" ")[0].rstrip(":") for each in found] == ["courses[0].curator", "courses[0].contact"]


def test_c12_course_of_children_is_reviewed_and_kept_from_search_engines() -> None:
    """Where nothing is written, the forced settings are the ones that hold (C12)."""
    [plan] = config(COURSE + MINORS).plans

    assert (plan.course.policy, plan.course.noindex, plan.audience) == (PublishPolicy.REVIEW, True, "minors")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('credit = "alias"', "alias (line 10): found nothing, expected the words to use"),
        ('credit = "name"\nalias = "Heron"', 'alias (line 13): found "Heron", expected none'),
        ("", "wishes[0] (line 10): found no wish, expected says, credit, alias or quote"),
    ],
    ids=["alias-without-words", "words-without-alias", "no-wish"],
)  # fmt: skip
def test_wishes_that_say_nothing_are_refused(entry: str, expected: str) -> None:
    """A wish says something, and an alias has its words."""
    found = problems(COURSE + OPEN + f'\n[[courses.wishes]]\naccount = "a@b.example"\n{entry}\nsince = 2026-11-01\n')

    assert any(expected in each for each in found), found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mysql://localhost/x", 'expected "sqlite:///FILE" or "postgresql+psycopg://HOST/NAME"'),
        ("postgresql+psycopg://ana:hush@localhost/x", "found an address with a password, expected url_file"),
        ("postgresql+psycopg://localhost/x?user=ana&password=hush", "found an address with a password, expected"),
    ],
    ids=["unknown", "password", "option"],
)
def test_database_addresses_are_ours_and_hold_no_password(url: str, expected: str) -> None:
    """Only databases that we know are taken, and a password never stands in the file, nor in the message."""
    [found] = problems(f'database.url = "{url}"\n' + COURSE + OPEN)

    assert expected in found
    assert "hush" not in found


def test_broken_toml_is_one_problem_with_its_line() -> None:
    """A file that is no TOML says where it stops being TOML."""
    [found] = problems("go_live = false\ntitle = \n")

    assert found == "the file (line 2): found Invalid value, expected TOML"


def test_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    """Without a configuration, the message names the command that writes one."""
    with pytest.raises(ConfigError, match="no such file, expected a configuration; `welearned init` writes one"):
        read(tmp_path / "config.toml")


def test_problems_of_a_file_name_the_file(tmp_path: Path) -> None:
    """Read from a file, the answer begins with its name, and the folder of the file is where names begin."""
    file = tmp_path / "config.toml"
    file.write_text(COURSE + OPEN + "colour = 1\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        read(file)

    assert str(caught.value).splitlines()[0] == str(file)
    file.write_text(COURSE + OPEN, encoding="utf-8")
    assert read(file).site.folder == tmp_path / "site"


def test_schema_names_every_section() -> None:
    """The JSON schema describes what the loader takes: editors complete keys from it."""
    schema: dict[str, Any] = ConfigFile.model_json_schema()

    assert schema["additionalProperties"] is False
    assert set(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))) <= set(schema["properties"])


def test_a_file_saved_with_a_mark_of_its_encoding_is_read(tmp_path: Path) -> None:
    """As the editor of Windows saves it."""
    file = tmp_path / "config.toml"
    file.write_text(COURSE + OPEN, encoding="utf-8-sig")

    assert [each.slug for each in read(file).courses] == ["bit15"]
