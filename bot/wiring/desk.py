"""The review desk, put together."""

from bot.config import Config
from bot.desk.app import Desk, application
from bot.render.templates import Templates
from bot.serving import listen
from bot.wiring.house import House
from bot.wiring.reviewers import doors_of


def desk_of(config: Config, house: House, *, port: int) -> Desk:
    """Return the desk that *config* describes, over *house*, for a server at *port* of this machine."""
    public = config.desk.host
    return Desk(
        doors=doors_of(config, house.store, house.clock, house.mint),
        courses={each.course.slug: each.review for each in house.courses},
        templates=Templates(config.site.templates),
        hosts=frozenset({f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", *([public] if public else [])}),
        secure=public is not None,
    )


def serve_desk(config: Config, house: House, *, host: str, port: int) -> None:
    """Serve the desk until the process is told to stop."""
    listen(application(desk_of(config, house, port=port)), host=host, port=port)
