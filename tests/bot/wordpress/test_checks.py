"""What `doctor` says about a WordPress site."""

from collections.abc import Iterator

import pytest

from bot.blog.wordpress.checks import check_site
from bot.ports import Level
from tests.bot.wordpress.stage import client
from tests.fake_wordpress import FakeWordPress, Mood, moods
from tests.fakes import TickingClock


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with FakeWordPress() as running:
        yield running


def found(site: FakeWordPress, *, password: str | None = None, status: str = "publish") -> list[tuple[Level, str]]:
    asked = client(site, TickingClock(), password=password)
    return [(each.level, each.text) for each in check_site(asked, status=status, has_categories=True)]


def test_user_who_may_publish_is_right(site: FakeWordPress) -> None:
    """An editor may do all that is needed."""
    assert found(site) == [(Level.GOOD, "the user may publish posts")]


def test_author_is_told_about_categories(site: FakeWordPress) -> None:
    """Who may not make categories is warned before the first digest."""
    site.role = "author"

    (user, categories) = found(site, status="draft")

    assert user == (Level.GOOD, "the user may edit posts")
    assert categories[0] is Level.WARNING


def test_stripped_header_is_told_from_a_wrong_password(site: FakeWordPress) -> None:
    """A site that saw no password is another thing than one that does not know it."""
    wrong = found(site, password="wrong")
    site.strips_authorization = True
    stripped = found(site)
    site.strips_authorization, site.user = False, "somebody"
    nobody = found(site)

    assert [level for level, _ in (*wrong, *stripped, *nobody)] == [Level.BAD] * 3
    assert "application password" in wrong[0][1]
    assert "strips the Authorization header" in stripped[0][1]
    assert "the login name, not the label" in nobody[0][1]


@pytest.mark.parametrize(
    ("mood", "expected"),
    [
        pytest.param(moods.FORBIDDEN, "403: ", id="403"),
        pytest.param(moods.NO_API, "404: there is no REST API", id="404"),
        pytest.param(moods.MOVED, "301: the site sends us on", id="moved"),
        pytest.param(moods.BROKEN, "500: ", id="500"),
        pytest.param(Mood(status=401, body=b"<html>"), "security plug-in", id="401 of a web server"),
        pytest.param(moods.HTML_PAGE, "200: the site does not answer as WordPress does", id="a page for people"),
        pytest.param(moods.HANGS_UP, "does not answer; is url the address", id="hangs up"),
        pytest.param(Mood(status=200, body=b'{"id": 1}'), "may not publish posts", id="a subscriber"),
    ],
)
def test_each_answer_has_its_cause(site: FakeWordPress, mood: Mood, expected: str) -> None:
    """What is wrong is said in a sentence that names what to do."""
    site.mood = lambda _asked: mood

    [(level, text)] = found(site)

    assert level is Level.BAD
    assert expected in text
