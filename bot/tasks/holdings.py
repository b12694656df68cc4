"""What is held about one person: for `show me`, `welearned person show` and its export (consent.md C15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.ports import Capture, Issue, Request, Work
from curation.model import AccountRef, Author, Credit, DigestKey, Item, NoteSource, Post, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceOf:
    """Where one person stands in an issue."""

    digest: DigestKey
    day: date
    number: int
    page: str
    credit: Credit
    quotation: str = ""
    """Their words, where they alone shared the page and are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything, and nothing about anybody else."""

    account: AccountRef
    profile: Author | None
    posts: tuple[Post, ...]
    captures: tuple[Capture, ...]
    wishes: tuple[Wish, ...]
    requests: tuple[Request, ...]
    appearances: tuple[AppearanceOf, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held at all."""
        return self.profile is None and not (self.posts or self.wishes or self.requests or self.appearances)


def holdings_of(work: Work, account: AccountRef) -> Holdings:
    """Return what the store holds of *account*."""
    profiles = work.people.profiles([account])
    return Holdings(
        account=account,
        profile=profiles[0] if profiles else None,
        posts=work.people.posts_of(account),
        captures=work.people.captures_of(account),
        wishes=work.wishes.of([account]),
        requests=work.requests.of(account),
        appearances=tuple(each for issue in work.forgetting.showing([account]) for each in _in_issue(issue, account)),
    )


def _in_issue(issue: Issue, account: AccountRef) -> Iterator[AppearanceOf]:
    digest = issue.digest
    for item in (*digest.items, *digest.again, *digest.waiting):
        for credit in item.credits:
            if credit.account == account:
                yield AppearanceOf(
                    digest=digest.key,
                    day=digest.day,
                    number=item.number,
                    page=item.page,
                    credit=credit,
                    quotation=_words_of(item),
                )


def _words_of(item: Item) -> str:
    """Return what is quoted beside *item* where only one person can have said it."""
    is_theirs = item.note is not None and item.note.source is NoteSource.SHARER and len(item.credits) == 1
    return item.note.text if is_theirs and item.note else ""
