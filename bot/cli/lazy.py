"""A group of commands that imports a command only when it is used, so that `--help` is as fast as click itself."""

import errno
import gc
import importlib
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import click
from typing_extensions import override

from bot.cli.exits import Exit
from bot.errors import BotError, ConfigError
from curation.errors import CurationError

_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Of the youngest: Python looks for circles after every 700, and a batch of posts is a hundred thousand objects
without one, for which it takes a quarter of an import's time."""


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command lives, and what `--help` says of it."""

    module: str
    help: str

    def load(self, name: str) -> click.Command:
        """Return the command *name*: `read-links` is the object `read_links_command` of its module."""
        command: object = getattr(importlib.import_module(self.module), f"{name.replace('-', '_')}_command")
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.module}: {name} is no click command")
        return command


class LazyGroup(click.Group):
    """A group over a table of lazy commands; our errors become one clear line and an exit code."""

    def __init__(self, *, table: Mapping[str, LazyCommand], help: str) -> None:  # noqa: A002 click's own name for it
        super().__init__(help=help, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
        self.table = table

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        lazy = self.table.get(cmd_name)
        return lazy.load(cmd_name) if lazy else super().get_command(ctx, cmd_name)

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.help) for name, lazy in self.table.items()])

    @override
    def invoke(self, ctx: click.Context) -> object:
        from bot import log  # noqa: PLC0415 - `--help` has no use for it

        log.configure(quiet=True)
        collect_rarely()
        _print_what_can_be()
        try:
            return super().invoke(ctx)
        except (ConfigError, CurationError) as error:
            _say(error)
            ctx.exit(Exit.WRONG_USE)
        except BotError as error:
            _say(error)
            ctx.exit(Exit.FAILED)
        except OSError as error:
            if error.filename is None and error.errno != errno.ENOSPC:
                raise  # of no file: libraries of networks have errors of this kind, and click ends a broken pipe
            _say(f"{error.filename or 'a file'} cannot be read or written: {error.strerror}")
            ctx.exit(Exit.FAILED)


def _print_what_can_be() -> None:
    """Let a terminal that has not every letter show a question mark for those it has not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def collect_rarely() -> None:
    """Let the garbage collector do its work in fewer, longer turns, as suits many small values."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])


def _say(error: object) -> None:
    from bot.cli.visible import visible  # noqa: PLC0415 - as above

    for line in f"welearned: {error}".split("\n"):
        click.echo(visible(line), err=True)
