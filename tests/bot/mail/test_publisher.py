"""Letters as a mail program gets them, from a real mail server on loopback."""

import base64
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import dkim
import pytest

from bot.cli.specimens import course_in, specimens
from bot.errors import ConfigError, Refused, Unclear
from bot.mail.publisher import MailPublisher
from bot.mail.signing import signer
from bot.ports import Receipt
from curation.model import DigestKey
from tests.bot.blog.markdown_stage import Issues
from tests.bot.mail.post_office import KEY, PostOffice, post_office, publisher, reader, smtp
from tests.fakes import TickingClock
from tests.golden import community, week
from tests.golden.hostile import HOSTILE

TEXT = """\
BIT15 · Wednesday 11 November 2015
Week 2: Building a positive digital footprint

Here are some of the things we learned today.
8 links, 94 minutes. Only ten minutes? Start with number 1.

1. The ladder of inference, explained
   Video, 6 min
   https://video.example/ladder-of-inference
   Heidi Siwak, who gave the final keynote at BIT15, shared this; she
   referred to it in her presentation. Worth your time to learn more
   about. Also shared by Ana and 1 more.
"""
FOOT = """\

-- 
You get this because you asked for it on 2 November 2015.
Stop: https://forms.example.org/mail/stop?token=token-of-ben
On the web: https://digest.example.org/bit15/2015/11/11/
"""  # noqa: W291 - the space is what mail programs know the line by


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def issues() -> Issues:
    made = Issues()
    made.freeze(community.digest())
    return made


@pytest.fixture
def outlet(office: PostOffice, issues: Issues) -> MailPublisher:
    return publisher(smtp(office, TickingClock()), issues)


def send(outlet: MailPublisher, name: str = "ben") -> Receipt:
    (part,) = outlet.parts(community.digest())
    return outlet.to(reader(name)).send(part, f"{KEY}:{reader(name).id}", None)


def openssl(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(("openssl", *words), input=given, capture_output=True, check=True).stdout


def test_text_is_the_master(office: PostOffice, outlet: MailPublisher) -> None:
    """The plain text is the printed one, 72 columns at most, every address on a line of its own."""
    send(outlet)

    body = office.read().get_body(("plain",))
    assert body is not None
    text = str(body.get_content()).replace("\r\n", "\n")
    assert text.startswith(TEXT)
    assert text.endswith(FOOT)
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 72
    addresses = [line for line in text.splitlines() if "https://" in line]
    assert all(re.fullmatch(r"(   |[A-Z][a-z ]+: )?https://\S+", line) for line in addresses)


def test_html_says_the_same_words_in_the_same_order(office: PostOffice, outlet: MailPublisher) -> None:
    """Titles and notes stand in both parts in one order; no picture, script or foreign style is loaded."""
    send(outlet)

    message = office.read()
    assert message.get_content_type() == "multipart/alternative"
    html = message.get_body(("html",))
    assert html is not None
    page = str(html.get_content())
    titles = [item.title for item in (*community.HIGHLIGHTS, *community.ALSO)]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    assert '<html lang="en" dir="ltr">' in page
    assert not re.search(r"<(img|script|link|iframe)|url\(", page)
    assert set(re.findall(r'href="([^"]+)"', page)) >= {"https://video.example/ladder-of-inference"}
    assert "8 links: video.example, radio.example, talks.example" in page


def test_headers_are_those_of_a_list(office: PostOffice, outlet: MailPublisher) -> None:
    """One-click unsubscribing, a list id, no answers from machines, and an id that was known before."""
    receipt = send(outlet)

    message = office.read()
    assert message["Subject"] == "BIT15, 11 Nov: ladder of inference, failure, courage"
    assert message["From"] == "BIT15 digest <digest@digest.example.org>"
    assert (message["To"], message["Reply-To"]) == ("ben@school.example", "ana@example.org")
    assert message["List-Unsubscribe"] == (
        "<https://forms.example.org/mail/stop?token=token-of-ben>, <mailto:ana@example.org?subject=stop%20id-of-ben>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<bit15.digest.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == receipt.uri == outlet.mail_id(f"{KEY}:id-of-ben", "id-of-ben")


def test_t97_long_address_that_ends_a_subscription_stays_whole(office: PostOffice, outlet: MailPublisher) -> None:
    """A machine reads it as it came over the wire: no piece of it is encoded, and the signature covers it so."""
    forms = "https://forms.a-rather-long-name-of-a-university.example.org/welearned"

    send(replace(outlet, forms_url=forms))

    lines = office.letters[-1][1].splitlines()
    (stop,) = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert stop.decode() == (
        f"List-Unsubscribe: <{forms}/mail/stop?token=token-of-ben>, <mailto:ana@example.org?subject=stop%20id-of-ben>"
    )


def test_ids_differ_by_person_and_stay_with_a_repeat(outlet: MailPublisher) -> None:
    """A repeat is recognised as one; another person's letter, or another revision, is another letter."""
    ids = {outlet.mail_id(key, who) for key in (KEY, f"{KEY[:-1]}2") for who in ("a", "b")}

    assert len(ids) == 4
    assert outlet.mail_id(KEY, "a") == outlet.mail_id(KEY, "a")


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_foreign_text_is_no_header_and_no_markup(
    name: str, office: PostOffice, outlet: MailPublisher, issues: Issues
) -> None:
    """Whatever a title or a name is, the letter has the headers it has, and nothing foreign runs."""
    item = replace(community.HIGHLIGHTS[0], title=name, short_title=name, page_author=name, site=name)
    digest = community.digest(highlights=(item,), also=(), key_words=(name,))
    issues.freeze(digest)
    (part,) = outlet.parts(digest)
    send(outlet)
    names = [each for each, _ in office.read().items()]

    outlet.to(reader()).send(part, KEY, None)

    message = office.read()
    assert [each for each, _ in message.items()] == names
    assert message["Bcc"] is None
    html = message.get_body(("html",))
    assert html is not None
    assert "<script" not in str(html.get_content())
    assert len(str(message["Subject"])) <= 600


def test_dkim_covers_what_unsubscribing_needs(office: PostOffice, issues: Issues) -> None:
    """A signature of our own verifies with the public key, and covers the headers that RFC 8058 names."""
    pem = openssl("genrsa", "-traditional", "2048")
    der = openssl("rsa", "-pubout", "-outform", "DER", given=pem)
    sign = signer(domain="digest.example.org", selector="mail", key=pem.decode())
    outlet = publisher(smtp(office, TickingClock()).signing(sign), issues)
    send(outlet)

    def dns(name: bytes, timeout: int = 5) -> bytes:
        assert name == b"mail._domainkey.digest.example.org."
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(der)

    _, raw = office.letters[-1]
    covered = re.search(rb"h=([^;]+);", raw.replace(b"\r\n", b"").replace(b" ", b""))
    assert covered is not None
    assert {b"list-unsubscribe", b"list-unsubscribe-post"} <= set(covered[1].lower().split(b":"))
    assert dkim.verify(raw, dnsfunc=dns)


def test_key_that_is_none_is_told() -> None:
    """A file that holds no key is a fault of the configuration, and its words are not repeated."""
    with pytest.raises(ConfigError) as caught:
        signer(domain="digest.example.org", selector="mail", key="-----BEGIN s3cret")

    assert "s3cret" not in str(caught.value)


def test_letter_that_is_out_stays_as_it_is(office: PostOffice, outlet: MailPublisher) -> None:
    """It cannot be changed, taken back, or looked for in a stranger's mailbox."""
    receipt = send(outlet)
    (part,) = outlet.parts(community.digest())

    assert outlet.edit(receipt, part) == receipt
    outlet.withdraw(receipt)
    with pytest.raises(Unclear):
        outlet.find(part, KEY, None, TickingClock().now())

    assert len(office.letters) == 1


def test_letter_to_nobody_is_refused(outlet: MailPublisher, issues: Issues) -> None:
    """Without a person, or without its issue, nothing goes out."""
    (part,) = outlet.parts(community.digest())

    with pytest.raises(Refused):
        outlet.send(part, KEY, None)
    issues.kept.pop(DigestKey("bit15/2015-11-11"))
    with pytest.raises(Refused):
        outlet.to(reader()).send(part, KEY, None)


def test_subject_says_what_fits() -> None:
    """As many topics as 60 characters take; none where none fit."""
    outlet = publisher(smtp(PostOffice(), TickingClock()), Issues())
    long = community.digest(key_words=("a" * 30, "b" * 30))
    longest = community.digest(key_words=("a" * 60,))

    assert outlet.parts(long)[0].title == f"BIT15, 11 Nov: {'a' * 30}"
    assert outlet.parts(longest)[0].title == "BIT15, 11 Nov"


def test_removed_page_keeps_its_number_in_both_parts(outlet: MailPublisher) -> None:
    """A page that was taken out leaves its number and no word."""
    (part,) = outlet.parts(community.without(community.digest(), 2))

    assert "2. – removed" in part.text
    assert "2. – removed" in part.html
    assert "radio.example" not in part.text + part.html


def test_letter_about_a_week_lists_its_days(outlet: MailPublisher) -> None:
    """Each day with its highlights, one address a line."""
    part = outlet.weekly([community.digest(), community.digest()])

    assert (part.number, part.title) == (1, "BIT15: the week of 11 November")
    assert part.text.count("Wednesday 11 November\n") == 2
    assert "1. The ladder of inference, explained (video, 6 min)\n   https://video.example" in part.text
    assert part.html.count("Why failure matters") == 2


def test_answers_stand_without_a_question_that_had_to_go(outlet: MailPublisher) -> None:
    """No letter has an empty line in its place, and none says that nothing was asked."""
    silent = replace(week.WEDNESDAY, asked="", asked_on=None)
    for part in (*outlet.parts(silent), outlet.weekly([silent])):
        assert "On paper first" in part.text
        assert "we asked" not in part.text + part.html
        assert not re.search(r"<p[^>]*></p>", part.html)


def test_letter_about_a_week_announces_no_other_issue(office: PostOffice, outlet: MailPublisher) -> None:
    """What mail programs show beside the subject is the letter's own beginning, not what the day's issue holds."""
    part = outlet.weekly([week.MONDAY])
    outlet.to(reader()).send(part, f"{KEY}:id-of-ben", None)

    html = office.read().get_body(("html",))

    assert html is not None
    assert "radio.example" not in str(html.get_content())
    assert "display:none" not in str(html.get_content())


def test_letter_about_a_week_has_all_its_answers(outlet: MailPublisher) -> None:
    """Under the day that shows them, with the question; a day without any says nothing of it."""
    part = outlet.weekly([week.MONDAY, week.WEDNESDAY])

    for form in (part.text, part.html):
        said = " ".join(form.split())
        assert said.count("On 10 November we asked: How do you share the things you learn every day?") == 1
        assert "“On paper first; on Fridays I tell my team what is left of it.” – Ana" in said
        assert "“Avec une liste de liens, chaque soir.” – Ben" in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_text_keeps_to_72_columns_whatever_people_write(language: str) -> None:
    """The hardest digests, in both languages: only an address, or one word longer than a line, is wider."""
    for what, digest in specimens(language):
        course = course_in(language)
        outlet = publisher(smtp(PostOffice(), TickingClock()), Issues(), course)
        (part,) = outlet.parts(digest)
        wide = [line for line in part.text.splitlines() if len(line) > 72 and len(line.split()) > 1]
        assert wide == [], what
        assert len(part.title) <= 60, what
