"""What must be right about a WordPress site before a digest may go there, and what is wrong where it says no.

https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from bot.blog.wordpress.answers import object_of, word
from bot.blog.wordpress.client import WordPressClient
from bot.errors import SendError
from bot.ports import Finding, Level

_CAUSES: Final = {
    "rest_not_logged_in": (
        "the site saw no password, or knows none like it. user is the login name, and the password an application"
        " password (Users, Profile). If both are right, the web server strips the Authorization header: for Apache with"
        ' CGI write "SetEnvIf Authorization (.+) HTTP_AUTHORIZATION=$1" into .htaccess; let a proxy pass the header on'
    ),
    "invalid_username": "there is no such user; user is the login name, not the label of the password",
    "invalid_email": "there is no such user; write the login name, or the address it has on this site",
    "incorrect_password": "the password is wrong; it is an application password (Users, Profile), not the login's own",
    "application_passwords_disabled": "application passwords are off; a site without TLS or a plug-in turns them off",
    "application_passwords_disabled_for_user": "application passwords are off for this user",
}
"""Why a site answers 401, by the code it gives."""
_UNKNOWN: Final = (
    "the site knows neither user nor password: user is the login name, the password an application password, and a"
    " security plug-in or the web server may stand in between"
)


def check_site(client: WordPressClient, *, status: str, has_categories: bool) -> Iterator[Finding]:
    """Yield what is found about the user: who it is there, and what it may do."""
    try:
        answer = client.me()
    except SendError as error:
        yield _bad(f"{error.why}; is url the address of the site?")
        return
    said = object_of(answer.body)
    if answer.status != HTTPStatus.OK or not said:
        yield _bad(_why(answer.status, word(said, "code")))
        return
    rights = {key for key, value in object_of(said.get("capabilities")).items() if value is True}
    yield from _rights(rights, status=status, has_categories=has_categories)


def _rights(rights: set[str], *, status: str, has_categories: bool) -> Iterator[Finding]:
    wanted = "publish_posts" if status == "publish" else "edit_posts"
    if wanted not in rights:
        yield _bad(f"the user may not {wanted.replace('_', ' ')}; make it an author or an editor")
        return
    yield Finding(level=Level.GOOD, what="user", text=f"the user may {wanted.replace('_', ' ')}")
    if has_categories and "manage_categories" not in rights:
        text = "the user may not make categories: make them by hand, or make the user an editor"
        yield Finding(level=Level.WARNING, what="categories", text=text)


def _why(status: int, code: str) -> str:
    if status == HTTPStatus.UNAUTHORIZED:
        return f"401: {_CAUSES.get(code, _UNKNOWN)}"
    if status == HTTPStatus.FORBIDDEN:
        return "403: the site, a plug-in or its web server lets nobody ask; allow the REST API for this user"
    if status == HTTPStatus.NOT_FOUND:
        return "404: there is no REST API at this address; is url the address of the site?"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return f"{status}: the site sends us on to another address; write that one as url"
    return f"{status}: the site does not answer as WordPress does"


def _bad(text: str) -> Finding:
    return Finding(level=Level.BAD, what="user", text=text)
