"""What the running configuration promises, and under which terms what is here already came in."""

from dataclasses import replace

from bot.config import Config
from bot.ports import Clock, Store
from bot.tasks.terms import KeepTerms
from curation.policy import CourseTerms, Interval, Terms
from curation.sweeping import INTERVALS


def terms_of(config: Config) -> Terms:
    """Return what *config* promises: the page is made from it, and its version stands in every wish."""
    return Terms(
        operator=config.site.operator,
        contact=config.site.contact,
        courses=tuple(
            CourseTerms(
                slug=plan.course.slug,
                mode=plan.course.consent,
                tags=tuple(str(tag) for tag in plan.course.hashtags),
                minors=plan.audience == "minors",
                answers=plan.course.answers,
            )
            for plan in config.plans
        ),
        sources=sources_of(config),
        bills=config.x is not None and config.x.reads,
        periods=tuple(config.retention.periods()),
        afterwards=config.retention.afterwards.value,
        intervals=tuple(Interval(until=each.until, every=each.every) for each in INTERVALS) if config.servers else (),
        writes_first=config.asks_followers and bool(config.accounts),
    )


def sources_of(config: Config) -> tuple[str, ...]:
    """Return where posts are read: the servers, and X where it is one."""
    return (*(server.host for server in config.servers), *(["X"] if config.x is not None and config.x.reads else []))


def under_terms(config: Config, store: Store, clock: Clock, *, keep: bool) -> Config:
    """Return *config* whose courses know their narrower former modes; with *keep* today's terms are noted first."""
    terms = KeepTerms(store=store, clock=clock, terms=terms_of(config))
    if keep:
        terms()
    courses = {each.slug: each for each in terms.courses(config.courses)}
    return replace(config, plans=tuple(replace(each, course=courses[each.course.slug]) for each in config.plans))
