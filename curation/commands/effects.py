"""What a command does to a person's wishes."""

from collections.abc import Iterable, Mapping

from curation.commands.asked import Asked, Command
from curation.model import WishKind

_KINDS: Mapping[Command, WishKind] = {
    Command.START: WishKind.START,
    Command.STOP: WishKind.STOP,
    Command.CREDIT: WishKind.CREDIT,
    Command.QUOTE: WishKind.QUOTE,
    Command.LINK: WishKind.LINK,
    Command.UNDO: WishKind.UNDO,
}


def wish_kind(command: Command) -> WishKind | None:
    """Return the kind of wish that *command* leaves; `None` for what only asks, and for erasing, which leaves none."""
    return _KINDS.get(command)


def scopes(asked: Asked, courses: Iterable[str]) -> tuple[str, ...]:
    """Return for which courses *asked* holds, of those its account speaks for; an empty name is every course.

    What narrows holds everywhere, and so does what is about the person and no course: whose accounts are one, and what
    they take back.
    """
    everywhere = asked.narrows or asked.command in {Command.LINK, Command.UNDO}
    return ("",) if everywhere else tuple(courses)
