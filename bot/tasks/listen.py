"""Hear what people write to our account, and do it at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import SendError, SourceError
from bot.log import event, warning
from bot.ports import Answer, Clock, Cursor, Follower, Inbox, Mention, Mint, Notice, Speaker, Store, Work
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from bot.tasks.obey import Obey, Reply
from curation.commands import Asked, hear
from curation.model import AccountRef, ConsentMode, Course, DigestKey

A_DAY = 10
"""Commands one person is answered, and obeyed, a day; `stop` and `delete me` are obeyed however often."""
_MENTIONS, _FOLLOWERS = "mentions", "followers"
_LANGUAGE = "en"
_ORDER = "erase"
"""A request for erasing that came from the account itself: it is carried out, however often the process dies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenReport:
    """What one turn heard."""

    heard: int = 0
    obeyed: int = 0
    erased: int = 0
    asked: int = 0
    """New followers who were asked whether they want to be named."""
    revised: tuple[DigestKey, ...] = ()
    trouble: str = ""
    retry_at: datetime | None = None
    """When the network wants to be asked again, where it said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Obey commands, with one quiet answer each, and ask who follows us once ever."""

    inbox: Inbox
    store: Store
    clock: Clock
    mint: Mint
    say: Speaker
    courses: tuple[Course, ...]
    """Those this account speaks for."""
    honours: tuple[Honour, ...]
    """One a course of this installation: what narrows holds everywhere."""
    erase: Erase
    policy: str = ""
    """The version of the policy people could read."""
    policy_url: str = ""
    contact: str = ""
    asks_followers: bool = True

    def __call__(self) -> ListenReport:
        """Record every wish in the transaction that moves the cursor; then erase and mend, then answer.

        A kill in between leaves what is out to `Honour`, which runs every hour, an order to erase to the next turn, and
        the answer unsaid.
        """
        with self.store.look() as work:
            cursor = work.cursors.get(self._name, _MENTIONS)
        try:
            mentions, moved = self.inbox.mentions_since(cursor)
        except SourceError as error:
            return self._deaf(error)
        replies = self._obey(mentions, moved)
        erased = self._erase(replies)
        revised = self._honour() if any(reply.narrows for _, reply in replies) else ()
        for mention, reply in replies:
            if not reply.erases:
                self._answer(mention, reply)
        asked = self._ask_followers() if self.asks_followers else 0
        event("inbox.read", inbox=self.inbox.name, heard=len(mentions), obeyed=len(replies), revised=len(revised))
        return ListenReport(heard=len(mentions), obeyed=len(replies), erased=erased, asked=asked, revised=revised)

    # -- hearing ------------------------------------------------------------------------------------------------------

    def _obey(self, mentions: Sequence[Mention], moved: Cursor | None) -> tuple[tuple[Mention, Reply], ...]:
        at = self.clock.now()
        with self.store.work() as work:
            # Each at a moment of its own: who says "stop" and then "start" in one turn means "start".
            moments = [at - timedelta(microseconds=left) for left in reversed(range(len(mentions)))]
            heard = [(each, self._reply(work, each, then)) for each, then in zip(mentions, moments, strict=True)]
            work.cursors.put(self._name, _MENTIONS, moved, at, len(mentions))
            work.notices.clear(self._name, "unreachable")
        return tuple((mention, reply) for mention, reply in heard if reply is not None)

    def _reply(self, work: Work, mention: Mention, at: datetime) -> Reply | None:
        """Do what *mention* asks and return what to answer; `None` where nothing was asked, or too often."""
        asked = self._asked(work, mention)
        who, day = _who(mention.account), at.date().isoformat()
        if asked is None:
            return self._puzzled(work, mention, who, day)
        turn = work.turns.take("command", who, day)
        if turn > A_DAY and not asked.is_unlimited:
            return None
        reply = Obey(courses=self.courses, mint=self.mint, policy=self.policy)(work, mention, asked, at)
        return reply if turn <= A_DAY else replace(reply, phrase="")

    def _asked(self, work: Work, mention: Mention) -> Asked | None:
        """Return what is asked; a bare yes or no counts where nobody else reads, or where it answers our question."""
        our_question = bool(mention.answers) and bool(work.turns.taken("question", self._message(mention.answers)))
        languages = {each.language for each in self.courses}
        return hear(mention.text, languages=languages, answering=mention.direct or our_question)

    def _puzzled(self, work: Work, mention: Mention, who: str, day: str) -> Reply | None:
        """Return the list of commands for who wrote to us alone and was not understood, once a day."""
        if not mention.direct or mention.is_bot or work.turns.take("puzzled", who, day) > 1:
            return None
        return Reply(phrase="help")

    # -- answering ----------------------------------------------------------------------------------------------------

    def _answer(self, mention: Mention, reply: Reply) -> None:
        if mention.is_bot or not reply.phrase:
            return
        text = self._text(reply)
        if not text:
            return
        try:
            self.inbox.answer(mention, text, f"answer:{mention.id}", language=self._language)
        except SendError:
            warning("answer.failed", inbox=self.inbox.name, phrase=reply.phrase)

    def _text(self, reply: Reply) -> str:
        """Return the answer; where everybody would read it, that it is done, and nothing to who only asked."""
        if not self.inbox.is_quiet:
            return "" if reply.phrase in {"help", "show"} else self.say(self._language, "answer.done")
        plain = "" if self.policy_url or reply.phrase != "help" else "_plain"
        values: dict[str, object] = {
            "courses": ", ".join(each.title for each in self.courses),
            "policy": self.policy_url,
            "contact": self.contact,
        }
        return self.say(self._language, f"answer.{reply.phrase}{plain}", **(values | dict(reply.values)))

    @property
    def _language(self) -> str:
        return self.courses[0].language if self.courses else _LANGUAGE

    # -- followers ----------------------------------------------------------------------------------------------------

    def _ask_followers(self) -> int:
        """Ask who began to follow us, each once ever, and nobody who told us already."""
        with self.store.look() as work:
            cursor = work.cursors.get(self._name, _FOLLOWERS)
        try:
            followers, moved = self.inbox.followers_since(cursor)
        except SourceError:
            warning("inbox.followers_unread", inbox=self.inbox.name)
            return 0
        with self.store.work() as work:
            new = [each for each in followers if self._is_to_ask(work, each)]
            work.cursors.put(self._name, _FOLLOWERS, moved, self.clock.now(), len(followers))
        return sum(self._ask(each) for each in new)

    def _is_to_ask(self, work: Work, follower: Follower) -> bool:
        """Return whether *follower* was never asked; from now on they were, whether the question arrives or not."""
        is_known = follower.is_bot or not self.courses or bool(work.wishes.of([follower.account]))
        return not is_known and work.turns.take("asked", _who(follower.account)) == 1

    def _ask(self, follower: Follower) -> bool:
        mode = min((each.consent for each in self.courses), key=list(ConsentMode).index)
        text = self.say(
            self._language,
            f"answer.ask_{mode.value}",
            courses=", ".join(each.title for each in self.courses),
            policy=self.policy_url or self.contact,
        )
        try:
            local_id = self.inbox.ask(follower, text, f"ask:{_who(follower.account)}", language=self._language)
        except SendError:
            warning("question.failed", inbox=self.inbox.name)
            return False
        with self.store.work() as work:
            work.turns.take("question", self._message(local_id))
        return True

    # -- doing --------------------------------------------------------------------------------------------------------

    def _erase(self, replies: Sequence[tuple[Mention, Reply]]) -> int:
        """Carry out every order to erase that came from an account itself, also of turns that were cut short.

        Who asked is answered when everything is done: in the same turn, where no outlet has to be waited for.
        """
        answers = {mention.account: self._receipt(mention, reply) for mention, reply in replies if reply.erases}
        with self.store.look() as work:
            orders = [each.account for each in work.requests.open() if each.what == _ORDER and each.account]
        for account in dict.fromkeys(orders):
            self.erase.people([account], answer=answers.get(account))
        if orders:
            self.erase()
        return len(set(orders))

    def _receipt(self, mention: Mention, reply: Reply) -> Answer | None:
        text = "" if mention.is_bot or not reply.phrase else self._text(reply)
        return Answer(inbox=self.inbox.name, mention=mention, text=text, language=self._language) if text else None

    def _honour(self) -> tuple[DigestKey, ...]:
        return tuple(key for honour in self.honours for key in honour())

    def _deaf(self, error: SourceError) -> ListenReport:
        notice = Notice(subject=self._name, kind="unreachable", text=error.why, since=self.clock.now())
        with self.store.work() as work:
            work.notices.raise_(notice)
        warning("inbox.unreachable", inbox=self.inbox.name)
        return ListenReport(trouble=error.why, retry_at=error.retry_at)

    @property
    def _name(self) -> str:
        return f"inbox:{self.inbox.name}"

    def _message(self, local_id: str) -> str:
        return f"{self._name} {local_id}"


def _who(account: AccountRef) -> str:
    return f"{account.network} {account.id}"
