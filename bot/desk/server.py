"""The one place where the desk listens."""

import uvicorn
from starlette.types import ASGIApp


def serve(app: ASGIApp, *, host: str, port: int) -> None:
    """Answer requests for *app* at *host* and *port* until SIGINT or SIGTERM.

    Nothing is written down of who asked for what: the acts of people are events, and addresses hold login links.
    """
    uvicorn.run(app, host=host, port=port, log_config=None, access_log=False, server_header=False, lifespan="off")
