"""A signed roster as a table: account, credit, quote, signed on, expires on (consent.md C19).

Every row is a person who signed; one without its date is no evidence and makes the whole file unusable.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from curation.errors import CurationError
from curation.model import AccountRef, Course, CreditForm, Wish, WishKind

COLUMNS = ("account", "credit", "quote", "signed_on", "expires_on")
_MORE = ("network", "alias")
_NEEDED = ("account", "signed_on")
_QUOTES: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}
_NETWORKS = ("mastodon", "x")
_MOST_ROWS = 20_000


class NoRoster(CurationError):
    """The table cannot be used; carries every problem, each with its line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one person signed."""

    line: int
    account: AccountRef
    form: CreditForm
    alias: str
    """Empty where one is to be drawn, or none is wanted."""
    quote: bool | None
    signed_on: date
    expires_on: date | None = None

    def wishes(self, course: Course, alias: str = "") -> Iterator[Wish]:
        """Yield what the entry says for *course*; *alias* is the one drawn."""
        words = f"alias {self.alias or alias}" if self.form is CreditForm.ALIAS else self.form.value
        said = [(WishKind.ROSTER, words)]
        if self.quote is not None:
            said.append((WishKind.QUOTE, "yes" if self.quote else "no"))
        for kind, value in said:
            yield Wish(
                account=self.account,
                kind=kind,
                at=datetime.combine(self.signed_on, time(), UTC),
                course=course.slug,
                value=value,
                evidence=f"roster signed on {self.signed_on.isoformat()}",
                expires=self.expires_on,
            )


def entries(text: str, *, minors: bool = False) -> tuple[Entry, ...]:
    """Return the entries of the table *text*; raise `NoRoster` with every problem, each with its line.

    Without a form of credit a person appears under an alias. For *minors* only an alias or no name is taken, and nobody
    is quoted.
    """
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    names = [name.strip().casefold() for name in rows.fieldnames or ()]
    unknown = [name for name in names if name not in {*COLUMNS, *_MORE}]
    missing = [name for name in _NEEDED if name not in names]
    if unknown or missing:
        raise NoRoster(tuple(_of_head(unknown, missing)))
    rows.fieldnames = names
    found = [_row(rows.line_num, row, minors=minors) for _, row in zip(range(_MOST_ROWS), rows, strict=False)]
    problems = tuple(each for each in found if isinstance(each, str))
    if problems:
        raise NoRoster(problems)
    return tuple(each for each in found if isinstance(each, Entry))


def _of_head(unknown: list[str], missing: list[str]) -> Iterator[str]:
    known = ", ".join((*COLUMNS, *_MORE))
    yield from (f"line 1: {name!r} is no column; there are {known}" for name in unknown)
    yield from (f"line 1: the column {name} is missing" for name in missing)


def _row(line: int, row: Mapping[str | None, str | list[str] | None], *, minors: bool) -> Entry | str:
    """Return the entry, or what is wrong with it."""
    cells = {str(name): str(value or "").strip() for name, value in row.items()}
    form, _, words = (cells.get("credit") or "alias").partition(" ")
    alias = words.strip() or cells.get("alias", "")
    signed, expires = _day(cells.get("signed_on", "")), _day(cells.get("expires_on", ""))
    problem = _problem(cells, form.casefold(), alias, minors=minors) or _problem_of_days(cells, signed, expires)
    if problem or signed is None:
        return f"line {line}: {problem}"
    network = cells.get("network") or "mastodon"
    return Entry(
        line=line,
        account=AccountRef.named(cells["account"], network),
        form=CreditForm(form.casefold()),
        alias=alias,
        quote=_QUOTES[cells.get("quote", "").casefold()],
        signed_on=signed,
        expires_on=expires,
    )


def _problem(cells: Mapping[str, str], form: str, alias: str, *, minors: bool) -> str:
    network, account = cells.get("network") or "mastodon", cells.get("account", "").removeprefix("@")
    quote = cells.get("quote", "").casefold()
    rules = (
        (not account, "there is no account"),
        (network not in _NETWORKS, f"network is {network!r}; write mastodon or x"),
        (network == "mastodon" and "@" not in account, "the account lacks its server, as in ana@school.example"),
        (form not in {each.value for each in CreditForm}, "credit is none of name, handle, mention, alias, none"),
        (bool(alias) and form != CreditForm.ALIAS.value, "an alias stands beside another form of credit"),
        (quote not in _QUOTES, "quote is neither yes nor no"),
        (minors and form not in {"alias", "none"}, 'credit must be alias or none, because audience = "minors"'),
        (minors and quote == "yes", 'quote must not be yes, because audience = "minors"'),
    )
    return next((why for is_so, why in rules if is_so), "")


def _problem_of_days(cells: Mapping[str, str], signed: date | None, expires: date | None) -> str:
    rules = (
        (not cells.get("signed_on"), "signed_on is missing: a row without its date is no evidence"),
        (signed is None, "signed_on is no day; write it as 2026-09-01"),
        (bool(cells.get("expires_on")) and expires is None, "expires_on is no day; write it as 2027-01-31"),
        (signed is not None and expires is not None and expires <= signed, "expires_on is not after signed_on"),
    )
    return next((why for is_so, why in rules if is_so), "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
