"""Whether something changed: counts and latest times in one question, and who changed in three plain ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, and_, func, or_, select
from typing_extensions import override

from bot.ports import Changes, Mark
from bot.store.post_rows import PROFILE
from bot.store.statements import lines
from bot.store.tables import (
    accounts,
    cards,
    digests,
    events,
    page_aliases,
    posts,
    topic_models,
    wishes,
)
from bot.store.tables.erasures import presence
from curation.model import AccountRef, Visibility


class SqlChanges(Changes):
    """Marks of what tables count; numbers of people, of profiles, wishes and the few posts not as they were."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def mark(self, course: str, floor: datetime, until: datetime, /) -> Mark:
        in_time = and_(posts.c.at >= floor, posts.c.at < until)
        of_posts = select(func.count(posts.c.id), func.max(posts.c.id), func.max(posts.c.edited_at))
        seen = self._connection.execute(of_posts.where(in_time)).one()
        others = self._connection.execute(select(*_others(course))).one()
        return Mark(repr((*seen, *others)))

    @override
    def people(self) -> Mapping[AccountRef, int]:
        found: dict[AccountRef, int] = {}
        for network, account, *row in self._rows():
            who = AccountRef(str(network), str(account))
            found[who] = hash((found.get(who, 0), *row))
        return found

    @override
    def said(self, course: str, /) -> Mapping[date | None, int]:
        of_days = select(events.c.day, func.count(), func.max(events.c.id)).where(events.c.course == course)
        rows = self._connection.execute(of_days.group_by(events.c.day))
        return {day: hash((count, last)) for day, count, last in rows}

    def _rows(self) -> Iterable[Sequence[object]]:
        """Yield rows that begin with whom they are about, always in the same order."""
        whose = (accounts.c.network, accounts.c.account)
        profiles = select(*whose, *(accounts.c[name] for name in PROFILE)).order_by(accounts.c.id)
        told = select(
            *(wishes.c.network, wishes.c.account, wishes.c.id, wishes.c.kind, wishes.c.at, wishes.c.course),
            *(wishes.c.value, wishes.c.evidence, wishes.c.expires),
        ).order_by(wishes.c.id)
        changed = or_(posts.c.edited_at.is_not(None), posts.c.visibility != Visibility.PUBLIC.value)
        theirs = select(*whose, posts.c.id, posts.c.edited_at, posts.c.visibility, presence.c.missed_at)
        of_posts = (
            theirs.join(posts, posts.c.account == accounts.c.id)
            .outerjoin(presence, presence.c.post == posts.c.id)
            .where(or_(changed, presence.c.missed_at.is_not(None)))
            .order_by(posts.c.id)
        )
        for wanted in (profiles, told, of_posts):
            yield from lines(self._connection, wanted)


def _others(course: str) -> tuple[ScalarSelect[Any], ...]:
    of_course = and_(events.c.course == course, events.c.day.is_(None))
    closed = and_(digests.c.course == course, digests.c.frozen_at.is_not(None))
    return (
        select(func.count(presence.c.missed_at)).scalar_subquery(),
        select(func.max(accounts.c.seen_at)).scalar_subquery(),
        select(func.count()).select_from(wishes).scalar_subquery(),
        select(func.count()).select_from(cards).scalar_subquery(),
        select(func.count()).select_from(page_aliases).scalar_subquery(),
        select(func.count()).select_from(events).where(of_course).scalar_subquery(),
        select(func.count()).select_from(digests).where(closed).scalar_subquery(),
        select(func.max(digests.c.changed_at)).where(closed).scalar_subquery(),
        select(func.max(topic_models.c.at)).where(topic_models.c.course == course).scalar_subquery(),
    )
