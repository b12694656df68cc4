"""Whether something changed: counts and latest times, in one question."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, and_, func, select
from typing_extensions import override

from bot.ports import Changes, Mark
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


class SqlChanges(Changes):
    """Marks made of what the tables count."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def mark(self, course: str, floor: datetime, until: datetime, /) -> Mark:
        in_time = and_(posts.c.at >= floor, posts.c.at < until)
        of_posts = select(func.count(posts.c.id), func.max(posts.c.id), func.max(posts.c.edited_at))
        seen = self._connection.execute(of_posts.where(in_time)).one()
        others = self._connection.execute(select(*_others(course))).one()
        return Mark(repr((*seen, *others)))


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
