"""Doing what one message asks, in the transaction that hears it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.ports import Mention, Mint, Request, Work
from bot.tasks.aliases import alias_for
from bot.tasks.holdings import Holdings, holdings_of
from bot.tasks.persons import joined, wishes_of_account
from curation import consent
from curation.commands import Asked, Command, scopes, wish_kind
from curation.model import AccountRef, ConsentMode, Course, CreditForm, Wish, WishKind

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered: a phrase below `answer`, with what is filled in."""

    phrase: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    narrows: bool = False
    """Whether something that is out may have to be mended now."""
    erases: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Obey:
    """Do what is asked of us in one transaction, and say what to answer."""

    courses: tuple[Course, ...]
    """Those this account speaks for: what widens holds there only."""
    mint: Mint
    policy: str = ""
    """The version of the policy people could read."""

    def __call__(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        """Do what *mention* asks."""
        does: Mapping[Command, Callable[[Work, Mention, Asked, datetime], Reply]] = {
            Command.HELP: self._help,
            Command.START: self._start,
            Command.STOP: self._stop,
            Command.ERASE: self._erase,
            Command.CREDIT: self._credit,
            Command.QUOTE: self._quote,
            Command.SHOW: self._show,
            Command.LINK: self._link,
            Command.UNDO: self._undo,
        }
        return does[asked.command](work, mention, asked, at)

    def _help(self, _work: Work, _mention: Mention, _asked: Asked, _at: datetime) -> Reply:
        return Reply(phrase="help")

    def _start(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        for each in _names(mention):
            work.tombstones.lift(each)
        self._record(work, mention, asked, at)
        is_closed = all(course.consent is ConsentMode.ROSTER for course in self.courses)
        return Reply(phrase="start_roster" if self.courses and is_closed else "start")

    def _stop(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        self._record(work, mention, asked, at)
        return Reply(phrase="stop", narrows=True)

    def _erase(self, work: Work, mention: Mention, _asked: Asked, at: datetime) -> Reply:
        """Write the order down with the message that gave it: whatever happens next, it will be carried out."""
        for each in _names(mention):
            work.requests.add(Request(what="erase", at=at, account=each))
        self._record(work, mention, Asked(Command.STOP), at)
        return Reply(phrase="erase", narrows=True, erases=True)

    def _credit(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        word, _, words = asked.value.partition(" ")
        if word != CreditForm.ALIAS.value:
            self._record(work, mention, asked, at)
            return self._credited(work, mention, word, at)
        aliases = alias_for(work, mention.account, self.courses, self.mint, words=words)
        if aliases is None:
            return Reply(phrase="alias_refused")
        for course, alias in aliases.items():
            self._record(work, mention, replace(asked, value=f"alias {alias}"), at, only=course)
        shown = ", ".join(dict.fromkeys(aliases.values()))
        return replace(self._credited(work, mention, word, at), values={"alias": shown})

    def _credited(self, work: Work, mention: Mention, word: str, at: datetime) -> Reply:
        """Return the answer: a form holds only for who may be named at all."""
        told = wishes_of_account(work, mention.account)
        asks_first = (course for course in self.courses if course.consent is ConsentMode.ASK)
        is_early = any(consent.agreed_by(told, course, at) is None for course in asks_first)
        early = "_early" if is_early and word != CreditForm.NONE.value else ""
        return Reply(phrase=f"credit_{word}{early}", narrows=True)

    def _quote(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        self._record(work, mention, asked, at)
        return Reply(phrase=f"quote_{asked.value}", narrows=asked.narrows)

    def _show(self, work: Work, mention: Mention, _asked: Asked, _at: datetime) -> Reply:
        return Reply(phrase="show", values=_shown(holdings_of(work, mention.account)))

    def _link(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        other = _account(asked.value)
        if other == mention.account:
            return Reply(phrase="link_self")
        self._record(work, mention, replace(asked, value=f"{other.network} {other.id}"), at)
        both = joined(work, {mention.account: wishes_of_account(work, mention.account)})
        is_proved = other in both.get(mention.account, ())
        return Reply(phrase="link_done" if is_proved else "link_half", values={"other": other.id, "me": mention.handle})

    def _undo(self, work: Work, mention: Mention, asked: Asked, at: datetime) -> Reply:
        last = consent.last_command(work.wishes.of([mention.account]))
        if last is None:
            return Reply(phrase="undo_nothing")
        self._record(work, mention, replace(asked, value=last.evidence), at)
        return Reply(phrase="undo", values={"what": f"{last.kind.value} {last.value}".strip()}, narrows=True)

    def _record(self, work: Work, mention: Mention, asked: Asked, at: datetime, *, only: str | None = None) -> None:
        """Write down what *asked* says, a wish a course, with its evidence and what held before."""
        kind = wish_kind(asked.command)
        if kind is None:
            return
        told = work.wishes.of([mention.account])
        at = _after(told, at)
        for scope in scopes(asked, [each.slug for each in self.courses]) if only is None else (only,):
            work.wishes.record(
                Wish(
                    account=mention.account,
                    kind=kind,
                    at=at,
                    course=scope,
                    value=asked.value,
                    evidence=mention.url or mention.ref.uri,
                    policy=self.policy,
                    previous=self._before(told, kind, scope, at),
                )
            )

    def _before(self, told: Iterable[Wish], kind: WishKind, scope: str, at: datetime) -> str:
        course = next((each for each in self.courses if each.slug == scope or not scope), None)
        return consent.before(told, kind, course, at) if course else ""


def _after(told: Iterable[Wish], at: datetime) -> datetime:
    """Return *at*, or just after what was *told* last: a clock that is put back turns no order of words round."""
    said = [each.at + _MOMENT for each in told if each.kind is not WishKind.ROSTER]
    return max([at, *said])


def _names(mention: Mention) -> frozenset[AccountRef]:
    """Return under what somebody may be known here: on X by the number, and by the name to who had only that."""
    return frozenset({mention.account, AccountRef.named(mention.handle, mention.account.network)})


def _account(words: str) -> AccountRef:
    """Return the account that a person named: with a server on Mastodon, without one on X."""
    name = words.rstrip("/").rpartition("/")[2] if words.startswith("https://") else words
    host = words.removeprefix("https://").partition("/")[0] if words.startswith("https://") else ""
    bare = name.removeprefix("@")
    if host and "@" not in bare and host not in {"x.com", "twitter.com"}:
        bare = f"{bare}@{host}"
    return AccountRef.named(bare, "mastodon" if "@" in bare else "x")


def _shown(held: Holdings) -> Mapping[str, object]:
    return {"posts": len(held.posts), "wishes": len(held.wishes), "issues": len(held.appearances)}
