"""What lies on the desk for a person to look at."""

from dataclasses import replace

import pytest
from lxml import html

from bot.desk.pages import Pages, Way
from bot.ports import Pass, Role, Unreadable
from bot.render.templates import Templates
from curation.model import AccountState, WishKind
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import DAY, ISSUE, LADDER, PATH, WORDS, Room, page_of, shown, titles
from tests.makers import at, author, card, post, wish


def test_the_day_shows_what_is_in_and_what_needs_a_person(kim: AsgiClient) -> None:
    """Eight are in, one waits for its warning, two could be in; when it goes out and where to is said."""
    page = shown(kim)

    assert titles(page)[0] == "The ladder of inference, explained"
    assert len(titles(page)) == 8
    assert "8 chosen, 2 more, 1 needs you" in page
    assert "Posts 18:00 (in 30 min) to blog and mastodon." in page
    assert "3 people, 1 server" in page
    assert page.index("Grief") < page.index("The ladder of inference")


def test_posts_and_how_people_will_be_named_can_be_read(kim: AsgiClient) -> None:
    """The text of each post with its writer, and whether the issue names them."""
    page = shown(kim)

    assert "<bdi>Heidi</bdi></strong>" in page
    assert "named Heidi" in page


def test_what_a_person_should_look_at_twice_is_said(desk: Room, kim: AsgiClient) -> None:
    """Another language, an unread page, boosts, nobody to be named, a warning of one's own, who said stop."""
    dead, french = page_of("dead"), page_of("french")
    desk.stage.reader.dead[dead] = Unreadable(why="timeout")
    desk.stage.reader.cards[french] = card(french, "La salle", language="fr")
    desk.stage.source.posts += [
        post(dead, by="Quiet", created_at=at(16), number=5),
        post(dead, by=author("Rae", is_bot=False, state=AccountState.UNKNOWN), created_at=at(16), number=6),
        post(french, by="Sam", created_at=at(17), boosts=4),
    ]
    desk.stage.clock.advance(minutes=1)
    desk.stage.poll()
    desk.stage.read_all()
    with desk.stage.kept.work() as work:
        work.wishes.record(wish("Quiet", WishKind.STOP))
    kim.post(WORDS, form={"page": french, "seen": "0", "content_warning": "grief", "was_content_warning": ""})

    page = shown(kim)

    for said in (
        "In FR",
        "Not read yet",
        "boosted 4 times",
        "Nobody may be named",
        "Content warning",
        "said stop: 1",
    ):
        assert said in page


def test_a_page_of_an_earlier_issue_says_when(desk: Room, kim: AsgiClient) -> None:
    """It is listed again at most, and a person sees from when."""
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)
    desk.stage.source.posts.append(post(LADDER, by="Late", created_at=at(23, 30), number=7))
    desk.stage.clock.time = at(23, 40)
    desk.stage.poll()

    page = kim.get("/bit15/2015-11-12/").text

    assert "Again from 11 November" in page


def test_finding_narrows_what_could_be_in(kim: AsgiClient) -> None:
    """A word of the title is enough."""
    answered = kim.get(f"{PATH}?find=EMOJI")

    assert "Emoji" in answered.text
    assert "Questions" not in answered.text


@pytest.mark.parametrize("path", ["/bit15/2015-13-01/", "/bit15/today/", "/other/2015-11-11/", "/bit15/20151111/"])
def test_days_that_are_none_are_not_there(kim: AsgiClient, path: str) -> None:
    """Nothing is guessed from an address."""
    assert kim.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/static/..%2f..%2fblog%2fstyle.css", "/static/frame.html", "/static/../day.html"])
def test_only_our_own_files_are_given_out(kim: AsgiClient, path: str) -> None:
    """No template and nothing beside the folder."""
    assert kim.get(path).status_code == 404


@pytest.mark.parametrize("name", ["desk.css", "desk.js", "htmx.js", "icon.svg"])
def test_our_files_are_given_out(kim: AsgiClient, name: str) -> None:
    """As what they are."""
    answered = kim.get(f"/static/{name}")

    assert answered.status_code == 200
    assert answered.headers["Content-Type"].partition(";")[0] in {"text/css", "text/javascript", "image/svg+xml"}


def test_what_was_written_comes_back_from_its_field_as_it_was(kim: AsgiClient) -> None:
    """Empty lines between paragraphs, too: who only looks and keeps changes nothing."""
    note = "Welcome.\n\nRead <one> thing, not eight."
    kim.post(ISSUE, form={"organiser_note": note, "was_organiser_note": ""})

    day = html.fromstring(shown(kim))

    assert day.xpath("string(//textarea[@name='organiser_note'])") == note
    assert day.xpath("string(//input[@name='was_organiser_note']/@value)") == note


def test_t98_a_part_is_shown_as_it_is_sent(desk: Room) -> None:
    """With its empty lines: it is looked at to see what will be read."""
    outlet = desk.review.proofs(DAY)[1]
    part = replace(outlet.parts[0], text="Learned today:\n\n1. <Moss>\n\nWhy?")
    who = Pass(hashed="", who="Kim", role=Role.OWNER, until=at(23))

    page = Pages(Templates()).proofs(desk.review.review(DAY), [replace(outlet, parts=(part,))], who, Way(home="/"))

    assert html.fromstring(page).xpath("string(//pre)") == part.text


def test_a_warning_is_shown_with_its_words(kim: AsgiClient) -> None:
    """Who decides whether it goes out reads what it warns of."""
    assert "<li>Content warning: grief</li>" in shown(kim)


def test_a_search_changes_no_count(kim: AsgiClient) -> None:
    """What is chosen and what waits is said of the day, whatever is looked for; and the issue can be let out."""
    whole, found = kim.get(PATH).text, kim.get(f"{PATH}?find=emoji").text

    assert "8 chosen, 2 more, 1 needs you" in whole
    assert "8 chosen, 2 more, 1 needs you" in found
    assert 'data-act="release"' in kim.get(f"{PATH}?find=nothing-like-this").text
