"""`welearned init`: four questions, and a configuration that loads."""

import json
from dataclasses import dataclass
from pathlib import Path

import click
from typing_extensions import override

from bot.config import load
from bot.config.names import full_handle, zone_name
from bot.config.problems import MODE_CHOICES
from bot.config.units import wall_time
from curation.errors import InvalidHashtag
from curation.model import ConsentMode, Hashtag

_LOCAL_ZONE = Path("/etc/localtime")
"""A link into the zones' folder on the systems that have one."""
_USUAL = Path("config.toml")
"""What every command reads unless it is told otherwise."""
_LOGIN = "login mastodon"
_STEPS = (
    (_LOGIN, "lets it post from the account"),
    ("poll", "reads what was shared since the last digest hour"),
    ("read-links", "reads the pages behind the links"),
    ("preview", "shows the digest as it would go out"),
    ("doctor", "says what is missing before going live"),
)
_COLUMN = 28


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, and the zone on whose walls it is read."""

    time: str
    zone: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The course's hashtags, the one that names it first."""

    hashtags: tuple[Hashtag, ...]


class _Tags(click.ParamType[Tags]):
    name = "hashtags"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Tags:
        if isinstance(value, Tags):
            return value  # click converts an answer twice
        try:
            tags = tuple(Hashtag.parse(each) for each in str(value).replace(",", " ").split())
        except InvalidHashtag as error:
            self.fail(str(error), param, ctx)
        return Tags(tags) if tags else self.fail("at least one hashtag is needed", param, ctx)


class _Hour(click.ParamType[Hour]):
    name = "hour"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Hour:
        if isinstance(value, Hour):
            return value
        time, _, zone = str(value).strip().partition(" ")
        try:
            return Hour(f"{wall_time(time):%H:%M}", zone_name(zone.strip() or _local_zone()))
        except ValueError as error:
            expected = str(error).partition(";")[0]
            self.fail(f'expected {expected}; both together: "18:00 America/Toronto"', param, ctx)


class _Account(click.ParamType[str]):
    name = "account"

    @override
    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return full_handle(value) if value else ""
        except ValueError as error:
            self.fail(f"expected {error}", param, ctx)


def _local_zone() -> str:
    """Return the zone of this machine, as far as it says where it is."""
    _, _, zone = str(_LOCAL_ZONE.resolve()).partition("zoneinfo/")
    return zone or "UTC"


def _local_hour() -> str:
    """Return six in the evening here."""
    return f"18:00 {_local_zone()}"


def _new(_: click.Context, __: click.Parameter, path: Path) -> Path:
    """Return *path* when nothing is there yet; asked before the questions are."""
    if path.exists():
        raise click.BadParameter(f"{path} is there already and stays as it is")
    return path


@click.command("init")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=_USUAL,
    show_default=True,
    is_eager=True,
    callback=_new,
    help="The file to write.",
)
@click.option(
    "--hashtags",
    type=_Tags(),
    prompt="1/4  The course's hashtags, as they should be shown (such as #BIT15)",
    help="One or more; the first names the course.",
)
@click.option(
    "--hour",
    type=_Hour(),
    default=_local_hour,
    prompt="2/4  When its digest goes out each day, and in which time zone",
    help='Such as "18:00 America/Toronto".',
)
@click.option(
    "--account",
    type=_Account(),
    default="",
    prompt="3/4  The account that posts it (such as bit15@mastodon.example; empty for a blog alone)",
    help="A full handle, or nothing.",
)
@click.option(
    "--consent",
    type=click.Choice([each.value for each in ConsentMode]),
    prompt=f"4/4  What holds for people who have said nothing:\n{MODE_CHOICES}\n     Your choice",
    help="There is no default: it is yours to choose.",
)
def init_command(hashtags: Tags, hour: Hour, account: str, consent: str, config_path: Path) -> None:
    """Ask four questions and write a configuration with comments; an existing file is never touched."""
    text = written(hashtags.hashtags, hour, account, ConsentMode(consent))
    load(text, {}, config_path.absolute().parent)
    try:
        with config_path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.UsageError(f"{config_path} cannot be written: {error.strerror}") from error
    click.echo(f"\n{config_path} is written. Nothing leaves this machine until you set go_live = true. Next:")
    named = "" if config_path == _USUAL else f" --config {config_path}"
    for step, why in _STEPS:
        if account or step != _LOGIN:
            click.echo(f"  {f'welearned {step}{named}'.ljust(_COLUMN + len(named))}{why}")


def written(hashtags: tuple[Hashtag, ...], hour: Hour, account: str, consent: ConsentMode) -> str:
    """Return the text of a configuration that says what was answered, and explains itself."""
    server = account.rpartition("@")[2].casefold() or "mastodon.social"
    tags = ", ".join(_quoted(str(tag)) for tag in hashtags)
    letters = "".join(each if each.isascii() and each.isalnum() else "-" for each in hashtags[0].folded)
    slug = letters[:40].strip("-") or "course"
    return "".join(
        [
            _HEAD,
            _SERVER.format(host=_quoted(server)),
            _ACCOUNT.format(handle=_quoted(account), token_file=_quoted(f"{slug or 'course'}.token"))
            if account
            else "",
            _OUTLETS,
            _THREAD.format(handle=_quoted(account)) if account else "",
            _COURSE.format(
                slug=_quoted(slug),
                title=_quoted(hashtags[0].display),
                hashtags=tags,
                outlets='"blog", "mastodon"' if account else '"blog"',
                zone=_quoted(hour.zone),
                time=_quoted(hour.time),
            ),
            _CONSENT.format(choices="\n".join(f"# {line}" for line in MODE_CHOICES.splitlines()), mode=consent.value),
        ]
    )


def _quoted(text: str) -> str:
    """Return *text* as a TOML string; JSON's are valid ones."""
    return json.dumps(text, ensure_ascii=False)


_HEAD = """\
# Made by `welearned init`. Every other key, with its default, is explained in config.example.toml.

# Nothing is posted anywhere while this is false; `welearned doctor` says what is missing before it may be true.
go_live = false

[site]
folder = "site"              # the blog is written here, beside this file
# url = "https://digest.example.org"   # where readers find it; needed to go live
# operator = "…"             # who runs this; needed to go live
# contact = "…"              # where a person answers; needed to go live

"""
_SERVER = """\
# Servers whose public hashtag timelines are read. Each sees only what reached it: two or three see more than one.
[[networks.mastodon.servers]]
host = {host}

"""
_ACCOUNT = """\
# `welearned login mastodon` writes the token file; only its owner may read it.
[[networks.mastodon.accounts]]
handle = {handle}
token_file = {token_file}

"""
_OUTLETS = """\
# The primary outlet is the page that the threads link.
[[outlets]]
name = "blog"
kind = "blog"
primary = true

"""
_THREAD = """\
[[outlets]]
name = "mastodon"
kind = "mastodon"
account = {handle}

"""
_COURSE = """\
[[courses]]
slug = {slug}                # its place in addresses; never change it once something is published
title = {title}
hashtags = [{hashtags}]
outlets = [{outlets}]
zone = {zone}
digest_time = {time}
# starts = 2026-11-02        # nothing before this day is collected …
# ends = 2026-12-20          # … or after this one
# curator = "…"              # the person who checks the digests, as readers may see them
# questions = ["How do you share the things you learn every day?"]

"""
_CONSENT = """\
# What holds for people who have said nothing:
{choices}
[courses.consent]
mode = "{mode}"
"""
