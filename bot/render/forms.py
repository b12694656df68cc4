"""How public forms look: pages around them, what they ask, and what is said after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.render.addresses import way_up
from bot.render.templates import Templates

_REQUEST = ("what", "account", "network", "post", "contact")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHead:
    """What stands around every form."""

    language: str
    direction: str
    title: str
    site_title: str
    site_url: str
    root: str
    """The way to the forms' own root, relative: whatever a proxy puts before it."""
    policy_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """The form for wishes, as it was filled in."""

    head: FormHead
    ticket: str
    missing: str
    values: Mapping[str, str]
    whats: tuple[str, ...] = ("stop", "delete", "none", "noquote", "alias", "show")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """The form for a link, as it was filled in."""

    head: FormHead
    ticket: str
    missing: str
    values: Mapping[str, str]
    courses: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """A sentence or two, and the way back."""

    head: FormHead
    heading: str
    text: str
    is_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailView:
    """The form that asks for mail."""

    head: FormHead
    ticket: str
    missing: str
    address: str
    courses: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressView:
    """A page with one button."""

    head: FormHead
    action: str
    token: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsLook:
    """Makes the pages of forms; what is foreign in them is escaped."""

    templates: Templates
    language: str
    site_title: str
    site_url: str = ""
    contact: str = ""

    def head(self, title: str, path: str) -> FormHead:
        """Return what stands around the form at *path*."""
        words = self.templates.words(self.language)
        return FormHead(
            language=words.language,
            direction=words.direction,
            title=title,
            site_title=self.site_title,
            site_url=self.site_url,
            root=way_up(path),
            policy_url=f"{self.site_url.rstrip('/')}/policy/" if self.site_url else "",
        )

    def request(self, values: Mapping[str, str], *, ticket: str, missing: str = "") -> str:
        """Return the form for wishes, filled in with *values*; *missing* names what it lacks."""
        words = self.templates.words(self.language)
        view = RequestView(
            head=self.head(words.say("forms.request_title"), "request"),
            ticket=ticket,
            missing=words.say(f"forms.missing_{missing}") if missing else "",
            values={name: values.get(name, "") for name in _REQUEST},
        )
        return self.templates.html("forms/request", view, words=words)

    def mail(
        self, values: Mapping[str, str], courses: Sequence[tuple[str, str]], *, ticket: str, missing: str = ""
    ) -> str:
        """Return the form that asks for mail of one of *courses*, each a slug and a title."""
        words = self.templates.words(self.language)
        view = MailView(
            head=self.head(words.say("forms.mail_title"), "mail"),
            ticket=ticket,
            missing=words.say(f"forms.missing_{missing}") if missing else "",
            address=values.get("address", ""),
            courses=courses,
        )
        return self.templates.html("forms/mail", view, words=words)

    def press(self, what: str, *, token: str) -> str:
        """Return the page with the one button that does *what*, `confirm` or `stop`, for who has *token*."""
        words = self.templates.words(self.language)
        view = PressView(
            head=self.head(words.say(f"forms.mail_{what}_title"), f"mail/{what}"),
            action=what,
            token=token,
            button=words.say(f"forms.mail_{what}_button"),
        )
        return self.templates.html("forms/press", view, words=words)

    def share(
        self, values: Mapping[str, str], courses: Sequence[tuple[str, str]], *, ticket: str, missing: str = ""
    ) -> str:
        """Return the form for a link to one of *courses*, filled in with *values*; *missing* names what it lacks."""
        words = self.templates.words(self.language)
        view = ShareView(
            head=self.head(words.say("forms.share_title"), "share"),
            ticket=ticket,
            missing=words.say(f"forms.missing_{missing}") if missing else "",
            values={name: values.get(name, "") for name in ("link", "course", "alias")},
            courses=courses,
        )
        return self.templates.html("forms/share", view, words=words)

    def said(self, what: str, *, path: str = "request", is_good: bool = True) -> str:
        """Return the page that says *what*, the name of a phrase below `forms`."""
        words = self.templates.words(self.language)
        view = SaidView(
            head=self.head(words.say(f"forms.{what}_title"), path),
            heading=words.say(f"forms.{what}_title"),
            text=words.say(f"forms.{what}", contact=self.contact or self.site_title),
            is_good=is_good,
        )
        return self.templates.html("forms/said", view, words=words)
