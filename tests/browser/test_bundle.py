"""The bundle in a browser: opened from a disk, with nobody there to serve it."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from bot.blog.bundle import Bundle
from bot.blog.folder import Folder
from tests.golden import week

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    publisher = week.whole_site(tmp_path_factory.mktemp("site"))
    out = tmp_path_factory.mktemp("bundle")
    for path, content in Bundle(publisher=publisher).files():
        Folder(out).write(path, content)
    return out


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_t129_a_reader_walks_through_the_bundle(browser: Browser, bundle: Path, *, scripts: bool) -> None:
    """From the first page every kind of page is a click away, styled, and nothing but files is asked for."""
    window = browser.new_context(java_script_enabled=scripts)
    page = window.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((bundle / "index.html").as_uri())

    visited = []
    for name in ("BIT15", "Digital footprint", "11 November 2015", "The whole week", "What we learned today"):
        page.get_by_role("link", name=name).first.click()
        visited.append(page.inner_text("h1"))

    window.close()
    assert visited[:2] == ["BIT15", "Digital footprint"]
    assert visited[2] == visited[4]
    assert all(url.startswith("file://") for url in asked)
    assert all(Path(url.removeprefix("file://").partition("#")[0]).is_file() for url in asked)
    assert any(url.endswith("style.css") for url in asked)


def test_t129_the_bundle_is_styled_and_keeps_its_own_rules(browser: Browser, bundle: Path) -> None:
    """The style sheet holds from a disk, too, and no rule of the page itself is broken."""
    complaints: list[str] = []
    window = browser.new_context()
    page = window.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((bundle / "bit15/index.html").as_uri())

    family = page.evaluate("getComputedStyle(document.querySelector('header.site')).fontFamily")
    before_axe = list(complaints)  # axe reads style sheets, which the page's own rules forbid it
    found = Axe().run(page)

    window.close()
    assert "system-ui" in family
    assert before_axe == []
    assert [each["id"] for each in found.response["violations"]] == []
