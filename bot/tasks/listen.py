"""Hear what people write to our account, and do it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import SendError, SourceError
from bot.log import event, warning
from bot.ports import Clock, Cursor, Inbox, Mention, Notice, Store
from bot.tasks.honour import Honour
from curation.commands import Command, command_of
from curation.model import Course, DigestKey, Wish, WishKind

ANSWERS = {
    "en": {
        Command.STOP: "Done. Your posts stay out from now on, and your name goes from the pages we made. "
        "Write “start” if you change your mind.",
        Command.START: "Done. From now on you may be credited by name. Write “stop” at any time to be left out.",
    },
    "fr": {
        Command.STOP: "C'est fait. Vos messages ne seront plus repris et votre nom disparaît de nos pages. "
        "Écrivez « start » si vous changez d'avis.",
        Command.START: "C'est fait. Votre nom peut désormais être cité. Écrivez « stop » à tout moment.",
    },
}
"""What is answered, by language; English where a language is missing."""
_QUERY = "mentions"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenReport:
    """What one turn heard."""

    heard: int = 0
    obeyed: int = 0
    revised: tuple[DigestKey, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Obey `stop` and `start`, with one quiet answer each."""

    inbox: Inbox
    store: Store
    clock: Clock
    courses: tuple[Course, ...]
    """Those this account speaks for."""
    honours: tuple[Honour, ...]
    """One a course of this installation: what narrows holds everywhere."""
    policy: str = ""
    """The version of the policy people could read."""

    def __call__(self) -> ListenReport:
        """Record every wish in the transaction that moves the cursor; then take names out, then answer.

        A kill in between leaves what is out to `Honour`, which runs every hour, and the answer unsaid.
        """
        with self.store.look() as work:
            cursor = work.cursors.get(f"inbox:{self.inbox.name}", _QUERY)
        try:
            mentions, moved = self.inbox.mentions_since(cursor)
        except SourceError as error:
            return self._deaf(error)
        obeyed = self._record(mentions, moved)
        revised = self._honour() if any(command is Command.STOP for _, command in obeyed) else ()
        for mention, command in obeyed:
            self._answer(mention, command)
        event("inbox.read", inbox=self.inbox.name, heard=len(mentions), obeyed=len(obeyed), revised=len(revised))
        return ListenReport(heard=len(mentions), obeyed=len(obeyed), revised=revised)

    def _record(self, mentions: Sequence[Mention], moved: Cursor | None) -> tuple[tuple[Mention, Command], ...]:
        obeyed = tuple((each, command) for each in mentions if (command := self._command(each)) is not None)
        with self.store.work() as work:
            for mention, command in obeyed:
                for wish in self._wishes(mention, command):
                    work.wishes.record(wish)
            work.cursors.put(f"inbox:{self.inbox.name}", _QUERY, moved, self.clock.now(), len(mentions))
            work.notices.clear(f"inbox:{self.inbox.name}", "unreachable")
        return obeyed

    def _command(self, mention: Mention) -> Command | None:
        languages = {each.language for each in self.courses} or {"en"}
        said = (command_of(mention.text, language=each, direct=mention.direct) for each in sorted(languages))
        return next((command for command in said if command is not None), None)

    def _wishes(self, mention: Mention, command: Command) -> tuple[Wish, ...]:
        """What narrows holds everywhere; what widens only for the courses that this account speaks for."""
        kind = WishKind.STOP if command is Command.STOP else WishKind.START
        scopes = ("",) if kind is WishKind.STOP else tuple(course.slug for course in self.courses)
        return tuple(
            Wish(
                account=mention.account,
                kind=kind,
                at=self.clock.now(),
                course=scope,
                evidence=mention.ref.uri,
                policy=self.policy,
            )
            for scope in scopes
        )

    def _answer(self, mention: Mention, command: Command) -> None:
        if mention.is_bot:
            return
        language = self.courses[0].language if self.courses else "en"
        texts = ANSWERS.get(language.partition("-")[0], ANSWERS["en"])
        try:
            self.inbox.answer(mention, texts[command], f"answer:{mention.id}", language=language)
        except SendError:
            warning("answer.failed", inbox=self.inbox.name, command=command.value)

    def _honour(self) -> tuple[DigestKey, ...]:
        return tuple(key for honour in self.honours for key in honour())

    def _deaf(self, error: SourceError) -> ListenReport:
        notice = Notice(subject=f"inbox:{self.inbox.name}", kind="unreachable", text=error.why, since=self.clock.now())
        with self.store.work() as work:
            work.notices.raise_(notice)
        warning("inbox.unreachable", inbox=self.inbox.name)
        return ListenReport(trouble=error.why)
