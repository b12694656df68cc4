"""What stands in for the world where pages are only looked at: issues that are given, and no care afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from typing_extensions import override

from bot.ports import Aftercare, Issue, Issues, Listed
from curation.model import DigestKey


class NoAftercare(Aftercare):
    """Nothing follows a change."""

    @override
    def begin(self) -> None:
        """Write nothing down."""

    @override
    def finish(self, *, changed: bool) -> None:
        """Do nothing."""


@dataclass(slots=True)
class GivenIssues(Issues):
    """Issues in memory; what is put under a key takes the place of what stood there."""

    issues: list[Issue] = field(default_factory=list[Issue])

    def put(self, issue: Issue) -> None:
        """Keep *issue*."""
        self.issues = [each for each in self.issues if each.digest.key != issue.digest.key] + [issue]

    @override
    def listed(self, course: str, /, *, outlet: str = "") -> tuple[Listed, ...]:
        return tuple(_listed(each) for each in self._of(course) if not outlet or each.parts.get(outlet))

    @override
    def between(self, course: str, first: date, last: date, /) -> tuple[Issue, ...]:
        return tuple(each for each in self._of(course) if first <= each.digest.day <= last)

    @override
    def get(self, key: DigestKey, /) -> Issue | None:
        return next((each for each in self.issues if each.digest.key == key), None)

    def _of(self, course: str) -> Sequence[Issue]:
        of_course = (each for each in self.issues if each.digest.course == course)
        return sorted(of_course, key=lambda each: each.digest.day, reverse=True)


def _listed(issue: Issue) -> Listed:
    return Listed(
        key=issue.digest.key,
        day=issue.digest.day,
        state=issue.state,
        revision=issue.revision,
        published=issue.published,
        updated=issue.updated,
    )
