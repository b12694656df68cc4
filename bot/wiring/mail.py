"""Mail, put together: letters to readers, questions to mailboxes, word to those who run this."""

from collections.abc import Iterator

from bot.config import Config, Mail
from bot.errors import ConfigError, Problem, SendError
from bot.forms.mail import AskPage, ConfirmPage, StopPage
from bot.forms.pages import Pages
from bot.mail.invitations import MailedInvitation
from bot.mail.postbox import SmtpPostbox
from bot.mail.publisher import MailPublisher, Sender
from bot.mail.signing import signer
from bot.mail.smtp import Smtp
from bot.ports import Clock, Finding, Issue, Level, Mint, Store
from bot.ports.mail import Postbox
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.tasks.subscribe import Subscribe
from bot.wiring.optional import Means
from curation.model import Course, DigestKey

_POST = "mail"
"""The name that errors of single letters go by."""


def letters(name: str, course: Course, means: Means) -> MailPublisher:
    """Return the outlet that sends letters to the readers of *course*; raise `ConfigError`."""
    mail = _mail(means.config)

    def issue(key: DigestKey) -> Issue | None:
        with means.store.look() as work:
            return work.digests.get(key)

    return MailPublisher(
        name=name,
        course=course,
        smtp=_smtp(name, mail, means.clock),
        sender=_sender(mail),
        templates=means.templates,
        clock=means.clock,
        page_url=means.page_url,
        forms_url=means.config.forms.url or "",
        issue=issue,
    )


def postbox(config: Config, clock: Clock) -> Postbox:
    """Return what sends single letters; raise `ConfigError` where no mail is configured."""
    mail = _mail(config)
    return SmtpPostbox(smtp=_smtp(_POST, mail, clock), sender=_sender(mail), clock=clock)


def subscriptions(config: Config, store: Store, clock: Clock, mint: Mint) -> Subscribe:
    """Return what begins and ends subscriptions; raise `ConfigError` where no mail is configured."""
    offered = offered_by(config)
    invite = MailedInvitation(
        postbox=postbox(config, clock),
        courses={each.slug: each for each in offered},
        templates=Templates(config.site.templates),
        forms_url=config.forms.url or "",
    )
    slugs = tuple(each.slug for each in offered)
    return Subscribe(store=store, clock=clock, mint=mint, invite=invite, offered=slugs)


def pages(config: Config, task: Subscribe, look: FormsLook) -> Pages:
    """Return the public pages about mail."""
    courses = tuple((each.slug, each.title) for each in offered_by(config))
    return (
        AskPage(subscriptions=task, look=look, courses=courses),
        ConfirmPage(subscriptions=task, look=look),
        StopPage(subscriptions=task, look=look),
    )


def offered_by(config: Config) -> tuple[Course, ...]:
    """Return the courses whose digests go out by mail."""
    names = {each.name for each in config.outlets if each.kind == "mail"}
    return tuple(plan.course for plan in config.plans if names & set(plan.outlets))


def examined_mail(config: Config, clock: Clock) -> Iterator[tuple[str, Finding]]:
    """Yield what is found about the mail server, where one is configured; no letter is sent."""
    if config.mail is None:
        return
    try:
        _smtp(_POST, config.mail, clock).check()
    except (SendError, ConfigError) as error:
        yield config.mail.server, Finding(level=Level.BAD, what="server", text=getattr(error, "why", str(error)))
        return
    yield config.mail.server, Finding(level=Level.GOOD, what="server", text="lets us in")
    if not config.mail.dkim_selector:
        text = "letters are not signed by us (dkim_selector); fine where the mail server signs them itself"
        yield config.mail.server, Finding(level=Level.WARNING, what="dkim", text=text)


def _mail(config: Config) -> Mail:
    if config.mail is None:
        raise ConfigError([Problem("mail", "nothing", "[mail], the server that sends letters")])
    return config.mail


def _sender(mail: Mail) -> Sender:
    return Sender(name=mail.sender_name, address=mail.sender, reply_to=mail.reply_to)


def _smtp(name: str, mail: Mail, clock: Clock) -> Smtp:
    smtp = Smtp(
        outlet=name,
        host=mail.server,
        port=mail.port,
        security=mail.security,
        clock=clock,
        user=mail.user,
        password=mail.password.reveal() if mail.password else "",
    )
    if mail.dkim_key is None:
        return smtp
    domain = mail.sender.rpartition("@")[2]
    return smtp.signing(signer(domain=domain, selector=mail.dkim_selector, key=mail.dkim_key.reveal()))
