"""A whole review in a browser: with script and without, on a phone and on a desk, by keyboard alone."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from typing_extensions import override

from bot.ports import Role, Shared
from bot.tasks.share import TakeLink
from curation.model import PublishPolicy, Topic
from tests.bot.desk.rooms import DAY, PATH, Room, room
from tests.browser.test_pages import RULES
from tests.makers import at, course

pytestmark = pytest.mark.browser
SIZES = {"phone": 320, "desk": 1200}


class _Ready(uvicorn.Server):
    """A server that says when it listens, and where."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    @override
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Room, str]]:
    """Serve a day on the desk; yield the room and its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        made = room(
            where=course(policy=PublishPolicy.AUTO_CLEAN, topics=(Topic(name="Making", keywords=("zines",)),)),
            file=tmp_path / "desk.sqlite",
            hosts=frozenset({host}),
        )
        server = _Ready(uvicorn.Config(made.app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        assert server.listening.wait(30)
        yield made, f"http://{host}"
        server.should_exit = True
        thread.join()
    made.stage.kept.close()


@contextmanager
def come_in(
    browser: Browser, desk: tuple[Room, str], *, width: int = 1200, complains: bool = False, **context: Any
) -> Iterator[Page]:
    """Come in by a login link, as a person does; complaints of the browser fail the test, or their absence."""
    made, address = desk
    window = browser.new_context(viewport={"width": width, "height": 800}, **context)
    page = window.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/login/{made.doors.invite('Kim', Role.OWNER)}")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(f"{address}{PATH}")
    yield page
    window.close()
    assert bool(complaints) is complains, complaints


def at_the_candidate(page: Page) -> None:
    """Wait until the page an act brought is settled and the keyboard is back where it was.

    By selectors, because the desk's policy refuses the eval that waiting for an expression would need.
    """
    page.locator(".htmx-settling").first.wait_for(state="detached")
    page.locator(".candidate:focus, .candidate :focus").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES.keys())
def test_a_review_from_link_to_thread(browser: Browser, desk: tuple[Room, str], width: int, *, script: bool) -> None:
    """Approve what waits, pick, say why, drop, look at every part, let it out: at six the thread says just that."""
    with come_in(browser, desk, width=width, java_script_enabled=script) as page:
        page.get_by_role("button", name="Approve Grief").click()
        page.get_by_role("heading", name="Needs you").wait_for(state="detached")
        page.get_by_role("button", name="To the top Emoji").click()
        page.locator("li[value='1']", has_text="Emoji").wait_for()
        page.locator("li", has_text="ladder of inference").first.get_by_text("Words and credit").click()
        note = page.get_by_label("Why it is worth the time").and_(page.locator(":visible"))
        note.fill("{sharer} shared this. Worth your time.")
        page.get_by_role("button", name="Keep", exact=True).and_(page.locator(":visible")).first.click()
        page.get_by_text("You say:").wait_for()
        page.get_by_role("button", name="Drop Failure").click()
        page.get_by_text("Taken out").wait_for()
        page.get_by_role("link", name="See every part").click()
        page.get_by_role("heading", name="As it will be sent").wait_for()
        proof = page.inner_text("main")
        page.get_by_role("link", name="Back to the desk").click()
        page.get_by_role("button", name="Approve the issue").click()
        page.get_by_text("Approved", exact=True).wait_for()

    made, _ = desk
    made.stage.clock.time = at(23, 0)
    made.stage.minutes(2)
    assert made.stage.thread.texts[1].split(": ")[1].startswith("Emoji")
    assert all(" ".join(text.split()) in " ".join(proof.split()) for text in made.stage.thread.texts)


def test_a_review_by_keyboard_alone(browser: Browser, desk: tuple[Room, str]) -> None:
    """From candidate to candidate, pinned, dropped, taken back, worded and let out without touching a mouse."""
    made, _ = desk
    with come_in(browser, desk) as page:
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.get_by_role("heading", name="Needs you").wait_for(state="detached")
        at_the_candidate(page)
        page.keyboard.press("j")
        page.keyboard.press("j")
        focused = page.evaluate("document.activeElement.querySelector('h3').innerText")
        page.keyboard.press("d")
        page.get_by_text("Taken out").wait_for()
        at_the_candidate(page)
        page.keyboard.press("u")
        page.get_by_text("Taken out").wait_for(state="detached")
        at_the_candidate(page)
        page.keyboard.press("w")
        page.locator("[name=note]:focus").wait_for()
        page.keyboard.type("Worth it.")
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.closest('form').requestSubmit()")
        page.get_by_text("You say:").wait_for()
        while page.evaluate("document.activeElement.dataset.act") != "release":
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Approved", exact=True).wait_for()

    assert focused
    made.stage.clock.time = at(23, 0)
    made.stage.minutes(2)
    assert made.stage.thread.sent


def test_keys_do_what_the_page_says(browser: Browser, desk: tuple[Room, str]) -> None:
    """`p` keeps the first page first, and after a drop the keyboard is at the page that took its place."""
    made, _ = desk
    with come_in(browser, desk) as page:
        chosen = page.locator("ol.list > .candidate")
        titles = chosen.locator("h3 a").all_inner_texts()
        chosen.first.focus()
        page.keyboard.press("p")
        chosen.first.get_by_role("button", name="Let it move").wait_for()
        at_the_candidate(page)
        assert chosen.locator("h3 a").all_inner_texts() == titles
        page.keyboard.press("j")
        page.keyboard.press("d")
        page.get_by_text("Taken out").wait_for()
        at_the_candidate(page)
        focused = page.locator(".candidate:focus h3 a").inner_text()

    assert focused == titles[2]
    assert [each.kind for each in made.review.review(DAY).acts] == ["pin", "drop"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_refusal_is_seen_and_leads_to_what_was_typed(
    browser: Browser, desk: tuple[Room, str], *, script: bool
) -> None:
    """On a phone, pages below the top: the reason comes into sight, one tap leads back, loading again shows the day."""
    with come_in(browser, desk, width=320, complains=True, java_script_enabled=script) as page:
        page.locator("li", has_text="ladder of inference").first.get_by_text("Words and credit").click()
        note = page.get_by_label("Why it is worth the time").and_(page.locator(":visible"))
        note.fill("Heidi says so.")
        page.get_by_role("button", name="Keep", exact=True).and_(page.locator(":visible")).first.click()
        expect(page.get_by_role("alert")).to_be_in_viewport()
        page.get_by_role("link", name="To what you typed").click()
        expect(note).to_have_value("Heidi says so.")
        expect(page.locator(".candidate", has=note)).to_be_in_viewport()
        page.goto(page.url.partition("#")[0])
        page.wait_for_url(f"{desk[1]}{PATH}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("path", [PATH, f"{PATH}proofs/", "/login/x", f"{PATH}?find=emoji"])
def test_axe_finds_nothing(browser: Browser, desk: tuple[Room, str], path: str, width: int, scheme: str) -> None:
    """WCAG 2.2 AA, every fold open, by day and by night, on a phone and on a desk; nothing scrolls sideways."""
    with come_in(browser, desk, width=width, color_scheme=scheme) as page:
        page.goto(f"{desk[1]}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        found = Axe().run(page, options=RULES)
        wide = page.evaluate("document.documentElement.scrollWidth")

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []
    assert wide == width


def test_offered_phrases_are_put_where_a_person_writes(browser: Browser, desk: tuple[Room, str]) -> None:
    """They are offered, and added by nobody but the person."""
    with come_in(browser, desk) as page:
        page.get_by_text("Words and credit").first.click()
        page.get_by_role("button", name="Worth a listen.").and_(page.locator(":visible")).click()

        assert page.locator("textarea[name=note]").first.input_value() == "Worth a listen."


_READS = "url => fetch(url, {credentials: 'include'}).then(got => got.text(), () => 'nothing')"
_POSTS = """url => fetch(`${url}release`, {
  method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({what: "approve"}),
}).then(got => got.text() || "nothing", () => "nothing").then(text => text || "nothing")"""


def test_a_strangers_page_in_the_same_browser_gets_nothing(browser: Browser, desk: tuple[Room, str]) -> None:
    """A form and a fetch from another origin bring the session's cookie nowhere."""
    _, address = desk
    with come_in(browser, desk) as page:
        stranger = page.context.new_page()
        stranger.route("http://evil.example/", lambda route: route.fulfill(content_type="text/html", body="<p>hello"))
        stranger.goto("http://evil.example/")
        stranger.set_content(
            f'<form method="post" action="{address}{PATH}release">'
            '<input name="what" value="approve"><button>x</button></form>'
        )
        stranger.get_by_role("button").click()
        stranger.wait_for_url(f"{address}{PATH}release")
        answered = stranger.inner_text("body")
        stranger.goto("http://evil.example/")
        fetched = [stranger.evaluate(each, f"{address}{PATH}") for each in (_READS, _POSTS)]
        stranger.close()
        page.reload()
        state = page.inner_text(".summary")

    assert fetched == ["nothing", "nothing"]
    assert "Only a page of the desk" in answered
    assert state.startswith("Draft")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_sending_is_undone_on_a_phone_by_keyboard(browser: Browser, desk: tuple[Room, str], *, script: bool) -> None:
    """What it does is unfolded first; nothing scrolls sideways, and axe has nothing to say, before and after."""
    made, _ = desk
    with come_in(browser, desk, width=320, java_script_enabled=script) as page:
        made.stage.clock.time = at(23, 0)
        made.stage.minutes(2)
        page.reload()
        ask = page.get_by_text("Undo the sending …")
        ask.focus()
        page.keyboard.press("Enter")
        page.get_by_text("4 posts are deleted, the newest first.").wait_for()
        found = [Axe().run(page, options=RULES)] if script else []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Went out at 18:00, and was taken back.").wait_for()
        found += [Axe().run(page, options=RULES)] if script else []
        wide = page.evaluate("document.documentElement.scrollWidth")

    assert [each["id"] for one in found for each in one.response["violations"]] == []
    assert wide == 320
    made.stage.withdraw.resume()
    assert [text for text in made.stage.thread.texts if text] == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_link_is_added_on_a_phone(browser: Browser, desk: tuple[Room, str], *, script: bool) -> None:
    """Unfolded, typed and sent by keyboard; then it is the page that the browser shows, and undo takes it out."""
    with come_in(browser, desk, width=320, java_script_enabled=script) as page:
        page.get_by_text("Add a link by hand").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Address of the page").focus()
        page.keyboard.type("https://library.example/on-zines")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="library.example/on-zines").wait_for()
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_role("link", name="library.example/on-zines").wait_for(state="detached")

    assert wide == 320


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_came_by_the_form_is_let_in_and_refused_on_a_phone(
    browser: Browser, desk: tuple[Room, str], *, script: bool
) -> None:
    """And the course learns from what was filed; nothing scrolls sideways, and axe has nothing to say."""
    made, _ = desk
    stage = made.stage
    take = TakeLink(store=stage.store, clock=stage.clock, mint=stage.mint, courses=(stage.course,))
    sent = [
        take(f"https://{name}.example/a-rather-long-address-of-a-page", "bit15", name) for name in ("heron", "crane")
    ]
    with come_in(browser, desk, width=320, java_script_enabled=script) as page:
        found = [Axe().run(page, options=RULES)] if script else []
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.get_by_role("button", name="Let it in https://heron.example").click()
        page.get_by_role("button", name="Let it in https://heron.example").wait_for(state="detached")
        page.get_by_role("button", name="Refuse https://crane.example").click()
        page.get_by_text("Refused", exact=True).wait_for()
        page.locator("li", has_text="Zines").first.get_by_text("Words and credit").click()
        page.get_by_label("File it under").and_(page.locator(":visible")).select_option("no topic fits")
        page.get_by_role("button", name="Keep", exact=True).and_(page.locator(":visible")).first.click()
        page.get_by_text("1 page was filed").wait_for()
        page.get_by_role("button", name="Learn from what was filed").click()
        page.get_by_text("let it learn from").wait_for()
        found += [Axe().run(page, options=RULES)] if script else []

    assert sent == [Shared.WAITS, Shared.WAITS]
    assert wide == 320
    assert [each["id"] for one in found for each in one.response["violations"]] == []
    assert [each.page.partition(".")[0] for each in made.review.review(DAY).offers if each.refused] == ["https://crane"]
