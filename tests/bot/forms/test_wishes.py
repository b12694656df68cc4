"""What people ask without an account: it holds at once where it narrows, and waits for proof where it does not."""

import html5lib
import pytest

from bot.ports import RequestState
from curation.model import AccountRef, WishKind
from tests.bot.forms.stage import ANA, Browser
from tests.makers import post
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY
from tests.story.test_people import stage

__all__ = ["stage"]

HANDLE = "@Ana0@Mastodon.example"


def test_c04_the_form_needs_no_login_and_no_script() -> None:
    """Anybody can open it: no cookie, no script, every field with a label, and a policy that forbids the rest."""
    answer = Browser().get("/request")

    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.text)
    fields = [each.get("id") for tag in ("input", "select") for each in page.iter(tag) if each.get("type") != "hidden"]
    assert {each.get("for") for each in page.iter("label")} == set(fields)


def test_c04_a_request_is_in_the_log_within_a_minute() -> None:
    """It is written down before the page after it is shown, without anything but what was asked."""
    browser = Browser()

    browser.ask("show", account=HANDLE, contact="ana@school.example")

    (request,) = browser.requests()
    assert (request.what, request.account, request.contact) == ("show", ANA, "ana@school.example")
    assert (browser.stage.clock.time - request.at).total_seconds() < 60


@pytest.mark.parametrize(
    ("what", "kind", "value"),
    [
        ("stop", WishKind.STOP, ""),
        ("none", WishKind.CREDIT, "none"),
        ("noquote", WishKind.QUOTE, "no"),
        ("delete", WishKind.STOP, ""),
    ],
)
def test_c04_what_narrows_holds_at_once(what: str, kind: WishKind, value: str) -> None:
    """Nobody has to prove anything to be left out; the evidence is the form."""
    browser = Browser()

    answer = browser.ask(what, account=HANDLE)

    assert answer.status_code == 200
    (wish,) = browser.wishes()
    assert (wish.kind, wish.value, wish.evidence) == (kind, value, "form:1")


def test_c04_erasing_waits_for_proof() -> None:
    """Whoever asks is unnamed at once; that all goes for good, a message from the account or a person says."""
    browser = Browser()

    answer = browser.ask("delete", account=HANDLE)

    assert "delete me" in answer.text
    assert [each.state for each in browser.requests()] == [RequestState.OPEN]
    with browser.stage.kept.look() as work:
        assert [each.text for each in work.notices.all()] == [
            "1 asked by form and wait for a person: welearned consent requests"
        ]


@pytest.mark.parametrize("what", ["alias", "show"])
def test_c04_what_would_show_more_waits_for_a_person(what: str) -> None:
    """A stranger cannot give somebody a name, nor be told what we hold about them."""
    browser = Browser()

    browser.ask(what, account=HANDLE, contact="ana@school.example")

    assert browser.wishes() == ()
    assert len(browser.requests()) == 1


def test_c04_who_is_known_by_a_post(stage: Stage) -> None:
    """The address of a post is enough to say whose it is, and what is out loses the name."""
    browser = Browser(stage=stage)
    theirs = next(each for each in stage.source.posts if each.author.account == ANA)
    browser.stage.minutes(4)

    browser.ask("stop", post=theirs.url)
    browser.stage.minutes(4)

    assert [each.kind for each in browser.wishes()] == [WishKind.STOP]
    issue = browser.stage.issue(DAY)
    assert issue is not None
    assert "Ana 0" not in "\n".join([*browser.stage.thread.texts, *browser.stage.blog.texts])


def test_c04_a_post_that_nobody_here_knows_waits_for_a_person() -> None:
    """It may have been deleted since; nobody is guessed."""
    browser = Browser()

    browser.ask("stop", post="https://mastodon.example/@nobody/1")

    assert [each.account for each in browser.requests()] == [None]


def test_a_name_on_x_is_kept_as_a_name() -> None:
    """Where accounts are numbers the person knows their name only."""
    browser = Browser()

    browser.ask("stop", account="@Zed", network="x")

    assert [each.kind for each in browser.wishes(AccountRef("x", "name:zed"))] == [WishKind.STOP]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "everything", "account": HANDLE}, "Please choose"),
        ({"what": "stop"}, "Please give your account"),
        ({"what": "stop", "account": HANDLE, "network": "elsewhere"}, "Please give your account"),
        ({"what": "stop", "account": "ana0"}, "with its server"),
        ({"what": "stop", "post": "javascript:alert(1)"}, "https://"),
        ({"what": "show", "account": HANDLE}, "where we may answer"),
    ],
    ids=["what", "whom", "network", "handle", "post", "contact"],
)
def test_a_form_that_lacks_something_says_what(fields: dict[str, str], said: str) -> None:
    """What was filled in stays, and nothing is written down."""
    browser = Browser()

    answer = browser.post("/request", {"network": "mastodon", "ticket": browser.ticket(), **fields})

    assert answer.status_code == 422
    assert said in answer.text
    assert browser.requests() == ()
    if "account" in fields:
        assert f'value="{fields["account"]}"' in answer.text


def test_what_is_filled_in_is_never_markup() -> None:
    """A hostile field comes back as text."""
    browser = Browser()

    answer = browser.post("/request", {"what": "stop", "account": '"><img src=x>', "ticket": browser.ticket()})

    assert "<img" not in answer.text


def test_t110_the_form_speaks_french() -> None:
    """The form and its answer are in the site's language."""
    browser = Browser(language="fr")

    assert 'lang="fr"' in browser.get("/request").text
    assert "C’est fait" in browser.ask("stop", account=HANDLE).text


def test_t112_no_line_of_the_log_tells_who_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """What was asked is counted; whom it is about and where they want to be answered is not told."""
    Browser().ask("show", account=HANDLE, contact="secret@school.example")

    told = capsys.readouterr()

    lines = (told.out + told.err).casefold()
    assert "request.taken" in lines
    assert [mark for mark in ("ana0", "school", "203.0.113") if mark in lines] == []


def test_posts_of_others_are_not_touched() -> None:
    """A stop by form is about one account."""
    browser = Browser()
    browser.stage.source.posts.append(post("https://a.example/page", by="Ben"))
    browser.ask("stop", account=HANDLE)

    assert browser.wishes(AccountRef("mastodon", "ben@mastodon.example")) == ()
