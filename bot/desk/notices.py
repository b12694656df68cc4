"""The words in which somebody is told that a draft lies ready, with the link that lets them in."""

import textwrap
from dataclasses import dataclass
from datetime import timedelta

from typing_extensions import override

from bot.desk.doors import Doors
from bot.desk.phrases import release, summary
from bot.ports import Role
from bot.ports.messengers import Announcer, Message
from bot.ports.reviews import Review
from bot.render.templates import Templates

LINK_FOR = timedelta(hours=12)
"""How long the link waits: who is told at five may come in the evening; whoever has the message could come instead."""
_COLUMNS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNotice(Announcer):
    """Says it in the course's language."""

    doors: Doors
    templates: Templates
    address: str
    """Of the desk, without a stroke at its end."""

    @override
    def __call__(self, review: Review, who: str, role: Role, /) -> Message:
        words, course, day = self.templates.words(review.course.language), review.course, review.issue.digest.day
        token = self.doors.invite(who, role, lasts=LINK_FOR)
        date = words.day("short", day)
        subject = words.say("desk.told.subject", summary=summary(review, words), course=course.title, date=date)
        paragraphs = (
            textwrap.fill(release(review, words), _COLUMNS),
            f"{self.address}/login/{token}/{course.slug}/{day.isoformat()}/",
            textwrap.fill(words.say("desk.told.link", count=int(LINK_FOR.total_seconds()) // 3600), _COLUMNS),
        )
        return Message(subject=" ".join(subject.split()), text="\n\n".join(paragraphs) + "\n")
