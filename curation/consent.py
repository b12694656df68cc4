"""Who may be collected, named, linked and quoted: the decision table of consent, as pure functions.

Links are for everyone, names by permission. The first line that applies wins: not public, account's standing,
`#nodigest`, *stop*, unreadable profile, our own or a bot's, *start* or roster, `#nobot` and its kin, the course's mode.
(Tombstones come before all of them and are the store's.)

Where two readings of a rule were possible, the narrower one holds:

- In `roster` mode only a roster entry collects a person (*start* alone does not), and a post whose source shows no
  profile is not collected, since nobody could see a "no" in it.
- In `roster` mode a post is linked only when the entry says `handle` or `mention`: a link shows the handle.
- Who appears under an alias, or not at all, is never linked and never quoted.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import regex

from curation.model import (
    AccountRef,
    AccountState,
    Author,
    ConsentMode,
    Course,
    Credit,
    CreditForm,
    Post,
    Reason,
    Refusal,
    Visibility,
    Wish,
    WishKind,
)
from curation.text import harmless_name

_NO_DIGEST = "nodigest"
_NO_BOT = ("nobot", "nobots", "noindex", "nosearch", "noarchive")
_CLOSED_STATES = frozenset(
    {AccountState.PROTECTED, AccountState.SUSPENDED, AccountState.LIMITED, AccountState.MOVED},
)
_WORD_GOES_ON = r"[\p{L}\p{M}\p{N}_]"
_SAYS_NO_DIGEST = regex.compile(rf"#{_NO_DIGEST}(?!{_WORD_GOES_ON})")
_SAYS_NO_BOT = regex.compile(rf"#(?:{'|'.join(_NO_BOT)})(?!{_WORD_GOES_ON})")
_SIGNS = "#＃﹟"
"""What begins a tag, or becomes what does under NFKC."""
_LINKED_FORMS = frozenset({CreditForm.MENTION, CreditForm.NAME, CreditForm.HANDLE})
_WIDTH = {
    CreditForm.NONE: 0,
    CreditForm.ALIAS: 1,
    CreditForm.NAME: 2,
    CreditForm.HANDLE: 3,
    CreditForm.MENTION: 4,
}
"""How much of a person a form shows."""
_UNNAMED = (CreditForm.NONE, "")
"""Form and alias of whoever may not be named."""


def refusal(post: Post, wishes: Iterable[Wish], course: Course, at: datetime) -> Refusal | None:
    """Return why *post* stays out of *course* at the time *at*, `None` if it may be collected.

    *wishes* are all wishes of the post's account, of whatever course.
    """
    reason = _reason(post, _Record.of(wishes, course, at), course)
    return Refusal(post.ref, reason) if reason else None


def credit(post: Post, wishes: Iterable[Wish], course: Course, at: datetime) -> Credit:
    """Return how the writer of *post* may appear; whoever is refused or did not agree is unnamed and not linked."""
    record = _Record.of(wishes, course, at)
    author = post.author
    is_refused = _reason(post, record, course) is not None
    form, alias = _UNNAMED if is_refused else _form(author, record, course)
    label = _label(author, form, alias)
    if not label:
        return Credit(account=author.account, form=CreditForm.NONE, at=post.at)
    linked = form in _LINKED_FORMS and (course.consent is not ConsentMode.ROSTER or form is not CreditForm.NAME)
    return Credit(
        account=author.account,
        form=_without_ping(form, course),
        label=label,
        post_url=post.url if linked else "",
        profile_url=author.url if linked and author.discoverable else "",
        at=post.at,
    )


def may_quote(author: Author, wishes: Iterable[Wish], course: Course, at: datetime) -> bool:
    """Return whether the public words of *author* may be shown: only ever after their own, latest "quote yes".

    That command is newer than the profile's `indexable`, and overrides it. It does not override the rest: whoever is
    refused, unnamed or under an alias is not quoted.
    """
    record = _Record.of(wishes, course, at)
    if not record.quote or _profile_reason(author, record, course) is not None:
        return False
    form, _ = _form(author, record, course)
    return form in _LINKED_FORMS


def settled(post: Post, wishes_of: Callable[[AccountRef], Iterable[Wish]], course: Course, at: datetime) -> Post:
    """Return *post* with the links of the post it quotes, without its words; without the quote if it is refused.

    The quoted person's "no" holds for what they wrote, whoever quotes it: not even who they are is kept. Settling twice
    changes nothing.
    """
    quote = post.quote
    if quote is None:
        return post
    quoted = Post(
        ref=quote.ref,
        author=quote.author,
        text=quote.text,
        created_at=post.created_at,
        seen_at=post.seen_at,
        links=quote.links,
        visibility=quote.visibility,
    )
    if refusal(quoted, wishes_of(quote.author.account), course, at):
        return replace(post, quote=None)
    links = tuple(dict.fromkeys((*post.links, *quote.links)))
    return replace(post, links=links, quote=replace(quote, links=(), text=""))


def _reason(post: Post, record: "_Record", course: Course) -> Reason | None:
    if post.visibility is not Visibility.PUBLIC:
        return Reason.NOT_PUBLIC
    if post.author.state in _CLOSED_STATES:
        return Reason.ACCOUNT_STATE
    if any(tag.key == _NO_DIGEST for tag in post.hashtags):
        return Reason.NO_DIGEST
    if _says(_SAYS_NO_DIGEST, _plain(f"{post.text}\n{post.content_warning}")):
        return Reason.NO_DIGEST
    return _profile_reason(post.author, record, course)


def _profile_reason(author: Author, record: "_Record", course: Course) -> Reason | None:
    """Return the first line of the table that speaks against *author*, whatever the post says."""
    profile = _plain(f"{author.bio}\n{author.name}")
    if author.state in _CLOSED_STATES:
        reason = Reason.ACCOUNT_STATE
    elif _says(_SAYS_NO_DIGEST, profile):
        reason = Reason.NO_DIGEST
    elif record.stopped:
        reason = Reason.STOPPED
    elif _is_unreadable(author, course):
        reason = Reason.UNREADABLE
    elif author.account in course.own_accounts:
        reason = Reason.OWN
    elif author.is_bot and not _is_allowed(author, course):
        reason = Reason.BOT
    else:
        return _uninvited(profile, record, course)
    return reason


def _uninvited(profile: str, record: "_Record", course: Course) -> Reason | None:
    """Return the first line that speaks against whoever is not included by their own word."""
    is_roster = course.consent is ConsentMode.ROSTER
    if record.is_listed if is_roster else record.agreed:
        return None
    if _says(_SAYS_NO_BOT, profile):
        return Reason.NO_BOT
    return Reason.NOT_ON_ROSTER if is_roster else None


def _is_unreadable(author: Author, course: Course) -> bool:
    if author.state is AccountState.UNKNOWN:
        return course.consent is ConsentMode.ROSTER
    return author.state is AccountState.UNREADABLE


def _is_allowed(author: Author, course: Course) -> bool:
    return author.handle.casefold() in {handle.removeprefix("@").casefold() for handle in course.allowed_bots}


def _plain(text: str) -> str:
    """Return *text* as tags are looked for in it: `＃NoBot` is `#nobot`; empty where there can be none."""
    if text.isascii():
        return text.casefold() if "#" in text else ""
    return unicodedata.normalize("NFKC", text).casefold() if any(sign in text for sign in _SIGNS) else ""


def _says(words: "regex.Pattern[str]", plain: str) -> bool:
    """Return whether *plain* holds one of *words*, all of which begin with `#no`: most texts are told at once."""
    return "#no" in plain and words.search(plain) is not None


def _form(author: Author, record: "_Record", course: Course) -> tuple[CreditForm, str]:
    """Return the form and the alias that mode and record allow together."""
    if course.consent is ConsentMode.ROSTER:
        told = (value for value in (record.roster, record.credit) if value is not None)
        return min(map(_told, told), key=_width, default=_UNNAMED)
    if not record.agreed and (course.consent is ConsentMode.ASK or author.state is AccountState.UNKNOWN):
        return _UNNAMED
    return (CreditForm.NAME, "") if record.form is None else _told(record.form)


def _told(value: str) -> tuple[CreditForm, str]:
    """Return the form and alias a wish's *value* asks for; a word nobody knows means not at all."""
    word, _, rest = value.strip().partition(" ")
    try:
        return CreditForm(word.casefold()), rest.strip()
    except ValueError:
        return _UNNAMED


def _width(told: tuple[CreditForm, str]) -> int:
    return _WIDTH[told[0]]


def _label(author: Author, form: CreditForm, alias: str) -> str:
    if form is CreditForm.NONE:
        return ""
    if form is CreditForm.ALIAS:
        return harmless_name(alias)
    if form is CreditForm.HANDLE:
        return _spoken_handle(author)
    return author.name


def _spoken_handle(author: Author) -> str:
    """Return the handle so that no network takes it for a mention: `heidi at mastodon.example`."""
    name, _, host = author.handle.partition("@")
    if host:
        return f"{name} at {host}"
    return f"{name} on {author.account.network.capitalize()}"


def _without_ping(form: CreditForm, course: Course) -> CreditForm:
    if form is CreditForm.MENTION and course.consent is ConsentMode.ROSTER:
        return CreditForm.NAME
    return form


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What one person's wishes amount to in one course at one time."""

    started: bool = False
    stopped: bool = False
    roster: str | None = None
    """The form of a valid roster entry; `None` without one."""
    credit: str | None = None
    """The form of the latest credit command; `None` without one."""
    form: str | None = None
    """The later of the two."""
    quote: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether a roster entry is valid."""
        return self.roster is not None

    @property
    def agreed(self) -> bool:
        """Whether *start* or a roster entry is on record."""
        return self.started or self.is_listed

    @classmethod
    def of(cls, wishes: Iterable[Wish], course: Course, at: datetime) -> "_Record":
        """Return the record of *wishes*; most people never said anything, and theirs is always the same."""
        wishes = tuple(wishes)
        if not wishes:
            return _NOTHING_SAID
        today = at.astimezone(ZoneInfo(course.zone)).date()
        valid = [
            wish
            for wish in wishes
            if wish.course in {"", course.slug}
            and (wish.expires is None or today < wish.expires)
            and (wish.at <= at or _narrows(wish))
        ]
        latest = {kind: _latest(valid, kind) for kind in WishKind}
        word = _latest(valid, WishKind.START, WishKind.STOP)
        form = _latest(valid, WishKind.CREDIT, WishKind.ROSTER)
        return cls(
            started=word is not None and word.kind is WishKind.START,
            stopped=word is not None and word.kind is WishKind.STOP,
            roster=_value(latest[WishKind.ROSTER]),
            credit=_value(latest[WishKind.CREDIT]),
            form=_value(form),
            quote=(_value(latest[WishKind.QUOTE]) or "").strip().casefold() == "yes",
        )


_NOTHING_SAID = _Record()


def _narrows(wish: Wish) -> bool:
    """Return whether *wish* asks for less: that holds at once, while a yes dated ahead waits for its day."""
    return wish.kind is WishKind.STOP or wish.value.strip().casefold() in {"no", "none"}


def _latest(wishes: Iterable[Wish], *kinds: WishKind) -> Wish | None:
    """Return the last wish of *kinds*; of two at the same moment the one that narrows."""
    return max(
        (wish for wish in wishes if wish.kind in kinds),
        key=lambda wish: (wish.at, _narrows(wish)),
        default=None,
    )


def _value(wish: Wish | None) -> str | None:
    return wish.value if wish else None
