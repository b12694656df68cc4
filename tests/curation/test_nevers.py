"""What a facilitator keeps out, and what the course's lists hold."""

import pytest

from curation.consent import refusal
from curation.model import AccountRef, Event, EventKind, Reason, Topic, WishKind
from curation.nevers import held, kept_out, said, tolerated, with_nevers
from curation.stories import gather
from curation.urls import page_at
from tests.makers import at, author, card, course, post, wish

PAGE = "https://shop.example/spring"
POST = post(PAGE, text=f"Giveaway! {PAGE} #BIT15")


def event(kind: EventKind, value: str, hour: int = 9) -> Event:
    return Event(course="bit15", kind=kind, who="Kim", at=at(hour), value=value)


@pytest.mark.parametrize(
    "value", ["site shop.example", "word giveaway", "word spring sale"], ids=["a site", "a post's word", "a title's"]
)
def test_c16_a_site_or_a_word_is_kept_out_and_let_in_again(value: str) -> None:
    """One act, undone by one act; whole words only."""
    stories = gather([POST], course=course(), cards={PAGE: card(PAGE, "The Spring Sale")}, aliases={})  # type: ignore[dict-item]  # a page in a test
    never = [event(EventKind.NEVER, value)]

    barred = with_nevers(course(), never)
    again = with_nevers(course(), [*never, event(EventKind.ALLOW, value, 10)])

    assert kept_out(stories, barred) == {PAGE}
    assert kept_out(stories, again) == frozenset()
    assert kept_out(stories, with_nevers(course(), [event(EventKind.NEVER, "word give")])) == frozenset()


def test_c16_nobody_takes_a_page_out_by_a_word() -> None:
    """Who says a word kept out shares nothing that others share without it; what is theirs alone goes."""
    alone = "https://shop.example/mine"
    spoiler = post(PAGE, alone, by="Zed", text=f"Giveaway! {PAGE} {alone}")
    fair = post(PAGE, by="Ben", text=f"A fair comparison {PAGE}")
    barred = with_nevers(course(), [event(EventKind.NEVER, "word giveaway")])

    posts = tolerated([spoiler, fair], barred, page_at)
    stories = gather(posts, course=barred, cards={}, aliases={})

    assert {(story.page, story.people) for story in stories} == {(PAGE, 1), (alone, 1)}
    assert kept_out(stories, barred) == {alone}
    assert tolerated([spoiler, fair], course(), page_at) == (spoiler, fair)


def test_c16_a_page_that_says_the_word_itself_is_out_whoever_shares_it() -> None:
    """A word in the title is the page's own."""
    barred = with_nevers(course(), [event(EventKind.NEVER, "word giveaway")])
    posts = tolerated([POST, post(PAGE, by="Ben", text=f"Fair {PAGE}")], barred, page_at)
    stories = gather(posts, course=barred, cards={PAGE: card(PAGE, "The great giveaway")}, aliases={})  # type: ignore[dict-item]  # a page in a test

    assert kept_out(stories, barred) == {PAGE}


def test_c16_a_person_is_kept_out_whatever_they_said() -> None:
    """A start does not bring back whom a facilitator keeps out; others' posts are not touched."""
    barred = with_nevers(course(), [event(EventKind.NEVER, said("person", "mastodon ana@mastodon.example"))])

    refused = refusal(POST, [wish("Ana", WishKind.START)], barred, at(18))

    assert barred.barred == {AccountRef("mastodon", "ana@mastodon.example")}
    assert refused is not None
    assert refused.reason is Reason.BARRED
    assert refusal(post(PAGE, by=author("Ben")), (), barred, at(18)) is None


def test_c16_the_courses_list_holds() -> None:
    """Words and sites of the configuration."""
    listed = course(holds=Topic(name="hold", hosts=("shop.example",)))
    stories = gather([POST], course=listed, cards={}, aliases={})

    assert held(stories, listed) == {PAGE}
    assert held(stories, course()) == frozenset()
