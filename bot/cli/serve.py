"""`welearned serve`: the blog on this machine, as a public web server should show it."""

import functools
import mimetypes
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import click
from typing_extensions import override

from bot.cli.options import config_option, configured

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".json": "application/feed+json",
    ".js": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
}
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
_SEARCH_POLICY = f"{_POLICY}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""The search alone has a script."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_WITHDRAWN = b'<p class="lead withdrawn">'
"""Only the template of a withdrawn day writes this; foreign text is escaped."""


@click.command("serve")
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@config_option
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
def serve_command(folder: Path | None, config_path: Path, port: int) -> None:
    """Show the blog in FOLDER, or that of the configuration, to this machine only, until Ctrl-C."""
    root = folder or configured(config_path).site.folder
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root} yet; `welearned demo` or a first digest makes one")
    with server(root, port) as running:
        click.echo(f"The blog is at http://localhost:{running.server_port}/ (Ctrl-C ends this)")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            click.echo("")


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of *folder* on this machine's own address; it is closed as a context manager."""
    return ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Pages, folder=folder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a request gets."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    location: str = ""


def answer(folder: Path, target: str) -> Answer:
    """Return what the request target *target* gets from *folder*: a file, the way to its folder, or that there is none.

    Hidden files, folders without a page and everything outside *folder* are not there; a withdrawn day is gone.
    """
    path = target.partition("#")[0].partition("?")[0]
    names = _names(path)
    try:
        return _missing(folder) if names is None else _found(folder, names, path)
    except OSError:  # a name that no file system holds, a file that we may not read
        return _missing(folder)


def policy(target: str) -> str:
    """Return what the page at the request target *target* may load and run."""
    return _SEARCH_POLICY if target.partition("?")[0] in {"/search/", "/search/index.html"} else _POLICY


def _found(folder: Path, names: list[str], path: str) -> Answer:
    found = folder.joinpath(*names)
    if found.is_dir() and names and not path.endswith("/"):
        return Answer(status=HTTPStatus.MOVED_PERMANENTLY, location="/" + quote("/".join(names)) + "/")
    file = found / "index.html" if found.is_dir() else found
    if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        return _missing(folder)
    body = file.read_bytes()
    status = HTTPStatus.GONE if file.suffix == ".html" and _WITHDRAWN in body else HTTPStatus.OK
    return Answer(status=status, body=body, kind=_kind(file))


def _names(path: str) -> list[str] | None:
    """Return the names on the path, `None` when one of them is not the name of a visible file."""
    try:
        names = [name for name in unquote(path, errors="strict").split("/") if name]
    except ValueError:
        return None
    return None if any(name.startswith(".") or set(name) & set("\\\0") for name in names) else names


def _kind(file: Path) -> str:
    return _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _missing(folder: Path) -> Answer:
    page = folder / "404.html"
    if page.is_file():
        return Answer(status=HTTPStatus.NOT_FOUND, body=page.read_bytes(), kind=_kind(page))
    return Answer(status=HTTPStatus.NOT_FOUND, body=b"There is no such page.\n")


class _Pages(BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder."""

    def __init__(self, *args: object, folder: Path) -> None:
        self._folder = folder
        super().__init__(*args)  # type: ignore[arg-type]  # the three that the server gives to every handler

    def do_GET(self) -> None:
        """Send the page."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would send, without the body."""
        self._send(with_body=False)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what readers look at is not written down."""

    def _send(self, *, with_body: bool) -> None:
        given = answer(self._folder, self.path)
        self.send_response(given.status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", policy(self.path))
        self.send_header("Content-Type", given.kind)
        self.send_header("Content-Length", str(len(given.body)))
        if given.location:
            self.send_header("Location", given.location)
        self.end_headers()
        if with_body:
            self.wfile.write(given.body)
