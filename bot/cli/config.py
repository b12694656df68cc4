"""`welearned config`: check, show and describe the configuration."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import click

from bot.cli.doctor import finding_lines, networks
from bot.cli.exits import Exit
from bot.cli.options import config_option, configured, json_option
from bot.clock import SystemClock
from bot.config import Config, ConfigFile
from bot.ports import Level

Setting: TypeAlias = "dict[str, Setting] | list[Setting] | str | int | float | bool | None"
"""What a setting is once it is JSON."""


@click.group("config")
def config_command() -> None:
    """Check or show the configuration."""


@config_command.command("check")
@click.option("--online", is_flag=True, help="Ask networks that bill about tokens, accounts and money: for cents.")
@config_option
def check_command(config_path: Path, *, online: bool) -> None:
    """Say whether the configuration can be used; every problem is told at once."""
    config = configured(config_path)
    courses = ", ".join(course.slug for course in config.courses)
    live = "live: digests go out" if config.go_live else "not live: nothing leaves this machine"
    click.echo(f"{config_path} is right. Courses: {courses}. It is {live}.")
    if online:
        _check_online(config)


def _check_online(config: Config) -> None:
    found = tuple(networks(config, SystemClock()))
    for line in finding_lines(found):
        click.echo(line)
    if any(each.finding.level is Level.BAD for each in found):
        raise SystemExit(Exit.FAILED)


@config_command.command("show")
@config_option
@json_option
def show_command(config_path: Path, *, as_json: bool) -> None:
    """Show every setting with the defaults filled in, without any secret."""
    settings = configured(config_path).file.model_dump(mode="json")
    if as_json:
        click.echo(json.dumps(settings, ensure_ascii=False, indent=2))
        return
    for line in settings_as_lines(settings):
        click.echo(line)


@config_command.command("schema")
def schema_command() -> None:
    """Print the JSON schema of the configuration, for editors."""
    click.echo(json.dumps(ConfigFile.model_json_schema(), ensure_ascii=False, indent=2))


def settings_as_lines(setting: Setting, path: str = "") -> Iterator[str]:
    """Yield one line `path = value` for each setting at or below *path*, in the order of the schema."""
    if isinstance(setting, dict):
        for key, value in setting.items():
            yield from settings_as_lines(value, f"{path}.{key}".removeprefix("."))
    elif isinstance(setting, list) and any(isinstance(each, dict) for each in setting):
        for index, each in enumerate(setting):
            yield from settings_as_lines(each, f"{path}[{index}]")
    else:
        yield f"{path} = {json.dumps(setting, ensure_ascii=False)}"
