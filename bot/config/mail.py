"""What the file says of mail, and what its keys demand of each other."""

from collections.abc import Iterator, Mapping

from bot.config import models
from bot.config.courses import is_for_minors
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.config.secrets import Secret
from bot.config.values import Mail
from bot.errors import Problem

_PATH: KeyPath = ("mail",)
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def secret_keys(file: models.ConfigFile) -> Iterator[tuple[KeyPath, str]]:
    """Yield every key that names a file with a secret, and the file."""
    if file.mail and file.mail.password_file:
        yield (*_PATH, "password_file"), file.mail.password_file
    if file.mail and file.mail.dkim_key_file:
        yield (*_PATH, "dkim_key_file"), file.mail.dkim_key_file


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield what is wrong between the keys of mail, and between them and the outlets."""
    outlets = [index for index, each in enumerate(file.outlets) if each.kind == "mail"]
    if outlets and file.mail is None:
        yield places.problem(("outlets", outlets[0], "kind"), 'kind = "mail" alone', "[mail], the server that sends")
    if outlets and not file.forms.url:
        expected = "where people reach the forms, because each letter has a link that ends it"
        yield places.problem(("forms", "url"), "nothing", expected)
    if file.mail:
        yield from _of_server(file.mail, places)
    names = {file.outlets[index].name for index in outlets}
    for index, course in enumerate(file.courses):
        if is_for_minors(course) and names & set(course.outlets):
            found = "an outlet of mail"
            yield places.problem(("courses", index, "outlets"), found, 'none, because audience = "minors"')


def _of_server(mail: models.Mail, places: Places) -> Iterator[Problem]:
    if mail.security == "none" and mail.server not in _HERE:
        yield places.refused((*_PATH, "security"), mail.security, '"starttls" or "tls", because it is another machine')
    if bool(mail.user) != bool(mail.password_file):
        missing = "password_file" if mail.user else "user"
        yield places.problem((*_PATH, missing), "nothing", "user and password_file, or neither")
    if bool(mail.dkim_selector) != bool(mail.dkim_key_file):
        missing = "dkim_key_file" if mail.dkim_selector else "dkim_selector"
        yield places.problem((*_PATH, missing), "nothing", "dkim_selector and dkim_key_file, or neither")


def mail_of(file: models.ConfigFile, secrets: Mapping[KeyPath, Secret | None]) -> Mail | None:
    """Return mail as the rest of the house takes it."""
    given = file.mail
    if given is None:
        return None
    return Mail(
        server=given.server,
        port=given.port,
        security=given.security,
        user=given.user,
        password=secrets.get((*_PATH, "password_file")),
        sender=given.sender,
        sender_name=given.sender_name or file.site.title,
        reply_to=given.reply_to or "",
        dkim_selector=given.dkim_selector or "",
        dkim_key=secrets.get((*_PATH, "dkim_key_file")),
    )
