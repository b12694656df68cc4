"""The decision table of consent: who may be collected.

The first line that applies wins: not public, account's standing, `#nodigest`, *stop*, unreadable profile, our own or a
bot's, *start* or roster, `#nobot` and its kin, the course's mode. (Tombstones come before all of them and are the
store's.)
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime

import regex

from curation.consent.record import CLOSED, Record
from curation.model import (
    AccountState,
    Author,
    ConsentMode,
    Course,
    Post,
    Reason,
    Refusal,
    Visibility,
    Wish,
    WishKind,
)

_NO_DIGEST = "nodigest"
_NO_BOT = ("nobot", "nobots", "noindex", "nosearch", "noarchive")
_CLOSED_STATES = frozenset(
    {AccountState.PROTECTED, AccountState.SUSPENDED, AccountState.LIMITED, AccountState.MOVED},
)
_WORD_GOES_ON = r"[\p{L}\p{M}\p{N}_]"
_SAYS_NO_DIGEST = regex.compile(rf"#{_NO_DIGEST}(?!{_WORD_GOES_ON})")
_SAYS_NO_BOT = regex.compile(rf"#(?:{'|'.join(_NO_BOT)})(?!{_WORD_GOES_ON})")
_ALWAYS = datetime(9999, 12, 30, tzinfo=UTC)
"""Whatever was said, at whatever time: a profile is as it is now."""
_SIGNS = "#＃﹟"
"""What begins a tag, or becomes what does under NFKC."""


def refusal(post: Post, wishes: Iterable[Wish], course: Course, at: datetime) -> Refusal | None:
    """Return why *post* stays out of *course* at the time *at*, `None` if it may be collected.

    *wishes* are all wishes of the post's account, of whatever course.
    """
    course = course.as_of(post.seen_at)
    reason = reason_of(post, Record.of(wishes, course, at), course)
    return Refusal(post.ref, reason) if reason else None


def reason_of(post: Post, record: Record, course: Course) -> Reason | None:
    """Return the first line of the table that speaks against *post*."""
    if post.visibility is not Visibility.PUBLIC:
        return Reason.NOT_PUBLIC
    if post.author.state in _CLOSED_STATES:
        return Reason.ACCOUNT_STATE
    if _NO_DIGEST in [tag.key for tag in post.hashtags]:
        return Reason.NO_DIGEST
    if _says(_SAYS_NO_DIGEST, _plain(f"{post.text}\n{post.content_warning}")):
        return Reason.NO_DIGEST
    return profile_reason(post.author, record, course)


def profile_reason(author: Author, record: Record, course: Course) -> Reason | None:
    """Return the first line of the table that speaks against *author*, whatever the post says."""
    profile = _plain(f"{author.bio}\n{author.name}")
    if author.state in _CLOSED_STATES:
        reason = Reason.ACCOUNT_STATE
    elif _says(_SAYS_NO_DIGEST, profile):
        reason = Reason.NO_DIGEST
    elif record.stopped:
        reason = Reason.UNREADABLE if record.closed else Reason.STOPPED
    elif author.account in course.barred:
        reason = Reason.BARRED
    elif _is_unreadable(author, course):
        reason = Reason.UNREADABLE
    elif author.account in course.own_accounts:
        reason = Reason.OWN
    elif author.is_bot and not _is_allowed(author, course):
        reason = Reason.BOT
    else:
        return _uninvited(profile, record, course)
    return reason


def silenced(original: Author, wishes: Iterable[Wish]) -> Wish | None:
    """Return the *stop* that the profile of *original* is for its copies (consent.md C18); `None` where it is none.

    *wishes* are the person's own: whoever said *start* may be used in spite of `#nobot`, and in spite of nothing else.
    """
    profile = _plain(f"{original.bio}\n{original.name}")
    is_closed = original.state in {*_CLOSED_STATES, AccountState.UNREADABLE} or _says(_SAYS_NO_DIGEST, profile)
    is_invited = any(each.kind in {WishKind.START, WishKind.ROSTER} for each in wishes)
    if not is_closed and (is_invited or not _says(_SAYS_NO_BOT, profile)):
        return None
    return Wish(account=original.account, kind=WishKind.STOP, at=_ALWAYS, value=CLOSED)


def _uninvited(profile: str, record: Record, course: Course) -> Reason | None:
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
