"""The question that a mailbox is asked before anything else comes to it."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from typing_extensions import override

from bot.ports.mail import Invite, Postbox, Subscriber
from bot.render.templates import Templates
from curation.model import Course

_COLUMNS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedInvitation(Invite):
    """Sends the question with the address of the page that answers it."""

    postbox: Postbox
    courses: Mapping[str, Course]
    templates: Templates
    forms_url: str

    @override
    def __call__(self, subscriber: Subscriber, /) -> None:
        course = self.courses[subscriber.course]
        words = self.templates.words(course.language)
        paragraphs = (
            textwrap.fill(words.say("mail.confirm_text", course=course.title), _COLUMNS),
            f"{self.forms_url}/mail/confirm?token={subscriber.token}",
            textwrap.fill(words.say("mail.confirm_else"), _COLUMNS),
        )
        subject = words.say("mail.confirm_subject", course=course.title)
        self.postbox.write(subscriber.address, subject, "\n\n".join(paragraphs) + "\n")
