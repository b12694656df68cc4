"""Who gets in: the consent decision before anything is stored, the same for polls and archives."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.ports import Capture, Work
from bot.tasks.persons import wishes_of
from curation import consent
from curation.hashtags import carries
from curation.model import AccountRef, Course, Post, PostRef, Reason, Refusal, Wish

_MOST_LINKS = 50
"""Of one post; nobody shares more, and a list of thousands would make us a tool against others' servers."""


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
    kept, refused = decided(work, captures, courses, at)
    new = work.posts.keep(kept)
    work.activity.count(len(new), at)
    if refused:
        told = [each for each in refused if each.keeps_reference or not seen_before]
        work.posts.leave_out(told, at, writers={each.post.ref: each.post.author.account for each in captures})
        work.posts.know(each.post for each in captures)
    return Admitted(seen=len(captures), new=new, refused=Counter(each.reason for each in refused))


def decided(
    work: Work, captures: Sequence[Capture], courses: Sequence[Course], at: datetime
) -> tuple[list[Capture], list[Refusal]]:
    """Return what of *captures* some course may have, as it may, and why it may not have the rest."""
    posts = [each.post for each in captures]
    ours = work.deliveries.is_ours([each.ref for each in posts])
    erased = work.tombstones.among(posts)
    wishes = wishes_of(work, posts)
    tagged = [_tagged(each, courses) for each in posts]
    answers = work.replies.courses(post for post, found in zip(posts, tagged, strict=True) if not found)
    kept: list[Capture] = []
    refused: list[Refusal] = []
    for capture, found in zip(captures, tagged, strict=True):
        post = capture.post
        if erased and post.ref in erased:
            settled: Post | Refusal = Refusal(post.ref, Reason.ERASED)
        elif ours and post.ref in ours:
            settled = Refusal(post.ref, Reason.OWN)
        else:
            settled = _settled(post, _open_to(post, found, courses, answers), wishes, at)
        if isinstance(settled, Refusal):
            refused.append(settled)
        else:
            kept.append(capture if settled is capture.post else replace(capture, post=settled))
    return kept, refused


def _tagged(post: Post, courses: Sequence[Course]) -> tuple[Course, ...]:
    """Return the courses whose tag *post* carries."""
    return tuple([each for each in courses if carries(post, each.hashtags)])


def _open_to(
    post: Post, tagged: tuple[Course, ...], courses: Sequence[Course], answers: Mapping[PostRef, str]
) -> tuple[Course, ...]:
    """Return the courses that *post* is for: those that it is *tagged* with, and the one it answers."""
    answered = answers.get(post.ref) if answers else None
    return tuple(each for each in courses if each.slug == answered or each in tagged) if answered else tagged


def _settled(
    post: Post, courses: Sequence[Course], wishes: Mapping[AccountRef, tuple[Wish, ...]], at: datetime
) -> Post | Refusal:
    if post.repost_of:
        return Refusal(post.ref, Reason.REPOST)
    first: Refusal | None = None
    for course in courses:
        refusal = consent.refusal(post, wishes.get(post.author.account, ()), course, at)
        if refusal is None:
            return _bounded(consent.settled(post, lambda account: wishes.get(account, ()), course, at))
        first = first or refusal
    return first or Refusal(post.ref, Reason.NO_TAG)


def _bounded(post: Post) -> Post:
    """Return *post* with as many links as a person may mean: each is a page that we ask some server for."""
    return post if len(post.links) <= _MOST_LINKS else replace(post, links=post.links[:_MOST_LINKS])
