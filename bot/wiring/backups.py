"""Backups and the log of erasings, as a configuration has them."""

from pathlib import Path

from bot.config import Config
from bot.errors import StoreError
from bot.store import erasure_log
from bot.store.backups import DatabaseBackups
from bot.store.erasure_log import ErasureLogFile
from bot.tasks.restore import Restore, RestoreReport
from bot.wiring.house import House
from bot.wiring.secret import secret_in


def backups_of(config: Config) -> DatabaseBackups:
    """Return the backups of the database of *config*."""
    return DatabaseBackups(
        url=config.database.reveal(),
        folder=config.backups,
        secret=secret_in(config.folder),
        told=config.wishes,
    )


def log_of(config: Config) -> ErasureLogFile:
    """Return the log of erasings beside the configuration."""
    return ErasureLogFile(config.folder / erasure_log.FILE)


def prepared(config: Config, house: House, file: Path) -> RestoreReport:
    """Make the backup *file* ready to be installed once *house* is closed; raise `StoreError`."""
    if not file.is_file():
        raise StoreError(f"{file.name} is no file")
    restore = Restore(
        backups=backups_of(config), log=log_of(config), live=house.store, clock=house.clock, erase=house.erase
    )
    return restore(file)
