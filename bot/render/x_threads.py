"""How a thread is written for X (digest.md section 3): 280 by weight, and every address costs."""

from collections.abc import Iterator
from dataclasses import replace

from bot.render.thread_views import (
    POST_CUTS,
    ROOT_CUTS,
    PostCut,
    PostView,
    RootCut,
    RootView,
)
from bot.render.threads import LinkPart, NetworkRules, UrlPolicy
from curation.text import X_LIMIT, X_URL_LENGTH, cut, x_defuse, x_length, x_marks

_LIGHT_TITLES = (40, 30, 20)
"""By weight; 40 are twenty of the widest letters, 20 as many of the narrowest."""


def x_rules(
    *, urls: UrlPolicy = UrlPolicy.ONE, link_part: LinkPart = LinkPart.ROOT, takes_warned: bool = False
) -> NetworkRules:
    """Return what X takes: no mention ever, one hashtag, and no more addresses than *urls* allows.

    The page is linked in *link_part*, the root or the last post. Items behind a content warning are left out unless
    *takes_warned*.
    """
    return NetworkRules(
        name="x",
        limit=X_LIMIT,
        url_length=X_URL_LENGTH,
        count=x_length,
        marks=x_marks,
        defuse=x_defuse,
        reply_visibility="public",
        urls=urls,
        link_part=link_part,
        is_brief=True,
        mentions=False,
        takes_warned=takes_warned,
        root_cuts=tuple(_root_defused(each) for each in (*ROOT_CUTS, _light_titles, _one_line, _no_lines)),
        post_cuts=tuple(_post_defused(each) for each in (*POST_CUTS, _light_title)),
    )


def _light_titles(view: RootView) -> Iterator[RootView]:
    """Yield titles whose few letters are heavy, as under towers of marks, cut by their weight."""
    for weight in _LIGHT_TITLES:
        lines = tuple(replace(line, title=cut(line.title, weight, count=x_length)) for line in view.lines)
        yield replace(view, lines=lines)


def _light_title(view: PostView) -> Iterator[PostView]:
    for weight in _LIGHT_TITLES:
        yield replace(view, title=cut(view.title, weight, count=x_length))


def _one_line(view: RootView) -> Iterator[RootView]:
    yield replace(view, lines=view.lines[:1])


def _no_lines(view: RootView) -> Iterator[RootView]:
    yield replace(view, lines=())


def _root_defused(root_cut: RootCut) -> RootCut:
    """Return *root_cut* so that what it leaves links nothing: cut in its middle, `a.comquat` would end as `a.com`."""

    def defused(view: RootView) -> Iterator[RootView]:
        for shorter in root_cut(view):
            lines = tuple(replace(line, title=x_defuse(line.title)) for line in shorter.lines)
            yield replace(shorter, lines=lines)

    return defused


def _post_defused(post_cut: PostCut) -> PostCut:
    """Return *post_cut* so that what it leaves links nothing."""

    def defused(view: PostView) -> Iterator[PostView]:
        for shorter in post_cut(view):
            yield replace(shorter, title=x_defuse(shorter.title), note=x_defuse(shorter.note))

    return defused
