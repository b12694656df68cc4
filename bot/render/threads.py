"""A digest as a thread: the posts exactly as a network gets them (digest.md section 3).

Every part is fitted into the network's limit and then read back with the network's own eyes: the mentions, hashtags
and addresses it would link must be those that were placed, or the part is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote

from bot.errors import RenderError
from bot.ports import Part
from bot.render.articles import others
from bot.render.templates import Templates
from bot.render.thread_views import (
    POST_CUTS,
    ROOT_CUTS,
    SINGLE_CUTS,
    LineView,
    LinkPlace,
    NoteForm,
    PostCut,
    PostView,
    RootCut,
    RootView,
    first_that_fits,
)
from bot.render.words import Words
from curation.digest import beside_title
from curation.model import Course, Credit, CreditForm, Digest, Item, NoteSource
from curation.text import Marks, cut, defuse, graphemes

_SHARER = "{sharer}"
_FORMS = {
    NoteSource.PERSON: NoteForm.SAID,
    NoteSource.SHARER: NoteForm.QUOTED,
    NoteSource.PAGE: NoteForm.PAGE,
}
_ROOT_LINES = 3
_LONGEST_LINE_NOTE = 60
"""In graphemes: what a person's note may take in a line of a single post."""
_MOST_NAMES = 2
"""The rest are counted; so a post never holds more than two mentions."""
_UNSURE_END_OF_PATH = re.compile(r"[^A-Za-z0-9/]+\Z")
_UNSURE_END_OF_QUERY = re.compile(r"[^A-Za-z0-9/=&_-]+\Z")
"""Where networks think that an address is over already: at the full stop of `/wiki/Example_Inc.`"""
_NAME_SHARE = 2 / 7
"""How much of a post a name may take: enough for any but one under towers of marks, which count on X."""


class UrlPolicy(StrEnum):
    """How many addresses a thread holds, where they cost."""

    ALL = "all"
    """The page's, and every item's own."""
    ONE = "one"
    """The page's, once; items point to it by number."""
    NONE = "none"


class LinkPart(StrEnum):
    """Which post of a thread links the page."""

    BOTH = "both"
    ROOT = "root"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRules:
    """What a network counts, links and takes."""

    name: str
    """As in `AccountRef.network`."""
    limit: int
    url_length: int
    count: Callable[[str], int]
    marks: Callable[[str], Marks]
    """What the network would link in a text."""
    defuse: Callable[[str], str] = defuse
    """Makes foreign text link nothing."""
    root_visibility: str = "public"
    reply_visibility: str = "unlisted"
    urls: UrlPolicy = UrlPolicy.ALL
    link_part: LinkPart = LinkPart.BOTH
    is_brief: bool = False
    """Short texts: dates without their weekday, no post of a participant linked, the question never in the root."""
    mentions: bool = True
    takes_warned: bool = True
    """Whether items behind a content warning are shown."""
    root_cuts: tuple[RootCut, ...] = ROOT_CUTS
    single_cuts: tuple[RootCut, ...] = SINGLE_CUTS
    post_cuts: tuple[PostCut, ...] = POST_CUTS


def thread(templates: Templates, digest: Digest, course: Course, *, rules: NetworkRules, page: str) -> tuple[Part, ...]:
    """Return the posts of *digest*, the root first; *page* is the address of its blog page. Raise `RenderError`.

    Parts are numbered by position, removed items counted, so that a part keeps its number when a neighbour goes.
    """
    return _Thread(templates, digest, course, rules, page, templates.words(digest.language)).parts()


@dataclass(frozen=True, slots=True)
class _Thread:
    templates: Templates
    digest: Digest
    course: Course
    rules: NetworkRules
    page: str
    words: Words

    def parts(self) -> tuple[Part, ...]:
        items = self.digest.items[: self.course.shape.thread_items]
        standing = [item for item in items if self._is_shown(item)]
        root, first = self._root(alone=not standing)
        question = "" if root.question else self._plain(self.digest.question)
        rest = (self._post(item, len(items), last=item is standing[-1], question=question) for item in standing)
        parts = (first, *rest)
        self._check_addresses(parts)
        return parts

    def _is_shown(self, item: Item) -> bool:
        return not item.removed and (self.rules.takes_warned or not item.content_warning)

    def _root(self, *, alone: bool) -> tuple[RootView, Part]:
        in_full = alone and not self.rules.is_brief
        view = self._root_view(in_full=in_full, place=self._place(alone=alone))
        cuts = self.rules.single_cuts if in_full else self.rules.root_cuts
        fitted = first_that_fits(view, cuts, lambda each: self._fits(self._text("thread/root", each), ""))
        if fitted is None:
            raise RenderError("thread/root.txt", f"does not fit into {self.rules.limit} whatever is left out")
        text = self._text("thread/root", fitted)
        urls = (fitted.page,) if fitted.page else ()
        self._read_back("thread/root.txt", text, Marks(mentions=(), hashtags=(fitted.tag,), urls=urls))
        part = Part(
            number=0,
            text=text,
            count=self.rules.count(text),
            limit=self.rules.limit,
            language=self.digest.language,
            visibility=self.rules.root_visibility,
            items=tuple(line.number for line in fitted.lines),
        )
        return fitted, part

    def _root_view(self, *, in_full: bool, place: LinkPlace) -> RootView:
        listed = [each for each in self.digest.highlights if not each.removed and not each.content_warning]
        return RootView(
            tag=str(self.course.tag),
            date=self.words.day("day" if self.rules.is_brief else "weekday", self.digest.day),
            lines=tuple(self._line(item, in_full=in_full) for item in listed[:_ROOT_LINES]),
            total=self._total,
            page=self._placed(self.page) if place is LinkPlace.PAGE else "",
            question="" if self.rules.is_brief else self._plain(self.digest.question),
            answers=self.course.answers,
            place=place,
        )

    def _place(self, *, alone: bool) -> LinkPlace:
        """Return where a root, perhaps *alone*, says that the page is linked."""
        if self.rules.urls is UrlPolicy.NONE:
            return LinkPlace.PROFILE
        return LinkPlace.LAST if self.rules.link_part is LinkPart.LAST and not alone else LinkPlace.PAGE

    def _line(self, item: Item, *, in_full: bool) -> LineView:
        return LineView(
            number=item.number,
            title=self._title(item, item.title if in_full else item.short_title or item.title, inline=True),
            kind=self._kind(item) if in_full else self.words.say(f"kind.{item.kind}"),
            credit=self._lead(item) or self.words.say("people.someone"),
            note=self._line_note(item) if in_full else "",
        )

    def _post(self, item: Item, of: int, *, last: bool, question: str) -> Part:
        view = self._post_view(item, of)
        if last:
            page = "" if self._is_linked_in_root_only else self._placed(self.page)
            view = replace(view, question=question, total=self._total, page=page)
        warning = self._plain(item.content_warning)
        fitted = first_that_fits(
            view, self.rules.post_cuts, lambda each: self._fits(self._text("thread/item", each), warning)
        )
        if fitted is None:
            raise RenderError("thread/item.txt", f"number {item.number} does not fit into {self.rules.limit}")
        text = self._text("thread/item", fitted)
        self._read_back("thread/item.txt", text, self._expected(item, fitted))
        return Part(
            number=self.digest.items.index(item) + 1,
            text=text,
            count=self.rules.count(warning) + self.rules.count(text),
            limit=self.rules.limit,
            language=self.digest.language,
            visibility=self.rules.reply_visibility,
            content_warning=warning,
            items=(item.number,),
        )

    def _post_view(self, item: Item, of: int) -> PostView:
        named = [each for each in item.credits if each.is_named][:_MOST_NAMES]
        labels = self._labels(named)
        sharer = labels[0] if labels else self.words.say("people.Someone")
        rest = others(item, max(len(labels), 1), self.words)
        also = (*labels[1:], *([rest] if rest else []))
        note, form, start = self._note(item, labels[0] if labels else "")
        return PostView(
            number=item.number,
            of=of,
            kind=_capital(self._kind(item)),
            title=self._title(item, item.title),
            url=self._item_url(item),
            sentence=self.words.say(f"shared.{item.kind}", sharer=sharer),
            note=note,
            note_form=form,
            note_start=start,
            also=self.words.joined(also),
            post_url=self._post_url(named),
            date=self.words.day("short", self.digest.day),
            answers=self.course.answers,
        )

    def _item_url(self, item: Item) -> str:
        """Return the item's address where the thread may hold it, and where a brief network would link it."""
        if self.rules.urls is not UrlPolicy.ALL:
            return ""
        placed = self._placed(item.link)
        return placed if not self.rules.is_brief or self.rules.marks(placed).urls == (placed,) else ""

    def _post_url(self, named: list[Credit]) -> str:
        return self._source(named[0].post_url) if named and not self.rules.is_brief else ""

    def _labels(self, named: list[Credit]) -> list[str]:
        """Return how each stands in a post: mentioned only who asked for it."""
        return [f"@{each.account.id}" if self._is_mention(each) else self._name(each) for each in named]

    def _name(self, credit: Credit) -> str:
        longest = int(self.rules.limit * _NAME_SHARE)
        return self.words.isolated(self._plain(cut(self._plain(credit.label), longest, count=self.rules.count)))

    def _is_mention(self, credit: Credit) -> bool:
        return self.rules.mentions and credit.form is CreditForm.MENTION and credit.account.network == self.rules.name

    def _lead(self, item: Item) -> str:
        """Return the first who may be named, without a mention."""
        return next((self._name(each) for each in item.credits if each.is_named), "")

    def _kind(self, item: Item) -> str:
        word = self.words.say(f"kind.{item.kind}")
        return self.words.with_length(word, minutes=item.minutes, pages=item.pages)

    def _title(self, item: Item, title: str, *, inline: bool = False) -> str:
        shown = self.words.isolated(self._plain(title)) if inline else self._plain(title)
        foreign = self.words.foreign(item.language)
        return self.words.say("item.foreign", language=foreign, title=shown) if foreign else shown

    def _expected(self, item: Item, view: PostView) -> Marks:
        """Return what a post of *item* may link, in the order of its text, as far as *view* still shows it."""
        named = [each for each in item.credits if each.is_named][:_MOST_NAMES]
        shown = named if view.also else named[:1]
        mentions = tuple(each.account.id for each in shown if self._is_mention(each))
        urls = tuple(url for url in (view.url, view.post_url, view.page) if url)
        return Marks(mentions=mentions, hashtags=(), urls=urls)

    def _note(self, item: Item, sharer: str) -> tuple[str, NoteForm, str]:
        """Return the words of why, how they stand, and their beginning up to the sharer's name.

        A note that names the sharer is not used when nobody is named.
        """
        note = item.note
        if note is None or (note.source is NoteSource.SHARER and item.content_warning):
            return "", NoteForm.NONE, ""
        plain = self._plain(beside_title(note, item.title))
        before, mark, _ = plain.partition(_SHARER)
        if note.source is NoteSource.PERSON and mark:
            return (
                (plain.replace(_SHARER, sharer), NoteForm.WHOLE, before + sharer) if sharer else ("", NoteForm.NONE, "")
            )
        return plain, _FORMS[note.source], ""

    def _line_note(self, item: Item) -> str:
        note, form, _ = self._note(item, "")
        return note if form is NoteForm.SAID and graphemes(note) <= _LONGEST_LINE_NOTE else ""

    def _plain(self, text: str) -> str:
        """Return foreign *text* on one line, linking nothing (digest.md 9.2)."""
        return self.rules.defuse(" ".join(text.split()))

    @property
    def _total(self) -> int:
        return sum(not item.removed for item in self.digest.items)

    @property
    def _is_linked_in_root_only(self) -> bool:
        return self.rules.urls is UrlPolicy.NONE or self.rules.link_part is LinkPart.ROOT

    def _text(self, name: str, view: RootView | PostView) -> str:
        return self.templates.text(name, view, words=self.words, network=self.rules.name)

    def _fits(self, text: str, warning: str) -> bool:
        return self.rules.count(warning) + self.rules.count(text) <= self.rules.limit

    def _placed(self, url: str) -> str:
        """Return *url* so that the network links all of it: what it would stop at is percent-encoded."""
        encoded = quote(url, safe=":/?#@&=+$,;%~-._")
        path, mark, query = encoded.partition("?")
        mark = mark if query else quote(mark)
        sure = _UNSURE_END_OF_PATH.sub(_escaped, path) + mark + _UNSURE_END_OF_QUERY.sub(_escaped, query)
        spellings = (url, encoded, sure)
        return next((each for each in spellings if self.rules.marks(each).urls == (each,)), encoded)

    def _source(self, url: str) -> str:
        """Return the address of a post as `_placed` does, nothing where the network would not link it whole."""
        placed = self._placed(url) if url else ""
        return placed if self.rules.marks(placed).urls == (placed,) else ""

    def _read_back(self, template: str, text: str, expected: Marks) -> None:
        found = self.rules.marks(text)
        if _compared(found) != _compared(expected):
            raise RenderError(template, f"{self.rules.name} would link {found}, not just {expected}")

    def _check_addresses(self, parts: tuple[Part, ...]) -> None:
        """Raise `RenderError` unless the whole thread holds as many addresses as the policy allows."""
        allowed = {UrlPolicy.ONE: 1, UrlPolicy.NONE: 0}.get(self.rules.urls)
        found = sum(len(self.rules.marks(part.text).urls) for part in parts)
        if allowed is not None and found != allowed:
            raise RenderError("thread", f"{self.rules.name} would link {found} addresses, not {allowed}")


def _escaped(end: re.Match[str]) -> str:
    return "".join(f"%{ord(each):02X}" for each in end[0])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _compared(marks: Marks) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    mentions = tuple(dict.fromkeys(each.lstrip("@").casefold() for each in marks.mentions))
    hashtags = tuple(each.lstrip("#").casefold() for each in marks.hashtags)
    return mentions, hashtags, marks.urls
