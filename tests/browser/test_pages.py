"""The pages as people meet them: on a phone, at night, with a keyboard, without style, on paper."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

DAY = "/bit15/2015/11/11/"
PAGES = (
    *("/", "/bit15/", DAY, "/bit15/2015/11/10/", "/policy/", "/activity/", "/404.html"),
    *(
        "/bit15/2015/11/",
        "/bit15/2015/w46/",
        "/bit15/topics/digital-footprint/",
        "/bit15/topics/digital-footprint/2015/",
    ),
)
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@contextmanager
def opened(browser: Browser, url: str, *, width: int = 1200, **context: Any) -> Iterator[Page]:
    """Open *url* in a window *width* pixels wide."""
    window = browser.new_context(viewport={"width": width, "height": 800}, **context)
    page = window.new_page()
    page.goto(url)
    yield page
    window.close()


@pytest.mark.parametrize("width", [320, 1200], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, path: str, scheme: str, width: int) -> None:
    """Contrast, names, landmarks, headings and the size of targets are as WCAG 2.2 AA asks, by day and by night."""
    with opened(browser, site + path, width=width, color_scheme=scheme) as page:
        found = Axe().run(page, options=RULES)

    assert {"color-contrast", "target-size"} <= {each["id"] for each in found.response["passes"]}
    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_french(browser: Browser, french: str, path: str, scheme: str) -> None:
    """The same holds for every kind of page in another language."""
    with opened(browser, french + path, width=320, color_scheme=scheme) as page:
        found = Axe().run(page, options=RULES)

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []


@pytest.mark.parametrize("path", ["/bit15/"])
def test_axe_finds_nothing_in_open_tables(browser: Browser, site: str, path: str) -> None:
    """The numbers behind the pictures are tables that a screen reader can walk."""
    with opened(browser, site + path) as page:
        page.eval_on_selector_all("details", "nodes => nodes.forEach(node => { node.open = true })")
        found = Axe().run(page, options=RULES)
        headings = page.eval_on_selector_all("th", "nodes => nodes.map(node => node.scope)")

    assert [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]] == []
    assert set(headings) == {"col", "row"}


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_no_script(browser: Browser, site: str, path: str) -> None:
    """With scripts off a page says the same words."""
    with opened(browser, site + path) as page:
        with_scripts = page.inner_text("body")
    with opened(browser, site + path, java_script_enabled=False) as page:
        without = page.inner_text("body")

    assert without == with_scripts


@pytest.mark.parametrize("path", PAGES)
def test_every_link_can_be_reached_by_keyboard(browser: Browser, site: str, path: str) -> None:
    """The tabulator comes to every link, each time with its outline in sight, in the order of the page."""
    with opened(browser, site + path, reduced_motion="reduce") as page:
        links = page.eval_on_selector_all("a[href], summary", "nodes => nodes.map((node, at) => node.dataset.at = at)")
        reached = []
        for _ in links:
            page.keyboard.press("Tab")
            reached.append(page.evaluate("+document.activeElement.dataset.at"))
            seen = page.evaluate(
                "(box => box.bottom > 0 && box.top < innerHeight)(document.activeElement.getBoundingClientRect())"
            )
            assert seen

    assert reached == list(range(len(links)))


@pytest.mark.parametrize("path", PAGES)
def test_narrow_pages_do_not_scroll_sideways(browser: Browser, site: str, path: str) -> None:
    """At 320 pixels, and with text twice as large, everything is in reach by scrolling down alone."""
    with opened(browser, site + path, width=320) as page:
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        enlarged = page.evaluate("document.documentElement.scrollWidth")

    assert (wide, enlarged) == (320, 320)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_loaded_from_elsewhere(browser: Browser, site: str, path: str) -> None:
    """A page asks nobody but its own host, and breaks none of the rules it set itself."""
    asked: list[str] = []
    complaints: list[str] = []
    window = browser.new_context()
    page = window.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(site + path)
    window.close()

    assert all(url.startswith(site) for url in asked)
    assert complaints == []


def test_page_reads_without_style(browser: Browser, site: str) -> None:
    """With the style sheet gone, the page is still in order, numbered and complete."""

    def refuse(route: Route) -> None:
        route.abort()

    window = browser.new_context()
    window.route("**/*.css", refuse)
    page = window.new_page()
    page.goto(site + DAY)
    words = page.inner_text("main")
    window.close()

    landmarks = ["What we learned today", "Week 2", "Highlights", "– removed", "Also found today", "A question"]
    assert [words.count(landmark) for landmark in landmarks] == [1] * len(landmarks)
    assert sorted(landmarks, key=words.find) == landmarks


def test_keyboard_comes_to_the_content_first(browser: Browser, site: str) -> None:
    """The first stop of the tabulator is a visible way past the header, and it leads there."""
    with opened(browser, site + DAY, reduced_motion="reduce") as page:
        hidden_at = page.evaluate("document.querySelector('.skip').getBoundingClientRect().bottom")
        page.keyboard.press("Tab")
        shown_at = page.evaluate("document.querySelector('.skip').getBoundingClientRect().top")
        is_first = page.locator(".skip").evaluate("node => node === document.activeElement")
        page.keyboard.press("Enter")
        focused = page.evaluate("document.activeElement.id")

    assert hidden_at < 0 < shown_at
    assert is_first
    assert focused == "content"


def test_focus_can_be_seen(browser: Browser, site: str) -> None:
    """A link that has the keyboard's focus has a broad outline."""
    with opened(browser, site + DAY) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")

    assert outline == "3px"


def test_paper_shows_where_links_lead(browser: Browser, site: str) -> None:
    """Printed, a link is followed by its address."""
    with opened(browser, site + DAY) as page:
        page.emulate_media(media="print")
        after = page.evaluate("getComputedStyle(document.querySelector('.highlights a'), '::after').content")

    assert "https://video.example/ladder-of-inference" in after


def test_numbers_survive_a_removal(browser: Browser, site: str) -> None:
    """The item after a removed one keeps its number, as a browser counts."""
    with opened(browser, site + DAY) as page:
        values = page.eval_on_selector_all("main ol > li", "nodes => nodes.map(node => node.value)")

    assert values == [1, 2, 3, 4, 5, 6, 7, 8]


def test_right_to_left_page_is_mirrored(browser: Browser, site: str) -> None:
    """Written from the right, the numbers hang on the right: the style sheet knows no left."""
    with opened(browser, site + DAY) as page:
        place = "document.querySelector('.highlights h3').getBoundingClientRect()"
        left = page.evaluate(f"{place}.left - document.querySelector('main').getBoundingClientRect().left")
        page.evaluate("document.documentElement.dir = 'rtl'")
        right = page.evaluate(f"document.querySelector('main').getBoundingClientRect().right - {place}.right")

    assert left > 0
    assert right == pytest.approx(left, abs=1)
