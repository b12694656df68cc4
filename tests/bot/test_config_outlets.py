"""What the keys of outlets demand of each other."""

from pathlib import Path

import pytest

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
