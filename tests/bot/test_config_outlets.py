"""What the keys of outlets demand of each other."""

import re
from pathlib import Path

import pytest

from bot.wiring.homes import page_pattern
from tests.bot.test_config import COURSE, OPEN, config, problems

BLOG = '[[outlets]]\nname = "blog"\nkind = "blog"\nprimary = true\n'
MARKDOWN = """
[[outlets]]
name = "{name}"
kind = "markdown"
generator = "hugo"
folder = "school"
url = "https://school.example/"
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("git@code.example:school/site.git", "git@code.example:school/site.git", id="short"),
        pytest.param("ssh://git@code.example/site.git", "ssh://git@code.example/site.git", id="address"),
        pytest.param("../remote.git", "/nowhere/../remote.git", id="a folder is relative to the file"),
        pytest.param("/srv/remote.git", "/srv/remote.git", id="a folder"),
    ],
)
def test_repository_is_an_address_or_a_folder(given: str, expected: str) -> None:
    """What git takes stays as it is; a folder is found from the configuration's."""
    found = config(BLOG + MARKDOWN.format(name="site") + f'repository = "{given}"\n' + COURSE + OPEN)

    wanted = found.outlets[1].markdown
    assert wanted is not None
    assert (wanted.repository, wanted.branch, wanted.url) == (expected, "main", "https://school.example")
    assert wanted.folder == Path("/nowhere/school")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param('repository = "https://ana:s3cret@code.example/site.git"', "a password", id="password"),
        pytest.param('repository = "--upload-pack=x"', "an address or a folder", id="option"),
        pytest.param('branch = "-x"', "branch", id="branch"),
    ],
)
def test_repository_that_cannot_be_used_is_refused(keys: str, expected: str) -> None:
    """No password stands in the file, and nothing that git would take for an option."""
    (problem,) = problems(BLOG + MARKDOWN.format(name="site") + keys + "\n" + COURSE + OPEN)

    assert expected in problem
    assert "s3cret" not in problem


def test_two_outlets_never_share_a_clone() -> None:
    """A clone is one outlet's alone."""
    outlets = "".join(MARKDOWN.format(name=name) + 'repository = "r.git"\n' for name in ("a", "b"))

    (problem,) = problems(BLOG + outlets + COURSE + OPEN)

    assert problem.startswith("outlets[2].folder")


WORDPRESS = """
[[outlets]]
name = "posts"
kind = "wordpress"
url = "https://blog.school.example/"
user = "digest"
password_file = "wp.password"
"""


def test_wordpress_has_its_password_and_picture(tmp_path: Path) -> None:
    """The password comes from its file, the picture is found beside the configuration, and drafts are the default."""
    file = tmp_path / "wp.password"
    file.write_text("abcd efgh ijkl\n", encoding="utf-8")
    file.chmod(0o600)

    found = config(BLOG + WORDPRESS + 'picture = "a.png"\npicture_alt = "Books"\n' + COURSE + OPEN, tmp_path)

    wanted = found.outlets[1].wordpress
    assert wanted is not None
    assert wanted.password is not None
    assert wanted.password.reveal() == "abcd efgh ijkl"
    assert (wanted.url, wanted.status, wanted.picture) == ("https://blog.school.example", "draft", tmp_path / "a.png")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(WORDPRESS.replace("https", "http"), "outlets[1].url", id="no TLS"),
        pytest.param(WORDPRESS.replace('"digest"', '"di:gest"'), "outlets[1].user", id="colon"),
        pytest.param(WORDPRESS + 'picture = "a.png"\n', "outlets[1].picture_alt", id="t99 no words"),
        pytest.param(WORDPRESS + 'picture_alt = "a"\n', "outlets[1].picture", id="no picture"),
        pytest.param(WORDPRESS + 'picture = "a.svg"\npicture_alt = "a"\n', "outlets[1].picture", id="no such picture"),
    ],
)
def test_wordpress_that_cannot_be_used_is_refused(text: str, expected: str) -> None:
    """Passwords go over TLS only, and no picture is without words."""
    (problem,) = problems(BLOG + text + COURSE + OPEN)

    assert problem.startswith(expected)


def test_wordpress_on_this_machine_needs_no_tls() -> None:
    """A site on loopback may be tried out."""
    text = WORDPRESS.replace("https://blog.school.example/", "http://127.0.0.1:8080")

    assert config(BLOG + text + COURSE + OPEN).outlets[1].wordpress is not None


FIRST_HOME = """
[[outlets]]
name = "school"
kind = "wordpress"
primary = true
url = "https://school.example"
user = "digest"
password_file = "school.password"
status = "{status}"
"""


def course_with(*outlets: str) -> str:
    """Return the course with *outlets*."""
    return re.sub(r"outlets = .*", f"outlets = {list(outlets)}", COURSE) + OPEN


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("", "https://school.example/?name={slug}", id="any permalinks"),
        pytest.param(
            'page = "https://school.example/{year}/{month}/{slug}/"',
            "https://school.example/{year}/{month}/{slug}/",
            id="the site's own",
        ),
    ],
)
def test_a_wordpress_site_can_be_what_threads_link(given: str, expected: str) -> None:
    """The address is known before the post is there; links to our posts on it are no stories."""
    blog = BLOG.replace("primary = true\n", "")
    found = config(blog + FIRST_HOME.format(status="publish") + given + "\n" + course_with("blog", "school"))

    primary = next(each for each in found.outlets if each.primary)
    assert page_pattern(primary, "https://digest.example.org") == expected
    assert found.plans[0].course.home_hosts == {"school.example"}
    assert found.plans[0].outlets == ("school", "blog")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(FIRST_HOME.format(status="draft"), '"publish" where primary = true', id="draft"),
        pytest.param(
            FIRST_HOME.format(status="publish") + 'page = "https://school.example/{title}/"\n',
            "page",
            id="unknown mark",
        ),
    ],
)
def test_a_first_home_that_nobody_could_open_is_refused(text: str, expected: str) -> None:
    """A thread links no draft, and no address that cannot be known."""
    (problem,) = problems(BLOG.replace("primary = true\n", "") + text + course_with("blog", "school"))

    assert expected in problem


def test_the_policy_page_stays_wherever_threads_lead() -> None:
    """Every course has the built-in site among its outlets."""
    (problem,) = problems(
        BLOG.replace("primary = true\n", "") + FIRST_HOME.format(status="publish") + course_with("school")
    )

    assert "the policy page" in problem


@pytest.mark.parametrize("address", ["https://hub.example/", "https://hub.example/hub/", "https://hub.example/hub"])
def test_the_address_of_a_hub_is_kept_to_the_letter(address: str) -> None:
    """Feeds must name it as it names itself, and a path with a slash is another path."""
    found = config(f'[site]\nurl = "https://digest.example.org/"\nhub = "{address}"\n' + COURSE + OPEN)

    assert (found.site.hub, found.site.url) == (address, "https://digest.example.org")
