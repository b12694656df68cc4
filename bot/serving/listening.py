"""The one door to uvicorn: an application answers on this machine."""

from collections.abc import Awaitable, Callable

import uvicorn

_AT_ONCE = 64
_KEPT_OPEN_SECONDS = 5


def listen(app: Callable[..., Awaitable[None]], *, host: str, port: int, proxies: str = "") -> None:
    """Answer requests for *app* at *host* and *port* until SIGINT or SIGTERM.

    Nothing is written down of who asked for what: addresses may hold login links, and what people do is kept elsewhere.
    Only *proxies* are believed when they say whom a request comes from; none by default.
    """
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_KEPT_OPEN_SECONDS,
    )
