"""`welearned serve`: the blog on this machine, as a public web server should show it."""

import http.client
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.serve import answer, policy, server

SECRET = b"nobody's business"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small site, with things around it that are not part of it."""
    folder = tmp_path_factory.mktemp("house") / "site"
    for path, body in {
        "index.html": b"<h1>home</h1>",
        "404.html": b"<h1>no such page</h1>",
        "style.css": b"p {}",
        "bit15/feed.atom": b"<feed/>",
        "bit15/2015/11/11/index.html": b"<h1>a day</h1>",
        "bit15/2015/11/12/index.html": b'<h1>gone</h1><p class="lead withdrawn">withdrawn</p>',
        ".hidden": SECRET,
        "bit15/.index.html.new": SECRET,
        "../secret.txt": SECRET,
    }.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    (folder / "way-out").symlink_to(folder.parent)
    return folder


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/?page=2#top", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/bit15/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/bit15/2015/11/11/", "text/html; charset=utf-8"),
    ],
)
def test_files_have_their_content_types(site: Path, target: str, kind: str) -> None:
    """Pages, styles and feeds are served as what they are."""
    found = answer(site, target)

    assert (found.status, found.kind) == (HTTPStatus.OK, kind)


@pytest.mark.parametrize(
    "target",
    [
        "/nothing",
        "/bit15/",  # a folder without a page: no listing
        "/.hidden",
        "/bit15/.index.html.new",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/way-out/secret.txt",
        "/index.html%00",
        "/%ff",
        "//secret.txt",
        "/" + "a" * 300,
        "/" + "a/" * 3000,
    ],
)
def test_everything_else_is_not_there(site: Path, target: str) -> None:
    """Hidden files, listings, and every way out of the folder get the page that says there is none."""
    found = answer(site, target)

    assert (found.status, found.body) == (HTTPStatus.NOT_FOUND, b"<h1>no such page</h1>")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(["..", ".", "%2e%2e", "way-out", "bit15", "secret.txt", "", "%2f", "\\"])))
def test_no_path_leads_out(site: Path, names: list[str]) -> None:
    """However the parts of a path are put together, what stands outside the folder is never given."""
    assert SECRET not in answer(site, "/" + "/".join(names)).body


def test_withdrawn_days_are_gone(site: Path) -> None:
    """The page of a withdrawn day answers 410 and still says so to people."""
    found = answer(site, "/bit15/2015/11/12/")

    assert (found.status, b"withdrawn" in found.body) == (HTTPStatus.GONE, True)


@pytest.mark.parametrize("target", ["/bit15/2015/11/11", "//bit15/2015/11/11", "/bit15//2015/11/11"])
def test_folders_lead_to_their_page_on_this_host(site: Path, target: str) -> None:
    """Without its last slash, a folder is a step away: always on this very host."""
    found = answer(site, target)

    assert (found.status, found.location) == (HTTPStatus.MOVED_PERMANENTLY, "/bit15/2015/11/11/")


def test_site_without_an_error_page_still_answers(tmp_path: Path) -> None:
    """An empty folder has no pages, and says so in a sentence."""
    assert answer(tmp_path, "/").body == b"There is no such page.\n"


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    """Serve the site on a free port of this machine."""
    with server(site, 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(("method", "length"), [("GET", 13), ("HEAD", 0)])
def test_answers_forbid_everything_foreign(port: int, method: str, length: int) -> None:
    """Over the wire, every answer carries the content security policy of the site."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, "/")
    response = connection.getresponse()
    body = response.read()
    connection.close()

    assert (response.status, len(body), response.headers["Content-Length"]) == (200, length, "13")
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_other_methods_are_refused(port: int) -> None:
    """Nothing can be written through this server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("PUT", "/index.html", body=b"x")
    response = connection.getresponse()
    connection.close()

    assert response.status == HTTPStatus.NOT_IMPLEMENTED


def test_redirects_are_sent(port: int) -> None:
    """Over the wire, a folder's address leads to the one with a slash."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/bit15/2015/11/11")
    response = connection.getresponse()
    connection.close()

    assert (response.status, response.headers["Location"]) == (301, "/bit15/2015/11/11/")


def test_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """Asking for a blog that was never built says how one is made."""
    file = tmp_path / "config.toml"
    file.write_text(
        '[[courses]]\nslug = "a"\ntitle = "a"\nhashtags = ["#a"]\noutlets = ["blog"]\nzone = "UTC"\n'
        'consent.mode = "open"\n',
        encoding="utf-8",
    )

    done = CliRunner().invoke(main, ["serve", "--config", str(file)])

    assert (done.exit_code, "there is no folder" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("target", "runs"),
    [
        ("/search/", True),
        ("/search/?q=a", True),
        ("/search/index.html", True),
        ("/bit15/", False),
        ("/searches/", False),
    ],
)
def test_only_the_search_may_run_a_script(target: str, *, runs: bool) -> None:
    """Every page but the search is served under rules that let no script run."""
    assert ("script-src" in policy(target)) is runs
