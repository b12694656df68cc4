"""From the file's tables to the nouns of curation."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from bot.config import models, outlet_models
from curation.model import AccountRef, Course, Hashtag, PublishPolicy, Shape, Topic, Week, Wish, WishKind


def course_of(section: models.CourseSection, file: models.ConfigFile) -> Course:
    """Return the course that *section* of *file* describes."""
    root = section.thread.root_hashtag
    host = urlsplit(file.site.url or "").hostname
    return Course(
        slug=section.slug,
        title=section.title,
        hashtags=tuple(Hashtag.parse(each) for each in section.hashtags),
        consent=section.consent.mode,
        zone=section.zone,
        digest_time=section.digest_time,
        language=section.language,
        starts=section.starts,
        ends=section.ends,
        weeks=tuple(sorted((_week(each) for each in section.weeks), key=lambda week: week.starts)),
        questions=tuple(section.questions),
        topics=tuple(_topic(each) for each in section.topics),
        shape=_shape(section),
        policy=policy_of(section),
        root_hashtag=Hashtag.parse(root) if root else None,
        answers=section.answers,
        curator=section.curator,
        contact=section.contact or file.site.contact,
        allowed_bots=frozenset(each.casefold() for each in section.consent.allowed_bots),
        own_accounts=frozenset(_own_accounts(file.networks)),
        holds=Topic(name="hold", keywords=tuple(section.hold.words), hosts=tuple(section.hold.sites)),
        noindex=is_for_minors(section) or bool(section.noindex),
        own_hosts=frozenset({host} if host else ()),
        home_hosts=frozenset(_home_hosts(section, file)),
    )


def _home_hosts(section: models.CourseSection, file: models.ConfigFile) -> Iterator[str]:
    for outlet in file.outlets:
        if outlet.name not in section.outlets:
            continue
        if isinstance(outlet, (outlet_models.MarkdownOutlet, outlet_models.WordPressOutlet)):
            yield urlsplit(outlet.page or outlet.url).hostname or ""


def _own_accounts(networks: models.Networks) -> Iterator[AccountRef]:
    """Yield our accounts; the one on X under its number, which searches give, and its name, which sheets give."""
    yield from (AccountRef.named(each.handle, "mastodon") for each in networks.mastodon.accounts)
    if networks.x and networks.x.account:
        yield AccountRef("x", networks.x.account.id)
        yield AccountRef("x", f"name:{networks.x.account.handle.casefold()}")


def is_for_minors(section: models.CourseSection) -> bool:
    """Return whether the rules for minors hold (consent.md C12)."""
    return section.consent.audience == "minors"


def policy_of(section: models.CourseSection) -> PublishPolicy:
    """Return the policy chosen, else the default of the course's audience."""
    default = PublishPolicy.REVIEW if is_for_minors(section) else PublishPolicy.AUTO_CLEAN
    return section.publish.policy or default


def wishes_of(section: models.CourseSection) -> tuple[Wish, ...]:
    """Return what the roster and the wishes of *section* say, oldest first; of one day, the roster speaks first."""
    roster = [wish for entry in section.roster for wish in _of_roster(entry, section)]
    told = [wish for entry in section.wishes for wish in _of_wish(entry, section)]
    return tuple(sorted([*roster, *told], key=lambda wish: wish.at))


def _shape(section: models.CourseSection) -> Shape:
    return Shape(
        highlights=section.highlights,
        also=section.also,
        thread_items=section.thread.items,
        reader_minutes=section.reader_minutes,
        per_sharer=section.per_sharer,
        per_site=section.per_site,
        min_items=section.min_items,
        roll_days=section.roll_days,
        quiet=section.quiet,
    )


def _week(section: models.Week) -> Week:
    return Week(
        title=section.title,
        starts=section.starts,
        questions=tuple(section.questions),
        topics=tuple(section.topics),
    )


def _topic(section: models.Topic) -> Topic:
    return Topic(
        name=section.name,
        description=section.description,
        keywords=tuple(section.keywords),
        hosts=tuple(section.hosts),
        catch_all=section.catch_all,
    )


def _of_roster(entry: models.RosterEntry, section: models.CourseSection) -> Iterator[Wish]:
    """Yield the entry, and beside it what it says of quotations; both end on the same day.

    Without a form of credit the person has the alias of the entry; without an alias, nobody is named.
    """
    account, at = AccountRef.named(entry.account, entry.network), _midnight(entry.since)
    value = _credit(entry.credit or ("alias" if entry.alias else "none"), entry.alias)
    kinds = [(WishKind.ROSTER, value), *_quoting(entry.quote)]
    for kind, said in kinds:
        yield Wish(
            account=account,
            kind=kind,
            at=at,
            course=section.slug,
            value=said,
            evidence="roster",
            expires=entry.expires,
        )


def _of_wish(entry: models.WishEntry, section: models.CourseSection) -> Iterator[Wish]:
    account, at = AccountRef.named(entry.account, entry.network), _midnight(entry.since)
    credit = entry.credit or ("alias" if entry.alias else None)
    kinds = [
        *([(WishKind(entry.says), "")] if entry.says else []),
        *([(WishKind.CREDIT, _credit(credit, entry.alias))] if credit else []),
        *_quoting(entry.quote),
    ]
    evidence = entry.evidence or "configuration"
    for kind, value in kinds:
        yield Wish(account=account, kind=kind, at=at, course=section.slug, value=value, evidence=evidence)


def _credit(credit: models.CreditWanted, alias: str | None) -> str:
    return f"alias {alias}" if credit == "alias" else credit


def _quoting(quote: bool | None) -> list[tuple[WishKind, str]]:  # noqa: FBT001 a wish has three states
    return [] if quote is None else [(WishKind.QUOTE, "yes" if quote else "no")]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
