"""What came by the form."""

from datetime import datetime

from sqlalchemy import and_
from typing_extensions import override

from bot.ports import Offers
from bot.store.posts import SqlPosts
from bot.store.tables import posts
from curation.digest import FORM
from curation.model import Post


class SqlOffers(Offers):
    """Offers are posts of a network of their own."""

    def __init__(self, posts: SqlPosts) -> None:
        self._posts = posts

    @override
    def since(self, moment: datetime, /) -> tuple[Post, ...]:
        return self._posts.matching(and_(posts.c.network == FORM, posts.c.at >= moment))
