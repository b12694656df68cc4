"""How a person is credited, and whether their words may be shown.

Where two readings of a rule were possible, the narrower one holds:

- In `roster` mode only a roster entry collects a person (*start* alone does not), and a post whose source shows no
  profile is not collected, since nobody could see a "no" in it.
- In `roster` mode a post is linked only when the entry says `handle` or `mention`: a link shows the handle.
- Who appears under an alias, or not at all, is never linked and never quoted.
"""

from collections.abc import Iterable
from datetime import datetime

from curation.consent.decision import profile_reason, reason_of
from curation.consent.record import UNNAMED, Record, told, width
from curation.model import AccountState, Author, ConsentMode, Course, Credit, CreditForm, Post, Wish
from curation.text import harmless_name

_LINKED_FORMS = frozenset({CreditForm.MENTION, CreditForm.NAME, CreditForm.HANDLE})


def credit(post: Post, wishes: Iterable[Wish], course: Course, at: datetime) -> Credit:
    """Return how the writer of *post* may appear; whoever is refused or did not agree is unnamed and not linked."""
    course = course.as_of(post.seen_at)
    record = Record.of(wishes, course, at)
    author = post.author
    is_refused = reason_of(post, record, course) is not None
    form, alias = UNNAMED if is_refused else _form(author, record, course)
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


def agreed_by(wishes: Iterable[Wish], course: Course, at: datetime) -> Wish | None:
    """Return the wish that lets a person be named in *course*; `None` where only its mode does, or nothing."""
    return Record.of(wishes, course, at).agreed_by


def may_quote(author: Author, wishes: Iterable[Wish], course: Course, at: datetime) -> bool:
    """Return whether the public words of *author* may be shown: only ever after their own, latest "quote yes".

    That command is newer than the profile's `indexable`, and overrides it. It does not override the rest: whoever is
    refused, unnamed or under an alias is not quoted.
    """
    record = Record.of(wishes, course, at)
    if not record.quote or profile_reason(author, record, course) is not None:
        return False
    form, _ = _form(author, record, course)
    return form in _LINKED_FORMS


def _form(author: Author, record: Record, course: Course) -> tuple[CreditForm, str]:
    """Return the form and the alias that mode and record allow together."""
    if course.consent is ConsentMode.ROSTER:
        said = [value for value in (record.roster, record.credit) if value is not None]
        return told(min(said, key=width)) if said else UNNAMED
    if not record.agreed and (course.consent is ConsentMode.ASK or author.state is AccountState.UNKNOWN):
        return UNNAMED
    return (CreditForm.NAME, "") if record.form is None else told(record.form)


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
