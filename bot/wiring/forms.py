"""The public forms, put together: every group of pages is a line in `groups`."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.config import Config
from bot.forms.app import Forms
from bot.forms.guard import Guard, No
from bot.forms.pages import Page, Pages
from bot.forms.sharing import SharePage
from bot.forms.wishes import WishPage
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.serving import listen
from bot.wiring import mail
from bot.wiring.house import House
from bot.wiring.secret import secret_in


def forms_of(config: Config, house: House) -> Forms:
    """Return the forms that *config* describes, over *house*."""
    templates = Templates(config.site.templates)
    look = _look(config, templates)

    def refused(no: No, page: Page) -> str:
        return look.said(f"no_{no.value}", path=page.path, is_good=False)

    return Forms(
        groups=tuple(_groups(config, house, look)),
        guard=Guard(store=house.store, clock=house.clock, secret=secret_in(config.folder)),
        refused=refused,
        style=templates.file("blog/style.css") + templates.file("forms/forms.css"),
        prefix=urlsplit(config.forms.url or "").path,
    )


def serve_forms(config: Config, house: House, *, host: str, port: int) -> None:
    """Serve the forms until the process is told to stop."""
    listen(forms_of(config, house).application(), host=host, port=port, proxies=config.forms.proxies)


def _groups(config: Config, house: House, look: FormsLook) -> Iterator[Pages]:
    """Yield every group of pages; who adds one adds a line."""
    if mail.offered_by(config):
        yield mail.pages(config, mail.subscriptions(config, house.store, house.clock, house.mint), look)
    courses = tuple((each.course.slug, each.course.title) for each in house.courses)
    yield (SharePage(take_link=house.take_link, look=look, courses=courses),)
    yield (WishPage(take_request=house.take_request, look=look, now=house.clock.now),)


def _look(config: Config, templates: Templates) -> FormsLook:
    return FormsLook(
        templates=templates,
        language=config.courses[0].language,
        site_title=config.site.title,
        site_url=config.site.url,
        contact=config.site.contact,
    )
