"""Three days of the community's site, with everything on its pages that can be there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.blog.given import GivenIssues
from bot.blog.site import BlogPublisher, Site
from bot.ports import Issue
from bot.render.templates import Templates
from curation.model import AccountRef, Course, Credit, CreditForm, Digest, PostRef, Reply
from tests.golden import community

SITE = Site(
    title="What we learned",
    url="https://digest.example.org",
    operator="the organisers of BIT15",
    contact="ana@example.org",
    accounts=("https://mastodon.example/@digest",),
    creator="@digest@mastodon.example",
    sources=("mastodon.example", "social.example"),
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)


def on(day: int, **but: Any) -> Digest:
    """Return the community's digest as if it were of another day of November 2015."""
    first = community.digest()
    away = timedelta(days=day - first.day.day)
    window = replace(first.window, start=first.window.start + away, end=first.window.end + away)
    return replace(first, day=date(2015, 11, day), window=window, **but)


def reply(name: str, text: str, *, language: str = "en") -> Reply:
    """Return what somebody answered to Tuesday's question."""
    address = f"https://mastodon.example/@{name.casefold()}/77"
    account = AccountRef("mastodon", f"{name.casefold()}@mastodon.example")
    credit = Credit(
        account=account, form=CreditForm.NAME, label=name, post_url=address, at=datetime(2015, 11, 11, 9, tzinfo=UTC)
    )
    return Reply(ref=PostRef("mastodon", address), credit=credit, text=text, language=language)


MONDAY = on(9, highlights=community.HIGHLIGHTS[:1], also=(), key_words=("ladder of inference",), question="")
TUESDAY = on(10, key_words=(), week="", organiser_note="Tomorrow’s session is in room 4.\n\nBring a friend.")
WEDNESDAY = replace(
    community.without(community.digest(), 2),
    also=(
        *community.ALSO[:4],
        replace(community.ALSO[4], content_warning="long"),
    ),
    asked="How do you share the things you learn every day?",
    asked_on=date(2015, 11, 10),
    replies=(
        reply("Ana", "On paper first; on Fridays I tell my team what is left of it."),
        reply("Ben", "Avec une liste de liens, chaque soir.", language="fr"),
    ),
    again=(community.item(9, "An old friend", first_on=date(2015, 11, 9)),),
)


class Shelf(GivenIssues):
    """The issues of courses as a store would give them, in memory."""

    def freeze(self, digest: Digest, publisher: BlogPublisher, **but: Any) -> Issue:
        """Keep *digest* with its words in place of what stood under its key."""
        issue = community.issue(digest, {publisher.name: publisher.parts(digest)}, **but)
        self.put(issue)
        return issue


def blog(folder: Path, shelf: Shelf, *, site: Site = SITE, courses: Sequence[Course] = ()) -> BlogPublisher:
    """Return the publisher of the community's site into *folder*."""
    given = courses or (community.course(),)
    return BlogPublisher(
        folder=folder,
        site=site,
        courses={each.slug: each for each in given},
        templates=Templates(),
        issues=shelf,
    )


def publish(publisher: BlogPublisher, issue: Issue) -> None:
    """Send the issue's page as the ledger would."""
    publisher.send(issue.parts[publisher.name][0], f"{issue.digest.key}:{publisher.name}:0:{issue.revision}", None)


def whole_site(folder: Path, *, language: str = "en", **site: Any) -> BlogPublisher:
    """Publish Monday, Tuesday and Wednesday into *folder*, in *language*, on a site that differs as *site* says."""
    shelf = Shelf()
    spoken = replace(SITE, language=language, **site)
    publisher = blog(folder, shelf, site=spoken, courses=[community.course(language=language)])
    for digest in (MONDAY, TUESDAY, WEDNESDAY):
        publish(publisher, shelf.freeze(replace(digest, language=language), publisher))
    return publisher


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under *folder*."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}
