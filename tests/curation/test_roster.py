"""A signed roster: every row has its date, or the file is none."""

from datetime import UTC, date, datetime

import pytest

from curation.model import AccountRef, CreditForm, WishKind
from curation.roster import NoRoster, entries
from tests.makers import course

HEAD = "account,credit,quote,signed_on,expires_on\n"


def test_c19_rows_become_wishes_that_end() -> None:
    """What was signed, when, until when; two kinds of wish where a quotation is allowed or refused."""
    text = "\ufeff" + HEAD + "@Ana@School.example,name,yes,2026-09-01,2027-01-31\nzed@far.example,,,2026-09-02,\n"

    ana, zed = entries(text)

    assert (zed.form, zed.alias, zed.quote, zed.expires_on) == (CreditForm.ALIAS, "", None, None)
    wishes = list(ana.wishes(course()))
    assert [(each.kind, each.value) for each in wishes] == [(WishKind.ROSTER, "name"), (WishKind.QUOTE, "yes")]
    assert {each.account for each in wishes} == {AccountRef("mastodon", "ana@school.example")}
    assert {(each.at, each.expires, each.course) for each in wishes} == {
        (datetime(2026, 9, 1, tzinfo=UTC), date(2027, 1, 31), "bit15")
    }
    assert [each.value for each in zed.wishes(course(), "Red Fox")] == ["alias Red Fox"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("ana@a.example,name,yes,,", "signed_on is missing"),
        ("ana@a.example,name,yes,yesterday,", "signed_on is no day"),
        ("ana@a.example,name,yes,2026-09-01,soon", "expires_on is no day"),
        ("ana@a.example,name,yes,2026-09-01,2026-09-01", "expires_on is not after signed_on"),
        (",name,yes,2026-09-01,", "there is no account"),
        ("ana,name,yes,2026-09-01,", "lacks its server"),
        ("ana@a.example,nickname,yes,2026-09-01,", "credit is none of"),
        ("ana@a.example,name Heron,,2026-09-01,", "an alias stands beside"),
        ("ana@a.example,name,maybe,2026-09-01,", "quote is neither"),
    ],
)
def test_c19_a_row_without_its_date_is_refused_with_its_line(row: str, problem: str) -> None:
    """One bad row makes the whole file unusable, and is named; the good ones beside it change nothing."""
    with pytest.raises(NoRoster) as refused:
        entries(f"{HEAD}zed@far.example,,,2026-09-02,\n{row}\n")

    assert [each for each in refused.value.problems if each.startswith("line 3: ")] == list(refused.value.problems)
    assert problem in str(refused.value)


def test_every_problem_is_told_at_once() -> None:
    """Nobody mends a file line by line."""
    with pytest.raises(NoRoster) as refused:
        entries(f"{HEAD}a@a.example,,,,\nb@b.example,,,,\n")

    assert [each[:6] for each in refused.value.problems] == ["line 2", "line 3"]


@pytest.mark.parametrize(
    ("head", "problem"), [("account,credit", "signed_on is missing"), ("account,signed_on,mail", "'mail' is no column")]
)
def test_columns_are_known_ones(head: str, problem: str) -> None:
    """A table of something else is no roster."""
    with pytest.raises(NoRoster, match=problem):
        entries(f"{head}\n")


@pytest.mark.parametrize(
    ("row", "problem"),
    [("a@a.example,name,,2026-09-01,", "alias or none"), ("a@a.example,alias,yes,2026-09-01,", "must not be yes")],
)
def test_c12_children_are_not_named_and_not_quoted(row: str, problem: str) -> None:
    """A signed entry cannot widen what minors' mode forces."""
    with pytest.raises(NoRoster, match=problem):
        entries(f"{HEAD}{row}\n", minors=True)


def test_people_on_x_are_named_by_number_or_name() -> None:
    """The network stands in a column of its own."""
    found = entries("account,network,alias,signed_on\n@Zed,x,Red Fox,2026-09-01\n4711,x,,2026-09-01\n")

    assert [each.account for each in found] == [AccountRef("x", "name:zed"), AccountRef("x", "4711")]
    assert [each.alias for each in found] == ["Red Fox", ""]


def test_an_empty_table_is_nobody() -> None:
    """Nothing signed, nothing taken in."""
    assert entries(HEAD) == ()
    with pytest.raises(NoRoster):
        entries("")
