"""Who comes in at the review desk, and who is told that a draft lies ready on it."""

from collections.abc import Callable

from bot.config import Config, ToldReviewer
from bot.desk.doors import Doors
from bot.desk.notices import DraftNotice
from bot.errors import ConfigError, Problem
from bot.mail.messenger import MailMessenger
from bot.ports import Clock, Mint, Role, Store
from bot.ports.messengers import Messenger, Reviewer
from bot.render.templates import Templates
from bot.services import service_messenger
from bot.wiring import mail
from curation.model import Course

PORT = 8002
"""Where the desk listens on this machine, where nothing else is said."""


def doors_of(config: Config, store: Store, clock: Clock, mint: Mint) -> Doors:
    """Return who may come in."""
    password = config.desk.password
    return Doors(store=store, clock=clock, mint=mint, password=password.reveal if password else None)


def address_of(config: Config, port: int = PORT) -> str:
    """Return where browsers find the desk."""
    return f"https://{config.desk.host}" if config.desk.host else f"http://localhost:{port}"


def announcer_of(config: Config, doors: Doors) -> DraftNotice:
    """Return what says that a draft lies ready."""
    return DraftNotice(doors=doors, templates=Templates(config.site.templates), address=address_of(config))


def reviewers_of(config: Config, clock: Clock) -> Callable[[Course], tuple[Reviewer, ...]]:
    """Return what gives those who are told of a course's drafts; raise `ConfigError` where somebody cannot be."""
    told = [(each, _reviewer(each, config, clock)) for each in config.desk.told]

    def reviewers(course: Course) -> tuple[Reviewer, ...]:
        return tuple(made for each, made in told if each.courses is None or course.slug in each.courses)

    return reviewers


def _reviewer(told: ToldReviewer, config: Config, clock: Clock) -> Reviewer:
    return Reviewer(name=told.name, role=Role(told.role), messenger=_messenger(told, config, clock))


def _messenger(told: ToldReviewer, config: Config, clock: Clock) -> Messenger:
    if told.mail:
        return MailMessenger(postbox=mail.postbox(config, clock), address=told.mail)
    key = f"desk.tell, {told.name}: service_file"
    if told.service is None:
        raise ConfigError([Problem(key, "a missing file", "a file with the service's address in it (mode 600)")])
    return service_messenger(told.service.reveal(), key=key)
