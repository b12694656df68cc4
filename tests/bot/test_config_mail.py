"""What the keys of mail demand of each other."""

from pathlib import Path

import pytest

from tests.bot.test_config import COURSE, MINORS, OPEN, config, problems
from tests.bot.test_config_outlets import BLOG

OUTLET = '[[outlets]]\nname = "mail"\nkind = "mail"\n'
FORMS = '[forms]\nurl = "https://forms.example.org"\n'
MAIL = '[mail]\nserver = "smtp.example.org"\nsender = "digest@example.org"\n'
WITH_MAIL = COURSE.replace('["blog"]', '["blog", "mail"]')


def test_mail_has_its_password_key_and_names(tmp_path: Path) -> None:
    """Secrets come from files, a key of several lines too; the site's title is the sender's name."""
    for name, text in (("pw", "s3cret"), ("key.pem", "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o600)
    keys = 'user = "a"\npassword_file = "pw"\ndkim_selector = "s"\ndkim_key_file = "key.pem"\n'

    mail = config(MAIL + keys + COURSE + OPEN, tmp_path).mail

    assert mail is not None
    assert mail.password is not None
    assert mail.dkim_key is not None
    assert (mail.password.reveal(), mail.sender_name, mail.security) == ("s3cret", "What we learned", "starttls")
    assert mail.dkim_key.reveal().count("\n") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(FORMS + BLOG + OUTLET + WITH_MAIL + OPEN, "outlets[1].kind", id="no server"),
        pytest.param(MAIL + BLOG + OUTLET + WITH_MAIL + OPEN, "forms.url", id="no way to stop"),
        pytest.param(MAIL + 'security = "none"\n' + COURSE + OPEN, "mail.security", id="no TLS"),
        pytest.param(MAIL + 'user = "a"\n' + COURSE + OPEN, "mail.password_file", id="no password"),
        pytest.param(MAIL + 'password_file = "a"\n' + COURSE + OPEN, "mail.user", id="no user"),
        pytest.param(MAIL + 'dkim_selector = "a"\n' + COURSE + OPEN, "mail.dkim_key_file", id="no key"),
        pytest.param(MAIL + 'dkim_key_file = "a"\n' + COURSE + OPEN, "mail.dkim_selector", id="no selector"),
        pytest.param(MAIL + FORMS + BLOG + OUTLET + WITH_MAIL + MINORS, "courses[0].outlets", id="c12 minors"),
    ],
)
def test_mail_that_cannot_be_used_is_refused(text: str, expected: str) -> None:
    """No letter without a way to stop it, no password without TLS, no mail to children."""
    (problem,) = problems(text)

    assert problem.startswith(expected)
