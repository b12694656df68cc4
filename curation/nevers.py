"""What a facilitator keeps out of a course, and what the course's own lists hold for a person (consent.md C16)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from curation.model import AccountRef, Course, Event, EventKind, PageUrl, Post, Story, Topic
from curation.topics import finder
from curation.urls import page_at

SITE, WORD, PERSON = "site", "word", "person"
WHATS = (SITE, WORD, PERSON)


def said(what: str, value: str) -> str:
    """Return the value of the event that keeps *value* out."""
    return f"{what} {value}"


def with_nevers(course: Course, events: Iterable[Event]) -> Course:
    """Return *course* with what its *events*, oldest first, keep out of it and did not let in again."""
    kept = still_kept_out(events)
    if not kept:
        return course
    return replace(
        course,
        never=Topic(name=PERSON, keywords=tuple(_values(kept, WORD)), hosts=tuple(_values(kept, SITE))),
        barred=frozenset(AccountRef(*value.split(" ", 1)) for value in _values(kept, PERSON)),
    )


def still_kept_out(events: Iterable[Event]) -> tuple[str, ...]:
    """Return what *events*, oldest first, keep out and did not let in again, such as `site shop.example`."""
    kept: dict[str, None] = {}
    for event in events:
        if event.kind is EventKind.NEVER:
            kept[event.value] = None
        elif event.kind is EventKind.ALLOW:
            kept.pop(event.value, None)
    return tuple(kept)


def kept_out(stories: Iterable[Story], course: Course) -> frozenset[PageUrl]:
    """Return the pages of *stories* that a facilitator never wants to see."""
    return _given_away(stories, course.never)


def held(stories: Iterable[Story], course: Course) -> frozenset[PageUrl]:
    """Return the pages of *stories* that the course's list of words and sites holds for a person."""
    return _given_away(stories, course.holds)


def keeps_out(post: Post, course: Course) -> bool:
    """Return whether a facilitator never wants to see what *post* says, or where it was said."""
    return _gives_away(post, course.never)


def holds(post: Post, course: Course) -> bool:
    """Return whether the course's list of words and sites holds what *post* says for a person."""
    return _gives_away(post, course.holds)


def tolerated(posts: Iterable[Post], course: Course, page_of: Callable[[str], PageUrl | None]) -> tuple[Post, ...]:
    """Return *posts*; those that say a word kept out point at no page any more that somebody shared without it.

    Who says the word shares nothing then, or anybody could take a page out of the issue by sharing it, too.
    """
    posts = tuple(posts)
    words = replace(course.never, hosts=())
    saying = {post.ref for post in posts if words.keywords and _gives_away(post, words)}
    if not saying:
        return posts
    fine = {page_of(link) for post in posts if post.ref not in saying for link in post.links}

    def told(post: Post) -> Post:
        return replace(post, links=tuple(link for link in post.links if page_of(link) not in fine))

    return tuple(told(post) if post.ref in saying else post for post in posts)


def open_links(post: Post, course: Course) -> tuple[str, ...]:
    """Return the links of *post* but for those to sites that a facilitator never wants to see."""
    if not course.never.hosts:
        return post.links
    find = finder([course.never])
    return tuple(link for link in post.links if not ((page := page_at(link)) and find("", page)))


def _gives_away(post: Post, by: Topic) -> bool:
    if not (by.keywords or by.hosts):
        return False
    return bool(finder([by])(post.text, PageUrl(post.url)))


def _given_away(stories: Iterable[Story], by: Topic) -> frozenset[PageUrl]:
    if not (by.keywords or by.hosts):
        return frozenset()
    find = finder([by])
    return frozenset(story.page for story in stories if find(_words_of(story), story.page))


def _words_of(story: Story) -> str:
    told = (story.card.title, story.card.description) if story.card else ()
    return "\n".join((*told, *(share.post.text for share in story.shares)))


def _values(kept: Iterable[str], what: str) -> Iterator[str]:
    beginning = said(what, "")
    return (each.removeprefix(beginning) for each in kept if each.startswith(beginning))
