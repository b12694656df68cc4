"""A digest as the body of its page: what the page and the feed share, word for word (digest.md 4.3 and 4.4)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.ports import Part
from bot.render.templates import Templates
from bot.render.views import ArticleView, ItemView, ReplyView, Segment, SharerView
from bot.render.words import Words
from curation.digest import beside_title
from curation.model import Chosen, Correction, Course, Credit, Digest, Item, NoteSource, Reply
from curation.urls import shown_host

_SHARER = "{sharer}"
MOST_NAMES = 2
"""Of an item's sharers; the rest are counted."""
_X = "x"
_CHOSEN = {Chosen.PERSON: "chosen_person", Chosen.CHECKED: "chosen_checked"}

WayTo = Callable[[date], str]
"""The address of the issue of a day."""


def article(templates: Templates, digest: Digest, course: Course, *, way_to: WayTo) -> str:
    """Return the HTML inside the issue's `e-content`; raise `RenderError`."""
    words = templates.words(digest.language)
    return templates.html("blog/article", article_view(digest, course, words, way_to), words=words)


def part(templates: Templates, digest: Digest, course: Course, text: str) -> Part:
    """Return the one part of an outlet where the issue is a page: *text* under its title."""
    return Part(
        number=0,
        text=text,
        count=len(text),
        limit=0,
        language=digest.language,
        title=title(templates, digest, course),
        items=tuple(item.number for item in digest.items if not item.removed),
    )


def stored(body: str) -> Markup:
    """Return a *body* that `article` made as what it is: HTML in which everything foreign was escaped."""
    return Markup(body)  # noqa: S704 - it left `article` through autoescape and was only stored since


def title(templates: Templates, digest: Digest, course: Course) -> str:
    """Return the issue's title: course, date and at most three key words."""
    words = templates.words(digest.language)
    day = words.day("day", digest.day)
    if not digest.key_words:
        return words.say("page.title_plain", course=course.title, date=day)
    return words.say("page.title", course=course.title, date=day, words=", ".join(_alike(digest.key_words)))


def _alike(phrases: Sequence[str]) -> tuple[str, ...]:
    """Return *phrases* as they stand in one list: where one begins with a capital, as topics do, all of them do."""
    if not any(each[:1].isupper() for each in phrases):
        return tuple(phrases)
    return tuple(each[:1].upper() + each[1:] if each.partition(" ")[0].islower() else each for each in phrases)


def description(templates: Templates, digest: Digest, course: Course) -> str:
    """Return the issue in one or two sentences, for search engines and cards."""
    words = templates.words(digest.language)
    return " ".join(each for each in (_lead(digest, course, words), _time(digest, words)) if each)


def article_view(digest: Digest, course: Course, words: Words, way_to: WayTo) -> ArticleView:
    """Return what every long form of the issue says, in its order."""
    return ArticleView(
        organiser_note=tuple(each for each in digest.organiser_note.splitlines() if each.strip()),
        week=_week(digest, words),
        lead=_lead(digest, course, words),
        time=_time(digest, words),
        start=_start(digest, course, words),
        highlights=tuple(item_view(each, words) for each in digest.highlights),
        also=tuple(item_view(each, words) for each in digest.also),
        again=tuple(_again(each, words, way_to) for each in digest.again if not each.removed),
        asked=asked(digest, words),
        replies=tuple(reply_view(each) for each in digest.replies),
        question=digest.question,
        answers_tag=str(course.tag) if course.answers else "",
        chosen=_chosen(digest, words),
        corrections=tuple(_correction(each, course, words) for each in digest.corrections),
    )


def asked(digest: Digest, words: Words) -> str:
    """Return which question the replies of *digest* answer, and of which day; empty without any."""
    if digest.asked_on is None:
        return ""
    return words.say("page.asked", date=words.day("day", digest.asked_on), question=digest.asked)


def reply_view(reply: Reply) -> ReplyView:
    """Return what somebody answered as it is written wherever it stands."""
    return ReplyView(text=reply.text, language=reply.language, who=_sharer(reply.credit, ""))


def _correction(correction: Correction, course: Course, words: Words) -> str:
    day = correction.at.astimezone(ZoneInfo(course.zone)).date()
    return words.say("page.corrected", date=words.day("dated", day), text=correction.text)


def _week(digest: Digest, words: Words) -> str:
    return words.say("page.week", number=digest.week_number, title=digest.week) if digest.week else ""


def _lead(digest: Digest, course: Course, words: Words) -> str:
    return words.say("page.lead", tag=str(course.hashtags[0]), date=words.day("weekday", digest.day))


def _time(digest: Digest, words: Words) -> str:
    links = words.say("page.links", count=sum(not item.removed for item in digest.items))
    if not digest.minutes:
        return words.say("page.time.unknown", links=links)
    return words.say("page.time.known", links=links, minutes=words.say("page.minutes", count=digest.minutes))


def _start(digest: Digest, course: Course, words: Words) -> str:
    if digest.start_with is None:
        return ""
    return words.say("page.only", count=digest.reader_minutes or course.shape.reader_minutes, number=digest.start_with)


def _chosen(digest: Digest, words: Words) -> str:
    phrase = _CHOSEN.get(digest.chosen)
    if phrase is None:
        return words.say("page.chosen_automatic")
    if not digest.curator:
        return words.say(f"page.{phrase}_plain")
    return words.say(f"page.{phrase}", curator=digest.curator)


def item_view(item: Item, words: Words) -> ItemView:
    """Return an item as it is written wherever it stands."""
    note, source = _note(item)
    sharers, end = _sharers(item, words)
    return ItemView(
        number=item.number,
        anchor=item.anchor,
        url=item.link,
        title=item.title,
        language=item.language,
        foreign=words.foreign(item.language),
        kind=_kind(item, words),
        site=_site(item),
        author=item.page_author,
        note=note,
        note_source=source,
        cite=_cite(item),
        sharers=sharers,
        sharers_end=end,
        warning=item.content_warning,
        removed=item.removed,
    )


def _again(item: Item, words: Words, way_to: WayTo) -> ItemView:
    view = item_view(item, words)
    if item.first_on is None:
        return view
    return replace(view, first_on=words.day("dated", item.first_on), first_url=way_to(item.first_on))


def _kind(item: Item, words: Words) -> str:
    word = words.say(f"kind.{item.kind}")
    shown = word[:1].upper() + word[1:]
    return words.with_length(shown, minutes=item.minutes, pages=item.pages)


def _site(item: Item) -> str:
    """Return where the page is, unless it could not be read and its title is its address."""
    said = item.title.partition("/")[0]
    return "" if said == item.site == shown_host(item.page) else item.site


def _cite(item: Item) -> str:
    return next((each.post_url for each in item.credits if each.is_named and each.post_url), "")


def _note(item: Item) -> tuple[tuple[Segment, ...], str]:
    """Return the note in pieces, the sharer's name apart; one that needs a name is not used when nobody is named."""
    note = item.note
    if note is None or (note.source is NoteSource.SHARER and item.content_warning):
        return (), ""
    if note.source is not NoteSource.PERSON or _SHARER not in note.text:
        return ((beside_title(note, item.title), False),), note.source
    label = next((each.label for each in item.credits if each.is_named), "")
    if not label:
        return (), ""
    before, *rest = note.text.split(_SHARER)
    return ((before, False), *(piece for each in rest for piece in ((label, True), (each, False)))), note.source


def _sharers(item: Item, words: Words) -> tuple[tuple[SharerView, ...], str]:
    named = [each for each in item.credits if each.is_named][:MOST_NAMES]
    rest = others(item, len(named), words)
    labels = [each.label for each in named]
    if rest:
        labels.append(rest)
    *befores, end = words.separators(len(labels))
    people: list[Credit | None] = [*named, *([None] if rest else [])]
    views = (
        SharerView(before=before, label=label, is_name=False) if who is None else _sharer(who, before)
        for before, label, who in zip(befores, labels, people, strict=True)
    )
    return tuple(views), end


def others(item: Item, named: int, words: Words) -> str:
    """Return how the sharers of *item* beside *named* ones are told; empty for nobody, or for who is not certain."""
    count = len(item.credits) - named - item.twins
    if count <= 0:
        return ""
    told = words.say("people.more" if named else "people.unnamed", count=count)
    return words.say("people.at_least", people=told) if item.twins and (named or count > 1) else told


def _sharer(credit: Credit, before: str) -> SharerView:
    return SharerView(
        before=before,
        label=credit.label,
        profile_url=credit.profile_url,
        post_url=credit.post_url,
        on_x=credit.account.network == _X,
    )
