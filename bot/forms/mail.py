"""Mail, for those who read: ask for it, confirm it, stop it."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from typing_extensions import override

from bot.forms.pages import Answer, Asked, Page
from bot.ports.mail import Rhythm, SubscriptionTaker
from bot.render.forms import FormsLook


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(Page):
    """Takes an address, and says that its mailbox is asked."""

    subscriptions: SubscriptionTaker
    look: FormsLook
    courses: Sequence[tuple[str, str]]
    """Slug and title of each course whose digests go out by mail."""
    path: str = "mail"
    guarded: bool = True

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=self.look.mail(asked.fields, self.courses, ticket=asked.ticket))

    @override
    def take(self, asked: Asked, /) -> Answer:
        rhythm = Rhythm.WEEKLY if asked.field("rhythm") == Rhythm.WEEKLY.value else Rhythm.DAILY
        outcome = self.subscriptions.ask(asked.field("course"), asked.field("address"), rhythm)
        if outcome == "no_address":
            html = self.look.mail(asked.fields, self.courses, ticket=asked.ticket, missing="address")
            return Answer(html=html, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        status = HTTPStatus.SERVICE_UNAVAILABLE if outcome == "later" else HTTPStatus.OK
        return Answer(html=self.look.said(f"mail_{outcome}", is_good=outcome == "asked"), status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(Page):
    """Lets mail come to who holds the token; a GET, which machines that look into mails make too, changes nothing."""

    subscriptions: SubscriptionTaker
    look: FormsLook
    path: str = "mail/confirm"
    guarded: bool = False

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=self.look.press("confirm", token=asked.field("token")))

    @override
    def take(self, asked: Asked, /) -> Answer:
        if self.subscriptions.confirm(asked.field("token")):
            return Answer(html=self.look.said("mail_confirmed", path=self.path))
        html = self.look.said("mail_unknown", path=self.path, is_good=False)
        return Answer(html=html, status=HTTPStatus.NOT_FOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage(Page):
    """Ends a subscription with one press, or with the one POST that mail programs send (RFC 8058)."""

    subscriptions: SubscriptionTaker
    look: FormsLook
    path: str = "mail/stop"
    guarded: bool = False

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=self.look.press("stop", token=asked.field("token")))

    @override
    def take(self, asked: Asked, /) -> Answer:
        self.subscriptions.stop(asked.field("token"))
        return Answer(html=self.look.said("mail_stopped", path=self.path))
