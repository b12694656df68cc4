"""Take up what a source tells without being asked: a deletion or an edit is looked at now, not in its turn."""

from dataclasses import dataclass

from bot.errors import SourceClosed, SourceError
from bot.log import event, warning
from bot.ports import Change, Clock, Heard, Notice, Standing, Store, Stream
from bot.tasks.sweep import Sweep

_UNHEARD = "unheard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heed:
    """Hasten the sweep by what one stream tells; the sweep finds in its time whatever is not told."""

    stream: Stream
    store: Store
    clock: Clock
    sweep: Sweep

    def __call__(self) -> None:
        """Erase what is told to be gone, read again what is told to be edited."""
        try:
            heard = self.stream.heard()
        except SourceClosed as error:
            event("stream.closed", stream=self.stream.name, why=error.why)
            if error.needs_token:
                self._tell(error)
            return
        except SourceError as error:
            warning("stream.broken", stream=self.stream.name, why=error.why)
            self._tell(error)
            return
        self._take(heard)
        if heard.is_live:
            self._untell()

    def _take(self, heard: Heard) -> None:
        if not heard.changes:
            return
        gone = self._known(tuple(each for each in heard.changes if each.gone))
        edited = self._known(tuple(each for each in heard.changes if not each.gone))
        self.sweep.again(gone, gone=True)
        lost = {each.ref for each in gone}
        self.sweep.again([each for each in edited if each.ref not in lost])
        event("stream.heard", stream=self.stream.name, told=len(heard.changes), gone=len(lost), edited=len(edited))

    def _known(self, changes: tuple[Change, ...]) -> tuple[Standing, ...]:
        with self.store.look() as work:
            return work.presences.known(self.stream.source, {each.local_id for each in changes})

    def _tell(self, error: SourceError) -> None:
        text = f"tells of no deletion as it happens ({error.why}); posts are asked for in their turn all the same"
        with self.store.work() as work:
            work.notices.raise_(Notice(subject=self._subject, kind=_UNHEARD, text=text, since=self.clock.now()))

    def _untell(self) -> None:
        with self.store.look() as work:
            stands = any((each.subject, each.kind) == (self._subject, _UNHEARD) for each in work.notices.all())
        if stands:
            with self.store.work() as work:
                work.notices.clear(self._subject, _UNHEARD)

    @property
    def _subject(self) -> str:
        return f"stream:{self.stream.name}"
