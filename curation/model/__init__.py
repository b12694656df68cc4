"""The nouns: what a community said, what it pointed at, and what a digest is.

Everything here is frozen and complete. A bad value cannot be built (`InvalidValue`), so a good one needs no second
look; every time is aware and in UTC.
"""

from curation.model.courses import ConsentMode, Course, PublishPolicy, Quiet, Shape, Topic, Week, Window
from curation.model.digests import (
    Appearance,
    Chosen,
    Correction,
    Digest,
    DigestKey,
    Event,
    EventKind,
    History,
    Item,
    Note,
    NoteSource,
    Reply,
)
from curation.model.pages import Kind, PageCard, PageUrl
from curation.model.people import Credit, CreditForm, Reason, Refusal, Wish, WishKind
from curation.model.posts import AccountRef, AccountState, Author, Hashtag, Post, PostRef, Quote, Visibility
from curation.model.stories import Flag, Share, Story

__all__ = [
    "AccountRef",
    "AccountState",
    "Appearance",
    "Author",
    "Chosen",
    "ConsentMode",
    "Correction",
    "Course",
    "Credit",
    "CreditForm",
    "Digest",
    "DigestKey",
    "Event",
    "EventKind",
    "Flag",
    "Hashtag",
    "History",
    "Item",
    "Kind",
    "Note",
    "NoteSource",
    "PageCard",
    "PageUrl",
    "Post",
    "PostRef",
    "PublishPolicy",
    "Quiet",
    "Quote",
    "Reason",
    "Refusal",
    "Reply",
    "Shape",
    "Share",
    "Story",
    "Topic",
    "Visibility",
    "Week",
    "Window",
    "Wish",
    "WishKind",
]
