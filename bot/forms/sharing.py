"""The form for a link from somebody who is on no network."""

from dataclasses import dataclass
from http import HTTPStatus

from typing_extensions import override

from bot.forms.pages import Answer, Asked, Page
from bot.ports import LinkTaker, Shared
from bot.render.forms import FormsLook

_MOST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage(Page):
    """Takes a link for a course, with an alias or without any name."""

    take_link: LinkTaker
    look: FormsLook
    courses: tuple[tuple[str, str], ...]
    """Slug and title of each."""
    path: str = "share"
    guarded: bool = True

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=self.look.share(asked.fields, self.courses, ticket=asked.ticket))

    @override
    def take(self, asked: Asked, /) -> Answer:
        link = asked.field("link", at_most=_MOST_ADDRESS)
        shared = self.take_link(link, asked.field("course"), asked.field("alias"))
        if shared is Shared.FULL:
            html = self.look.said("share_full", path=self.path, is_good=False)
            return Answer(html=html, status=HTTPStatus.SERVICE_UNAVAILABLE)
        if shared is not Shared.WAITS:
            html = self.look.share(asked.fields, self.courses, ticket=asked.ticket, missing=shared.value)
            return Answer(html=html, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return Answer(html=self.look.said("share_waits", path=self.path))
