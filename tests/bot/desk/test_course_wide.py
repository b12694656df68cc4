"""What holds for the whole course: sites, words and people kept out, pages joined and parted."""

import pytest

from bot.render.templates import Templates
from curation.digest import Placement
from curation.model import EventKind, Flag, Reason
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import SETTLE, Room, page_of, shown, titles
from tests.makers import at, card, post


def test_a_site_is_never_shown_again_until_it_is_let_in(kim: AsgiClient) -> None:
    """One tap keeps it out at once, another lets it in."""
    kim.post(SETTLE, form={"kind": "never", "what": "site", "value": "failure.example"})
    without = shown(kim)
    kim.post(SETTLE, form={"kind": "allow", "what": "site", "value": "failure.example"})

    assert "Failure" not in titles(without)
    assert "the site failure.example" in without
    assert "Failure" in titles(shown(kim))


def test_a_person_and_a_word_can_be_kept_out(kim: AsgiClient) -> None:
    """As the buttons beside a post and below the day say it."""
    kim.post(SETTLE, form={"kind": "never", "what": "person", "value": "mastodon p1@mastodon.example"})
    kim.post(SETTLE, form={"kind": "never", "what": "word", "value": "Rubrics"})

    page = shown(kim)

    assert "Courage" not in titles(page)
    assert "Rubrics" not in titles(page)
    assert "the word “rubrics”" in page


@pytest.mark.parametrize(("what", "value"), [("site", ""), ("planet", "mars"), ("person", "nobody"), ("", "")])
def test_nothing_is_kept_out_by_mistake(kim: AsgiClient, what: str, value: str) -> None:
    """What is neither a site, a word nor a person is refused with what was found."""
    assert kim.post(SETTLE, form={"kind": "never", "what": what, "value": value}).status_code == 422


def test_t38_pages_are_joined_and_parted_again(kim: AsgiClient) -> None:
    """One story with everyone who shared either; parting brings both back."""
    courage, failure = page_of("courage"), page_of("failure")
    kim.post(SETTLE, form={"kind": "merge", "page": courage, "value": failure})
    joined = titles(shown(kim))
    kim.post(SETTLE, form={"kind": "split", "page": courage, "value": failure})

    assert "Courage" not in joined
    assert "Failure" in joined
    assert {"Courage", "Failure"} <= set(titles(shown(kim)))


def test_t34_pages_that_may_be_one_are_proposed_and_never_joined_alone(desk: Room, kim: AsgiClient) -> None:
    """Alike titles on two sites are shown with both answers; the answer is kept."""
    one, other = page_of("first-copy"), page_of("second-copy")
    title = "Seven quiet ways to begin a lesson with a question that nobody can answer"
    for number, page in enumerate((one, other)):
        desk.stage.source.posts.append(post(page, by=f"Copy{number}", created_at=at(16), number=4))
        desk.stage.reader.cards[page] = card(page, title, author=f"Author {number}")
    desk.stage.clock.advance(minutes=1)
    desk.stage.poll()
    desk.stage.read_all()

    proposed = shown(kim)
    kim.post(SETTLE, form={"kind": "split", "page": one, "value": other})

    assert "One page or two?" in proposed
    assert proposed.count(f">{title}</a></h3>") == 2
    assert "One page or two?" not in shown(kim)


@pytest.mark.parametrize("kind", ["pin", "approve", "undo", "pause"])
def test_other_acts_do_not_hold_for_a_course(kim: AsgiClient, kind: str) -> None:
    """A form that asks for one is no form of ours."""
    assert kim.post(SETTLE, form={"kind": kind, "value": "x"}).status_code == 400


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_desk_has_words_for_everything_there_is(language: str) -> None:
    """Every flag, reason, place and act, in both languages."""
    words = Templates().words(language)

    for prefix, kinds in (("flag", Flag), ("reason", Reason), ("place", Placement), ("did", EventKind)):
        for each in kinds:
            assert words.say(f"desk.{prefix}.{each.value}", page="p", value="v")
