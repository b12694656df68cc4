"""A review as a browser without scripts does it, and what attackers get."""

import re
from datetime import timedelta
from html import unescape

import pytest
from lxml import html

from bot.ports import DigestState, Role, Unreadable
from bot.render.templates import Templates
from curation.digest import Placement
from curation.model import AccountState, Event, EventKind, Flag, PageUrl, PublishPolicy, Reason, Topic, WishKind
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import DAY, HOST, LADDER, PATH, WARNED, Room, page_of, room
from tests.golden.hostile import HOSTILE
from tests.makers import at, author, card, course, post, wish

ACT, WORDS, ISSUE, RELEASE, UNDO = (f"{PATH}{name}" for name in ("act", "words", "issue", "release", "undo"))
FAILURE, EMOJI = page_of("failure"), page_of("emoji")


@pytest.fixture
def desk() -> Room:
    return room()


@pytest.fixture
def kim(desk: Room) -> AsgiClient:
    return desk.client()


def titles(page: str) -> list[str]:
    """Return the titles of what is in the issue, in order."""
    chosen = page.partition("<h2>In the issue</h2>")[2].partition("<h2>Could be in it</h2>")[0]
    return [unescape(each) for each in re.findall(r'dir="auto">([^<]*)</a></h3>', chosen)]


def shown(client: AsgiClient) -> str:
    answered = client.get(PATH)
    assert answered.status_code == 200
    return answered.text


def do(client: AsgiClient, kind: str, page: PageUrl, value: str = "", seen: int = 0) -> int:
    form = {"kind": kind, "page": page, "value": value, "seen": str(seen)}
    return client.post(ACT, form=form).status_code


# ── coming in ──


def test_a_login_link_leads_to_today(desk: Room) -> None:
    """Looking at the link uses nothing up; the button lets in, with a cookie that no script and no other site gets."""
    client = AsgiClient(desk.app, f"http://{HOST}")
    link = f"/login/{desk.doors.invite('Kim', Role.OWNER)}"

    looked = [client.get(link).status_code for _ in range(3)]
    entered = client.post(link)

    assert looked == [200, 200, 200]
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/").headers["Location"] == PATH
    assert "Kim" in shown(client)


@pytest.mark.parametrize("path", ["/", PATH, f"{PATH}proofs/", "/bit15/2020-01-01/", "/nowhere/2015-11-11/"])
def test_outside_there_is_nothing_to_see(desk: Room, path: str) -> None:
    """Whoever is not in learns how to come in, and nothing of any course."""
    answered = AsgiClient(desk.app, f"http://{HOST}").get(path)

    assert answered.status_code == 401
    assert "welearned desk --link" in answered.text
    assert "ladder" not in answered.text
    assert "BIT15" not in answered.text


@pytest.mark.parametrize("path", [ACT, WORDS, ISSUE, RELEASE, UNDO])
def test_outside_nothing_can_be_done(desk: Room, path: str) -> None:
    """A form without a session is not even read."""
    form = {"kind": "drop", "page": LADDER, "what": "approve"}

    answered = AsgiClient(desk.app, f"http://{HOST}").post(path, form=form)

    assert answered.status_code == 401
    with desk.stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


@pytest.mark.parametrize("token", ["guess", "x" * 43, "..%2f..", "%00"])
def test_guessed_links_let_nobody_in(desk: Room, token: str) -> None:
    """Neither does one that was used."""
    client = AsgiClient(desk.app, f"http://{HOST}")

    assert client.post(f"/login/{token}").status_code in {403, 404}
    assert client.get("/").status_code == 401


def test_a_replayed_link_lets_nobody_in(desk: Room) -> None:
    """The second browser is told why."""
    link = f"/login/{desk.doors.invite('Kim', Role.OWNER)}"
    first, second = (AsgiClient(desk.app, f"http://{HOST}") for _ in range(2))
    first.post(link)

    refused = second.post(link)

    assert refused.status_code == 403
    assert "has been used" in refused.text
    assert second.get("/").status_code == 401


def test_a_session_planted_before_the_login_is_worth_nothing(desk: Room) -> None:
    """Session fixation: the cookie that somebody else chose is replaced, and was never a session."""
    client = AsgiClient(desk.app, f"http://{HOST}")
    client.cookies.set("welearned_desk", "chosen-by-somebody-else", domain="localhost.local")

    client.post(f"/login/{desk.doors.invite('Kim', Role.OWNER)}")

    assert client.cookies.get("welearned_desk") != "chosen-by-somebody-else"
    assert desk.doors.session("chosen-by-somebody-else") is None


def test_leaving_ends_the_session(desk: Room, kim: AsgiClient) -> None:
    """The old cookie is worth nothing, even to who kept it."""
    token = kim.cookies.get("welearned_desk") or ""

    assert kim.post("/leave").status_code == 303

    assert desk.doors.session(token) is None
    assert kim.get("/").status_code == 401


def test_a_password_is_asked_where_there_is_one(desk: Room) -> None:
    """The page has a field for it, and a wrong one says so."""
    guarded = room()
    object.__setattr__(guarded.doors, "password", lambda: "quiet otter")
    client = AsgiClient(guarded.app, f"http://{HOST}")
    link = f"/login/{guarded.doors.invite('Kim', Role.OWNER)}"

    assert 'type="password"' in client.get(link).text
    assert client.post(link, form={"password": "loud otter"}).status_code == 403
    assert client.post(link, form={"password": "quiet otter"}).status_code == 303


# ── looking ──


def test_the_day_shows_what_is_in_and_what_needs_a_person(kim: AsgiClient) -> None:
    """Eight are in, one waits for its warning, two could be in; when it goes out and where to is said."""
    page = shown(kim)

    assert titles(page)[0] == "The ladder of inference, explained"
    assert len(titles(page)) == 8
    assert "8 chosen, 2 more, 1 needs you" in page
    assert "Goes out at 18:00 (in 30 min) to blog and mastodon." in page
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


# ── acting ──


def test_one_button_is_one_event_with_its_person(desk: Room, kim: AsgiClient) -> None:
    """The browser goes back to where it was."""
    form = {"kind": "drop", "page": FAILURE, "value": "", "seen": "0"}

    answered = kim.post(ACT, form=form)

    assert answered.status_code == 303
    assert answered.headers["Location"].startswith(f"{PATH}#c-")
    assert "Failure" not in titles(shown(kim))
    with desk.stage.kept.look() as work:
        assert [(each.who, each.kind, each.page) for each in work.events.of("bit15", DAY)] == [
            ("Kim", EventKind.DROP, FAILURE)
        ]


def test_up_and_down_move_one_place(kim: AsgiClient) -> None:
    """By buttons that carry the place wanted."""
    before = titles(shown(kim))

    do(kim, "pin", page_of("courage"), "2")

    assert titles(shown(kim)) == [before[0], before[2], before[1], *before[3:]]


def test_a_waiting_page_is_approved_with_one_button(kim: AsgiClient) -> None:
    """It may go out with its warning, below what carries none."""
    do(kim, "approve", WARNED)

    page = shown(kim)
    assert "needs you" not in page
    assert "9 chosen" not in page


def test_undo_takes_back_my_last_act(kim: AsgiClient) -> None:
    """And says before what it would take back."""
    before = titles(shown(kim))
    do(kim, "drop", FAILURE)
    do(kim, "pin", EMOJI, "1")

    assert "Kim: pinned emoji.example/emoji 1" in shown(kim)
    kim.post(UNDO)
    kim.post(UNDO)

    assert titles(shown(kim)) == before


def test_words_are_kept_where_they_changed(desk: Room, kim: AsgiClient) -> None:
    """Of a form with five fields, those that a person changed become events, one each."""
    form = {
        "page": LADDER,
        "seen": "0",
        "note": "{sharer} shared this.",
        "was_note": "",
        "title": "Clear",
        "was_title": "",
    }

    kim.post(WORDS, form=form | {"short_title": "", "was_short_title": "", "credit": "mastodon ben@mastodon.example"})

    assert titles(shown(kim))[0] == "Clear"
    with desk.stage.kept.look() as work:
        assert [each.kind for each in work.events.of("bit15", DAY)] == ["title", "note", "credit"]


def test_a_page_is_filed_under_a_topic_of_the_course() -> None:
    """By name, under none, and back to what the rules say; a topic that the course has not is refused."""
    desk = room(where=course(topics=(Topic(name="Leadership"), Topic(name="Making"))))
    kim = desk.client()

    def file(topic: str, was: str, seen: int) -> int:
        form = {"page": LADDER, "seen": str(seen), "topic": topic, "was_topic": was}
        return kim.post(WORDS, form=form).status_code

    assert file("Making", "undo", 0) == 303
    assert "<option selected>Making</option>" in shown(kim)
    assert file("", "Making", 1) == 303
    assert '<option value="" selected>' in shown(kim)
    assert file("undo", "", 2) == 303
    assert file("Cooking", "undo", 3) == 422


def test_words_that_name_a_participant_are_refused_and_said_why(kim: AsgiClient) -> None:
    """The mark is offered; nothing is lost of what stands."""
    refused = kim.post(WORDS, form={"page": LADDER, "seen": "0", "note": "Heidi says so.", "was_note": ""})

    assert refused.status_code == 422
    assert "write {sharer} instead" in refused.text
    assert len(titles(refused.text)) == 8


def test_words_about_the_whole_issue(desk: Room, kim: AsgiClient) -> None:
    """Question, organisers, week and minutes; an unchanged field is no event."""
    kim.post(
        ISSUE,
        form={"question": "Why?", "was_question": "", "minutes": "15", "was_minutes": "", "week": "", "was_week": ""},
    )

    composed = desk.review.review(DAY).issue.digest
    assert (composed.question, composed.reader_minutes) == ("Why?", 15)
    assert composed.start_with == 1


# ── two people ──


def test_two_editors_see_each_others_change_instead_of_overwriting_it(desk: Room, kim: AsgiClient) -> None:
    """Whoever comes second is shown what stands there now, and what they wanted."""
    ben = desk.client("Ben", Role.EDITOR)
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Kim's title", "was_title": ""})

    overtaken = ben.post(WORDS, form={"page": LADDER, "seen": "0", "title": "Ben's title", "was_title": ""})

    assert overtaken.status_code == 409
    assert titles(overtaken.text)[0] == "Kim's title"
    assert "Ben&#39;s title" in overtaken.text
    assert (
        ben.post(WORDS, form={"page": LADDER, "seen": "1", "title": "Ben's title", "was_title": ""}).status_code == 303
    )
    assert titles(shown(kim))[0] == "Ben's title"


def test_pressing_a_button_twice_is_no_conflict(kim: AsgiClient) -> None:
    """An impatient finger sees the day, not a warning."""
    assert [do(kim, "drop", FAILURE), do(kim, "drop", FAILURE)] == [303, 303]


def test_editors_pick_and_write_but_let_nothing_out(desk: Room) -> None:
    """Approving and stopping are the owners'."""
    ben = desk.client("Ben", Role.EDITOR)

    assert do(ben, "pin", EMOJI, "1") == 303
    refused = [ben.post(RELEASE, form={"what": what}) for what in ("approve", "stop")]

    assert [each.status_code for each in refused] == [403, 403]
    assert "Only an owner" in refused[0].text
    assert "Approve the issue" not in shown(ben)


# ── letting it out ──


def test_an_approved_issue_goes_out_as_it_lay_on_the_desk(desk: Room, kim: AsgiClient) -> None:
    """At six, what was picked and written is what the world reads."""
    do(kim, "pin", EMOJI, "1")
    proof = kim.get(f"{PATH}proofs/").text

    kim.post(RELEASE, form={"what": "approve"})
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    assert desk.stage.thread.texts[1].endswith(f"1: Emoji {EMOJI} by P7")
    assert all(unescape(text) in unescape(proof) for text in desk.stage.thread.texts)


def test_stopped_presses_hold_the_issue_until_it_is_approved_again(desk: Room, kim: AsgiClient) -> None:
    """Six o'clock passes and nothing goes out; then it does, once."""
    kim.post(RELEASE, form={"what": "approve"})
    kim.post(RELEASE, form={"what": "stop"})
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    assert desk.stage.thread.sent == []
    assert "Stopped: nothing goes out" in shown(kim)
    kim.post(RELEASE, form={"what": "approve"})
    desk.stage.minutes(3)
    assert len(desk.stage.thread.sent) == 4


def test_presses_that_run_cannot_be_stopped(desk: Room, kim: AsgiClient) -> None:
    """What went out is corrected or withdrawn, and the desk says so."""
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    refused = kim.post(RELEASE, form={"what": "stop"})

    assert refused.status_code == 422
    assert "on its way already" in refused.text


def test_a_stop_between_approval_and_sending_wins(desk: Room, kim: AsgiClient) -> None:
    """Whoever asks to be left out after the approval is not named at six."""
    kim.post(RELEASE, form={"what": "approve"})
    with desk.stage.kept.work() as work:
        work.wishes.record(wish("Heidi", WishKind.STOP))
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(2)

    assert len(desk.stage.thread.sent) == 4
    assert not any("Heidi" in text for text in desk.stage.thread.texts)


def test_late_posts_change_nothing_a_person_touched(desk: Room, kim: AsgiClient) -> None:
    """They may come in behind, and add to counts (T101)."""
    do(kim, "pin", page_of("courage"), "1")
    kim.post(WORDS, form={"page": LADDER, "seen": "0", "title": "My title", "was_title": ""})
    late = [post(page_of("zines"), by=f"Late{n}", created_at=at(22, 31), number=9) for n in range(9)]
    desk.stage.source.posts.extend(late)
    desk.stage.clock.time = at(22, 35)
    desk.stage.poll()

    page = shown(kim)

    assert titles(page)[:3] == ["Courage", "Zines", "My title"]
    assert "10 people" in page


# ── strangers' words ──


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_foreign_words_are_shown_and_never_run(name: str) -> None:
    """In titles, authors, names, posts, warnings: markup stays text, and no attribute is left."""
    desk = room()
    page = page_of("hostile")
    desk.stage.source.posts.append(
        post(page, by="Mallory", text=f"{name} {page}", created_at=at(16), content_warning=name, number=3)
    )
    desk.stage.reader.cards[page] = card(page, f"{name} x", author=name, site=name, description=f'">{name}')
    desk.stage.poll()
    desk.stage.read_all()
    kim = desk.client()
    kim.post(WORDS, form={"page": page, "seen": "0", "title": name, "was_title": "", "note": name, "was_note": ""})

    for path in (PATH, f"{PATH}proofs/", f"{PATH}?find=x"):
        told = html.fromstring(kim.get(path).text)
        scripts = [(each.get("src", ""), each.text) for each in told.iter("script")]
        attributes = {name for each in told.iter() if isinstance(each.tag, str) for name in each.attrib}
        links = {each.get("href", "") for each in told.iter("a")}
        assert {src for src, text in scripts} == {"/static/htmx.js", "/static/desk.js"}
        assert not any(text for _, text in scripts)
        assert not any(each.startswith("on") for each in attributes)
        assert all(each.startswith(("https://", "/", "#", "../", "proofs/")) for each in links)
        assert "49" not in told.text_content()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "publish", "page": LADDER},
        {"kind": "note", "page": LADDER},
        {"kind": "undo", "page": LADDER},
        {"kind": "pin"},
        {"kind": "pin", "page": LADDER, "value": "x" * 5_000},
    ],
    ids=["empty", "unknown", "no button", "undo", "no page", "long"],
)
def test_forms_that_are_not_ours_are_refused(kim: AsgiClient, form: dict[str, str]) -> None:
    """Whatever a form says beyond our buttons is not done."""
    assert kim.post(ACT, form=form).status_code == 400


@pytest.mark.parametrize(
    "page", ["https://nobody.example/shared-this", "javascript:alert(1)", "/etc/passwd", "ftp://x.example"]
)
def test_pages_that_nobody_shared_cannot_be_brought_in(kim: AsgiClient, page: str) -> None:
    """An address from elsewhere is no candidate."""
    assert do(kim, "pin", PageUrl(page), "1") == 422


def test_a_form_of_many_fields_is_refused(kim: AsgiClient) -> None:
    """No form of ours has forty."""
    assert kim.post(ACT, form={f"f{n}": "x" for n in range(60)}).status_code == 400


def test_another_kind_of_body_is_refused(kim: AsgiClient) -> None:
    """JSON and multipart are not what our forms send."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}

    assert kim.request("POST", ACT, headers=headers, content=b"{}").status_code == 400


def test_bytes_that_are_no_text_are_refused(kim: AsgiClient) -> None:
    """Broken UTF-8 is not guessed at."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}

    assert kim.request("POST", ACT, headers=headers, content=b"kind=\xff").status_code == 400


# ── other days and courses ──


def test_a_course_that_publishes_nothing_unapproved_waits(desk: Room) -> None:
    """Under `review` everything needs a person, and one button lets all of it out."""
    strict = room(where=course(policy=PublishPolicy.REVIEW))
    kim = strict.client()

    before = shown(kim)
    kim.post(RELEASE, form={"what": "approve"})
    strict.stage.clock.time = at(23, 0)
    strict.stage.minutes(2)

    assert "11 need you" in before
    assert len(strict.stage.thread.sent) == 4


def test_a_published_day_is_only_looked_at(desk: Room, kim: AsgiClient) -> None:
    """No button, and a form from an old page is refused with its reason."""
    desk.stage.clock.time = at(23, 0)
    desk.stage.minutes(3)

    page = shown(kim)

    assert "Published" in page
    assert 'action="act"' not in page
    assert do(kim, "drop", FAILURE) == 422


def test_a_french_course_is_reviewed_in_french() -> None:
    """Every word of the desk is in the course's language."""
    page = shown(room(where=course(language="fr")).client())

    assert "Dans le numéro" in page
    assert "11 novembre 2015" in page


def test_a_desk_open_over_the_hour_shows_the_next_state(desk: Room, kim: AsgiClient) -> None:
    """Reading again is quick for seconds and right after them."""
    shown(kim)
    desk.stage.clock.advance(seconds=5)
    again = shown(kim)
    desk.stage.clock.time = at(23, 0) + timedelta(minutes=1)

    assert "in 29 min" in again
    assert "Its hour has come" in shown(kim)
    assert desk.review.review(DAY).issue.state is DigestState.DRAFT


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_act_can_be_told(desk: Room, kim: AsgiClient, kind: EventKind) -> None:
    """The history has words for whatever anybody did, with and without a page."""
    with desk.stage.kept.work() as work:
        for page in (LADDER, None):
            for value in ("1", "undo"):
                work.events.append(
                    Event(course="bit15", kind=kind, who="Ana", at=at(22), day=DAY, page=page, value=value)
                )

    assert kim.get(PATH).status_code == 200


# ── for the whole course ──

SETTLE = f"{PATH}settle"


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
