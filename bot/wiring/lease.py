"""The right to send: one process at a time on one database."""

import os
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.errors import StoreError
from bot.log import event, warning
from bot.ports import Clock, Store
from bot.schedule import wait_until

_NAME = "schedule"


def this_process() -> str:
    """Return what this process is called in a lease: host, number, and where that number means anything."""
    return f"{socket.gethostname()} {os.getpid()} {_place()}"


def is_gone(holder: str) -> bool:
    """Return whether *holder* surely runs no more; a process of another machine or container cannot be asked."""
    number, _, place = holder.partition(" ")[2].partition(" ")
    if not place or place != _place():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _place() -> str:
    """Return a name for this boot of this machine and this namespace of process numbers; empty where there is none."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{os.stat('/proc/self/ns/pid').st_ino}"  # noqa: PTH116 - the file behind the name is meant
    except OSError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A row that says who sends; whoever dies without giving it back loses it."""

    store: Store
    clock: Clock
    holder: str
    is_gone: Callable[[str], bool] = is_gone
    good_for: timedelta = timedelta(seconds=60)
    renewed: timedelta = timedelta(seconds=20)
    look: timedelta = timedelta(seconds=5)

    def take(self) -> bool:
        """Take or renew the lease; return whether it is ours."""
        now = self.clock.now()
        with self.store.work() as work:
            standing = work.leases.holder(_NAME)
            if standing is not None and standing != self.holder and self.is_gone(standing):
                work.leases.give_back(_NAME, standing)
            return work.leases.take(_NAME, self.holder, now, now + self.good_for)

    @contextmanager
    def held(self, stop: threading.Event, *, patience: timedelta = timedelta(0)) -> Generator[bool]:
        """Hold the lease; give whether it is ours, waiting at most *patience* for another holder to vanish.

        It is renewed for as long as the block lasts; *stop* is set if another process has it all the same.
        """
        is_ours = self._waited_for(stop, patience)
        ended = threading.Event()
        renewal = threading.Thread(target=self._renew, args=(ended, stop), name="lease", daemon=True)
        if is_ours:
            renewal.start()
        try:
            yield is_ours
        finally:
            ended.set()
            if is_ours:
                renewal.join()
                with self.store.work() as work:
                    work.leases.give_back(_NAME, self.holder)

    def _waited_for(self, stop: threading.Event, patience: timedelta) -> bool:
        until = self.clock.now() + patience
        if is_ours := self.take():
            return is_ours
        event("lease.waits", seconds=int(patience.total_seconds()))
        while not is_ours and self.clock.now() < until and wait_until(self.clock.now() + self.look, self.clock, stop):
            is_ours = self.take()
        return is_ours

    def _renew(self, ended: threading.Event, stop: threading.Event) -> None:
        while not ended.wait(self.renewed.total_seconds()):
            try:
                is_ours = self.take()
            except StoreError:
                warning("lease.unrenewed")  # it is good for two more tries
                continue
            if not is_ours:
                warning("lease.lost")
                stop.set()
                return
