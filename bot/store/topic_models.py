"""What courses learned about their topics."""

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import LearnedTopics, TopicModels
from bot.store.rows import from_json, to_json
from bot.store.statements import upsert
from bot.store.tables import topic_models
from curation.topics import TopicModel


class SqlTopicModels(TopicModels):
    """Models in a table, one row a course, as JSON."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def get(self, course: str, /) -> LearnedTopics | None:
        row = self._connection.execute(select(topic_models).where(topic_models.c.course == course)).first()
        if row is None:
            return None
        model = from_json(TopicModel, row.body)
        return LearnedTopics(course=row.course, model=model, who=row.who, at=row.at, source=row.source)

    @override
    def put(self, learned: LearnedTopics, /) -> None:
        body = to_json(learned.model)
        row = {"course": learned.course, "who": learned.who, "at": learned.at, "source": learned.source, "body": body}
        upsert(self._connection, topic_models, [dict[str, object](row)])

    @override
    def drop(self, course: str, /) -> bool:
        gone = self._connection.execute(topic_models.delete().where(topic_models.c.course == course))
        return bool(gone.rowcount)
