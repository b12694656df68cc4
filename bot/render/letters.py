"""A digest as a letter: the plain text is the master, the HTML says the same words in the same order (digest.md 5)."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.render.articles import article_view
from bot.render.templates import Templates
from bot.render.views import ArticleView, ItemView, ReplyView, Segment
from bot.render.words import Words
from curation.model import Correction, Course, Digest, Item
from curation.text import cut, graphemes

_COLUMNS = 72
_INDENT = "   "
_LONGEST_SUBJECT = 60
_MOST_SITES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItem:
    """One page in a letter."""

    title: str
    """With its number, and for short items with its kind."""
    meta: str
    url: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """What a letter says above its foot."""

    heading: str
    week: str
    mended: tuple[str, ...]
    """What was put right since the letter before."""
    organiser_note: tuple[str, ...]
    lead: str
    time: str
    highlights: tuple[LetterItem, ...]
    also: tuple[LetterItem, ...]
    asked: str
    replies: tuple[str, ...]
    """What people answered, each with who it was."""
    missing: str
    question: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """One day in the letter about a week."""

    heading: str
    items: tuple[LetterItem, ...]
    asked: str = ""
    replies: tuple[str, ...] = ()
    """What people answered, each with who it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """What the letter about a week says above its foot."""

    heading: str
    lead: str
    days: tuple[DayView, ...]
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What stands around the HTML of a letter; its foot is the recipient's own."""

    subject: str
    language: str
    direction: str
    preheader: str
    body: Markup
    because: str
    stop: str
    web: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What stands under a letter: why it came, and how to end that."""

    asked_on: date
    stop: str
    """The address that ends it."""
    web: str
    """The same issue as a page."""


def letter(templates: Templates, digest: Digest, course: Course) -> tuple[str, str, str]:
    """Return subject, text and HTML of the issue without their foot; raise `RenderError`."""
    words = templates.words(digest.language)
    view = _view(digest, course, words)
    text = templates.text("mail/digest", _wrapped(view), words=words)
    return subject(digest, course, words), text + "\n", templates.html("mail/digest", view, words=words)


def weekly(templates: Templates, digests: Sequence[Digest], course: Course) -> tuple[str, str, str]:
    """Return subject, text and HTML of the letter about *digests*, each day's highlights; raise `RenderError`."""
    words = templates.words(digests[-1].language)
    subject = words.say("mail.weekly_subject", course=course.title, date=words.day("day", digests[0].day))
    view = WeekView(
        heading=words.say("mail.heading", course=course.title, date=words.day("dated", digests[0].day)),
        lead=words.say("mail.weekly_lead"),
        days=tuple(_day(each, course, words) for each in digests),
        reply=words.say("mail.reply", contact=course.contact) if course.contact else "",
    )
    wrapped = replace(
        view,
        days=tuple(map(_wrapped_day, view.days)),
        reply="\n".join(_lines(view.reply)),
    )
    text = templates.text("mail/week", wrapped, words=words)
    html = templates.html("mail/week", view, words=words)
    return cut(" ".join(subject.split()), _LONGEST_SUBJECT), text + "\n", html


def _day(digest: Digest, course: Course, words: Words) -> DayView:
    article = article_view(digest, course, words, lambda _day: "")
    items = _items(digest.highlights, article.highlights, words, is_short=True)
    replies = tuple(filter(None, (_reply(each, words) for each in article.replies)))
    heading = words.day("weekday", digest.day)
    return DayView(heading=heading, items=items, asked=article.asked if replies else "", replies=replies)


def text_foot(words: Words, foot: Foot) -> str:
    """Return what stands under the text of a letter, behind the line that mail programs know."""
    because = words.say("mail.because", date=words.day("dated", foot.asked_on))
    lines = [*_lines(because), words.say("mail.stop", url=foot.stop), words.say("mail.web", url=foot.web)]
    return "\n-- \n" + "\n".join(lines) + "\n"


def framed(templates: Templates, words: Words, *, subject: str, preheader: str, body: str, foot: Foot) -> str:
    """Return the whole HTML part around a *body* that `letter` made."""
    view = FrameView(
        subject=subject,
        language=words.language,
        direction=words.direction,
        preheader=preheader,
        body=Markup(body),  # noqa: S704 - it left `letter` through autoescape and was only stored since
        because=words.say("mail.because", date=words.day("dated", foot.asked_on)),
        stop=foot.stop,
        web=foot.web,
    )
    return templates.html("mail/frame", view, words=words)


def subject(digest: Digest, course: Course, words: Words) -> str:
    """Return what the letter is about in at most 60 characters: course, date, and as many topics as fit."""
    day = words.day("short", digest.day)
    for count in range(len(digest.key_words), 0, -1):
        topics = ", ".join(digest.key_words[:count])
        said = words.say("mail.subject", course=course.title, date=day, words=topics)
        if graphemes(said) <= _LONGEST_SUBJECT:
            return " ".join(said.split())
    return cut(" ".join(words.say("mail.subject_plain", course=course.title, date=day).split()), _LONGEST_SUBJECT)


def preheader(digest: Digest, words: Words) -> str:
    """Return what mail programs show beside the subject: how much there is, and from where."""
    sites = dict.fromkeys(item.site for item in digest.items if item.site and not item.removed)
    links = words.say("page.links", count=sum(not item.removed for item in digest.items))
    return f"{links}: {', '.join(list(sites)[:_MOST_SITES])}" if sites else links


def _view(digest: Digest, course: Course, words: Words) -> LetterView:
    article = article_view(digest, course, words, lambda _day: "")
    return LetterView(
        heading=words.say("mail.heading", course=course.title, date=words.day("full", digest.day)),
        week=article.week,
        mended=tuple(_mended(each, course, words) for each in digest.mended),
        organiser_note=article.organiser_note,
        lead=words.say("mail.lead"),
        time=_time(article),
        highlights=_items(digest.highlights, article.highlights, words, is_short=False),
        also=_items(digest.also, article.also, words, is_short=True),
        asked=article.asked,
        replies=tuple(filter(None, (_reply(each, words) for each in article.replies))),
        missing=words.say("page.missing") if article.replies else "",
        question=article.question,
        reply=words.say("mail.reply", contact=course.contact) if course.contact else "",
    )


def _reply(reply: ReplyView, words: Words) -> str:
    """Return what somebody answered and who it was; what is only pointed at stands on the page."""
    if not reply.text:
        return ""
    return words.say("mail.replied", words=words.isolated(reply.text), person=words.isolated(reply.who.label))


def _time(article: ArticleView) -> str:
    return f"{article.time} {article.start}" if article.start else article.time


def _mended(correction: Correction, course: Course, words: Words) -> str:
    day = correction.at.astimezone(ZoneInfo(course.zone)).date()
    return words.say("page.corrected", date=words.day("dated", day), text=correction.text)


def _items(items: Sequence[Item], views: Sequence[ItemView], words: Words, *, is_short: bool) -> tuple[LetterItem, ...]:
    return tuple(_item(item, view, words, is_short=is_short) for item, view in zip(items, views, strict=True))


def _item(item: Item, view: ItemView, words: Words, *, is_short: bool) -> LetterItem:
    if item.removed:
        return LetterItem(title=f"{view.number}. {words.say('page.removed')}", meta="", url="", words=())
    shown = words.say("item.foreign", language=view.foreign, title=view.title) if view.foreign else view.title
    kind = view.kind[:1].lower() + view.kind[1:]
    title = f"{view.number}. {shown} ({kind})" if is_short else f"{view.number}. {shown}"
    return LetterItem(title=title, meta="" if is_short else view.kind, url=view.url, words=_words(view, words))


def _words(view: ItemView, words: Words) -> tuple[str, ...]:
    """Return the paragraphs of an item: warning, note and who shared it, who is named in the note not again."""
    note = "".join(text for text, _ in view.note)
    if view.note_source == "page":
        note = words.say("item.note_page", words=note)
    elif view.note_source == "sharer":
        note = words.say("item.note_quoted", words=note)
    said = [note, _shared(view, words)]
    warned = [words.say("page.warning", warning=view.warning)] if view.warning else []
    return tuple(filter(None, [*warned, " ".join(filter(None, said))]))


def _shared(view: ItemView, words: Words) -> str:
    """Return who shared it, as a sentence."""
    people = [words.isolated(each.label) if each.is_name else each.label for each in view.sharers]
    if _names_somebody(view.note):
        rest = tuple(people[1:])
        return words.say("thread.also", people=words.joined(rest)) if rest else ""
    return words.say("mail.via", people=words.joined(tuple(people))) if people else ""


def _names_somebody(note: Sequence[Segment]) -> bool:
    return any(is_name for _, is_name in note)


def _wrapped(view: LetterView) -> LetterView:
    """Return *view* in lines of at most 72 columns; an address is never broken."""
    return replace(
        view,
        heading="\n".join(_lines(view.heading)),
        week="\n".join(_lines(view.week)),
        mended=tuple("\n".join(_lines(each)) for each in view.mended),
        organiser_note=tuple("\n".join(_lines(each)) for each in view.organiser_note),
        lead="\n".join(_lines(view.lead)),
        time="\n".join(_lines(view.time)),
        highlights=tuple(map(_wrapped_item, view.highlights)),
        also=tuple(map(_wrapped_item, view.also)),
        asked="\n".join(_lines(view.asked)),
        replies=tuple("\n".join(_lines(each, first=_INDENT, later=_INDENT)) for each in view.replies),
        missing="\n".join(_lines(view.missing)),
        question="\n".join(_lines(view.question)),
        reply="\n".join(_lines(view.reply)),
    )


def _wrapped_day(day: DayView) -> DayView:
    return replace(
        day,
        items=tuple(map(_wrapped_item, day.items)),
        asked="\n".join(_lines(day.asked)),
        replies=tuple("\n".join(_lines(each, first=_INDENT, later=_INDENT)) for each in day.replies),
    )


def _wrapped_item(item: LetterItem) -> LetterItem:
    title = "\n".join(_lines(item.title, later=_INDENT))
    words = tuple("\n".join(_lines(each, first=_INDENT, later=_INDENT)) for each in item.words)
    return replace(item, title=title, words=words)


def _lines(text: str, *, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _COLUMNS,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
