"""Who gets in: the consent decision before anything is stored, the same for polls and archives."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.ports import Capture, Work
from curation import consent
from curation.hashtags import carries
from curation.model import AccountRef, Course, Post, PostRef, Reason, Refusal, Wish


@dataclass(frozen=True, slots=True)
class Admitted:
    """What became of captures."""

    seen: int = 0
    new: frozenset[PostRef] = frozenset()
    refused: Counter[Reason] = field(default_factory=Counter[Reason])


def admit(
    work: Work, captures: Sequence[Capture], courses: Sequence[Course], at: datetime, *, seen_before: bool = False
) -> Admitted:
    """Keep in *work* those of *captures* that some course may have, and count the others with their reasons.

    *seen_before* says that most were counted once: those that leave no reference to know them by are not counted again.
    """
    ours = work.deliveries.is_ours([each.post.ref for each in captures])
    wishes = wishes_of(work, (each.post for each in captures))
    kept: list[Capture] = []
    refused: list[Refusal] = []
    for capture in captures:
        settled = _settled(capture.post, courses, wishes, at, ours=capture.post.ref in ours)
        if isinstance(settled, Refusal):
            refused.append(settled)
        else:
            kept.append(capture if settled is capture.post else replace(capture, post=settled))
    new = work.posts.keep(kept)
    if refused:
        work.posts.leave_out([each for each in refused if each.keeps_reference or not seen_before], at)
        work.posts.know(each.post for each in captures)
    return Admitted(seen=len(captures), new=new, refused=Counter(each.reason for each in refused))


def wishes_of(work: Work, posts: Iterable[Post]) -> Mapping[AccountRef, tuple[Wish, ...]]:
    """Return what the writers of *posts*, and of the posts they quote, told us."""
    accounts = {account for post in posts for account in _accounts(post)}
    wishes: dict[AccountRef, list[Wish]] = {}
    for wish in work.wishes.of(accounts):
        wishes.setdefault(wish.account, []).append(wish)
    return {account: tuple(each) for account, each in wishes.items()}


def _accounts(post: Post) -> tuple[AccountRef, ...]:
    mine = post.author.account
    return (mine, post.quote.author.account) if post.quote else (mine,)


def _settled(
    post: Post,
    courses: Sequence[Course],
    wishes: Mapping[AccountRef, tuple[Wish, ...]],
    at: datetime,
    *,
    ours: bool,
) -> Post | Refusal:
    if ours:
        return Refusal(post.ref, Reason.OWN)
    if post.repost_of:
        return Refusal(post.ref, Reason.REPOST)
    first: Refusal | None = None
    for course in courses:
        if not carries(post, course.hashtags):
            continue
        refusal = consent.refusal(post, wishes.get(post.author.account, ()), course, at)
        if refusal is None:
            return consent.settled(post, lambda account: wishes.get(account, ()), course, at)
        first = first or refusal
    return first or Refusal(post.ref, Reason.NO_TAG)
