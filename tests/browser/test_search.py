"""The search in a browser, with a real index."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bot.blog.search import SearchIndex
from tests.browser.conftest import served
from tests.golden import week

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with its index; yield the address."""
    folder = tmp_path_factory.mktemp("site")
    week.whole_site(folder, search=True)
    why = SearchIndex(folder=folder).take()
    assert why == ""
    with served(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, searchable: str) -> Iterator[Page]:
    window = browser.new_context()
    page = window.new_page()
    page.goto(f"{searchable}/search/")
    yield page
    window.close()


def test_what_was_found_is_found_again(page: Page) -> None:
    """A word of a title leads to the days it is on."""
    page.get_by_label("What are you looking for?").fill("textbooks")

    found = page.locator("#found a")
    expect(found).to_have_count(2)
    assert "/bit15/2015/11/" in (found.first.get_attribute("href") or "")


@pytest.mark.parametrize("name", ["Heidi", "Siwak", "Brian", "Harrison", "Patrick"])
def test_c02_names_of_people_are_not_found(page: Page, name: str) -> None:
    """Who shared a page, and whom a note names, is in no index."""
    page.get_by_label("What are you looking for?").fill(name)

    expect(page.get_by_role("status")).to_have_text("Nothing was found.")
    expect(page.locator("#found li")).to_have_count(0)


def test_axe_finds_nothing(page: Page) -> None:
    """The page is as usable as the others, empty and with an answer."""
    empty = Axe().run(page)
    page.get_by_label("What are you looking for?").fill("textbooks")
    expect(page.locator("#found a")).to_have_count(2)
    answered = Axe().run(page)

    assert [each["id"] for each in (*empty.response["violations"], *answered.response["violations"])] == []


def test_nothing_is_asked_of_anybody_else(browser: Browser, searchable: str) -> None:
    """Searching asks the site itself, and breaks none of the page's rules; other pages keep the stricter ones."""
    asked: list[str] = []
    complaints: list[str] = []
    window = browser.new_context()
    page = window.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{searchable}/search/")
    page.get_by_label("What are you looking for?").fill("textbooks")
    expect(page.locator("#found a")).to_have_count(2)
    page.goto(f"{searchable}/bit15/2015/11/11/")
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    window.close()

    assert all(url.startswith((searchable, "blob:")) for url in asked)
    assert complaints == []
    assert "script-src" not in (policy or "")


def test_without_scripts_the_page_says_so(browser: Browser, searchable: str) -> None:
    """There is no box that does nothing: a sentence, and the way to all issues."""
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(f"{searchable}/search/")

    assert page.get_by_text("Searching needs a script").is_visible()
    assert not page.locator("form").is_visible()
    window.close()


def test_before_the_index_is_made_the_page_says_so(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A search whose index is not there yet is a sentence, not a broken box."""
    folder = tmp_path_factory.mktemp("bare")
    week.whole_site(folder, search=True)
    with served(folder) as address:
        window = browser.new_context()
        page = window.new_page()
        page.goto(f"{address}/search/")
        page.get_by_label("What are you looking for?").fill("textbooks")
        expect(page.get_by_role("status")).to_contain_text("does not work now")
        window.close()
