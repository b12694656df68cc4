"""The built-in site, and what is done when it has changed."""

import shutil
from collections.abc import Iterator

from bot.blog.command import Command
from bot.blog.search import EXTRA, SearchIndex, is_installed
from bot.blog.site import BlogPublisher
from bot.config import Config, OutletKind
from bot.http import HubPing
from bot.ports import Clock, Finding, Level, Month, SiteStep, Store
from bot.render.addresses import feed_path
from bot.render.frames import FORMS
from bot.render.sites import Site
from bot.render.templates import Templates
from bot.store.issues import StoredIssues
from bot.tasks.aftercare import SiteCare
from bot.wiring.homes import page_pattern
from bot.wiring.terms import sources_of, terms_of


def blog(name: str, config: Config, store: Store, templates: Templates, care: SiteCare) -> BlogPublisher:
    """Return the publisher of the site that *config* describes."""

    def months() -> tuple[Month, ...]:
        with store.look() as work:
            return work.activity.months()

    return BlogPublisher(
        name=name,
        folder=config.site.folder,
        site=site_of(config),
        courses={each.slug: each for each in config.courses},
        templates=templates,
        issues=StoredIssues(store),
        months=months,
        care=care,
    )


def care_of(config: Config, store: Store, clock: Clock) -> SiteCare:
    """Return what is done after a change; nothing leaves the machine unless `go_live` is true."""
    return SiteCare(
        store=store,
        clock=clock,
        search=SearchIndex(folder=config.site.folder) if _can_search(config) else None,
        steps=tuple(_steps(config)) if config.go_live else (),
    )


def site_of(config: Config) -> Site:
    """Return what holds for every page."""
    primary = next(each for each in config.outlets if each.primary)
    handles = [each.handle for each in config.accounts]
    return Site(
        title=config.site.title,
        url=config.site.url,
        page="" if primary.kind is OutletKind.BLOG else page_pattern(primary, config.site.url),
        operator=config.site.operator,
        contact=config.site.contact,
        language=config.courses[0].language,
        accounts=tuple(f"https://{handle.partition('@')[2]}/@{handle.partition('@')[0]}" for handle in handles),
        creator=f"@{handles[0]}" if handles else "",
        forms=config.forms.url or "",
        by_mail=any(each.kind is OutletKind.MAIL for each in config.outlets),
        terms=terms_of(config),
        sources=sources_of(config),
        licence=config.site.licence,
        licence_url=config.site.licence_url,
        hub=config.site.hub,
        link_feeds=config.site.link_feeds,
        topic_feeds=config.site.topic_feeds,
        search=_can_search(config),
    )


def examined_site(config: Config) -> Iterator[Finding]:
    """Yield what is found about the site; nothing is asked and nothing is run."""
    site = config.site
    if site.search and not is_installed():
        text = f"site.search = true, and Pagefind is not installed: install {EXTRA}; until then, pages have no search"
        yield Finding(level=Level.WARNING, what="search", text=text)
    if site.after_build and not shutil.which(site.after_build[0], path=site.environment.get("PATH")):
        text = f"there is no program {site.after_build[0]}"
        yield Finding(level=Level.BAD, what="after_build", text=text)


def _can_search(config: Config) -> bool:
    return config.site.search and is_installed()


def _steps(config: Config) -> Iterator[SiteStep]:
    """Yield what brings the pages to the web, then who is told of them."""
    site = config.site
    if site.after_build:
        yield Command(
            arguments=site.after_build,
            folder=config.folder,
            environment=site.environment,
            timeout=site.after_build_timeout,
        )
    if site.hub:
        address = site_of(config).address
        feeds = [address(feed_path(course.slug, form.name)) for course in config.courses for form in FORMS]
        yield HubPing(site.hub, feeds, contact=site.url)
