"""Serving the forms on this machine, behind whatever faces the world."""

import uvicorn
from starlette.applications import Starlette

_AT_ONCE = 64
_KEPT_OPEN_SECONDS = 5


def serve(app: Starlette, *, port: int, host: str = "127.0.0.1", proxies: str = "127.0.0.1") -> None:
    """Serve *app* until the process is told to stop; requests are not written down by the server.

    Only *proxies* are believed when they say whom a request comes from.
    """
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=proxies,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_KEPT_OPEN_SECONDS,
    )
