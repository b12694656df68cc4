"""Why a page is where it is, in sentences for people who never saw a program."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.cli.visible import visible
from bot.ports import DigestState
from bot.tasks.explain import Explanation, Neighbour
from curation.digest import Placement
from curation.model import Flag, Item, Kind, Reason, Story
from curation.ranking import Tie
from curation.topics import Filing

_PLACES = {
    Placement.HIGHLIGHT: "it is number {number}, a highlight",
    Placement.ALSO: 'it is number {number}, listed under "Also found today"',
    Placement.AGAIN: "it is only listed again, because it was in an issue within 90 days",
    Placement.WAITING: "it waits until a person has looked at it",
    Placement.UNAPPROVED: "it waits for a person, because this course publishes nothing that nobody approved",
    Placement.HELD: "it is held back, by a person or by the course's list",
    Placement.DROPPED: "a person took it out, or keeps its site or a word of it out of the course",
    Placement.OVER_SHARER_CAP: "it is left out, because everyone who shared it already has their share of places",
    Placement.OVER_SITE_CAP: "it is left out, because its site already has its share of places",
    Placement.OUT_OF_ROOM: "it is left out, because others come before it and there is no more room",
}
_STATES = {
    None: "not made yet",
    DigestState.DRAFT: "still a draft",
    DigestState.QUIET: "which had too little to say to go out",
    DigestState.FROZEN: "about to go out",
    DigestState.PUBLISHED: "published",
    DigestState.WITHDRAWN: "withdrawn",
}
_BEFORE = {
    Tie.PINNED: "a person pinned it there",
    Tie.LAST: "that one carries a content warning or is held back",
    Tie.PEOPLE: "more people shared it",
    Tie.BOOSTS: "as many people shared both, but it was boosted more",
    Tie.VARIETY: "as many people shared both, but the issue already had more of that one's kind or topic",
    Tie.THEME: "as many people shared both, but it is on the week's theme",
    Tie.NEWCOMER: "as many people shared both, but somebody new here shared it",
    Tie.EARLIER: "as many people shared both, but it was shared earlier",
    Tie.ADDRESS: "nothing else tells them apart but the alphabet: its address comes first",
}
_AFTER = {
    Tie.PINNED: "a person pinned that one there",
    Tie.LAST: "this one carries a content warning or is held back",
    Tie.PEOPLE: "more people shared that one",
    Tie.BOOSTS: "as many people shared both, but that one was boosted more",
    Tie.VARIETY: "as many people shared both, but the issue already had more of this one's kind or topic",
    Tie.THEME: "as many people shared both, but that one is on the week's theme",
    Tie.NEWCOMER: "as many people shared both, but somebody new here shared that one",
    Tie.EARLIER: "as many people shared both, but that one was shared earlier",
    Tie.ADDRESS: "nothing else tells them apart but the alphabet: that one's address comes first",
}
_FLAGS = {
    Flag.CONTENT_WARNING: "Somebody shared it behind a content warning.",
    Flag.MANY_TAGS: "It was shared only with more than ten hashtags, as advertisements are.",
    Flag.NEW_ACCOUNT: "It was shared only from accounts that were less than a week old.",
    Flag.SHORT_LINK: "It is a short link that nobody could follow, so it is not known which page it is.",
    Flag.QUOTES_OTHERS: "A sharer who may be quoted addresses somebody, or shows a picture: a person approves first.",
    Flag.NOTE_WITHOUT_SHARER: "Its note speaks of the person who shared it, and nobody who did may be named.",
}
_REASONS = {
    Reason.ERASED: "it was erased",
    Reason.NOT_PUBLIC: "it is not public",
    Reason.ACCOUNT_STATE: "its account is closed, moved or limited",
    Reason.NO_DIGEST: "it, or its writer's profile, asks to be left out",
    Reason.STOPPED: 'its writer said "stop"',
    Reason.UNREADABLE: "its writer's profile cannot be read",
    Reason.OWN: "it is our own",
    Reason.BOT: "a bot wrote it",
    Reason.NO_BOT: "its writer's profile asks machines to stay away",
    Reason.NOT_ON_ROSTER: "its writer is not on the course's list",
    Reason.BARRED: "its writer is kept out of the course",
    Reason.NO_TAG: "it carries no hashtag of the course",
    Reason.REPOST: "it only passes another post on",
}
_KINDS = {
    Kind.ARTICLE: "an article",
    Kind.EVENT: "an event",
    Kind.IMAGE: "a picture",
    Kind.SLIDES: "a set of slides",
}
_TITLE_SHOWN = 60


def lines(told: Explanation) -> Iterator[str]:
    """Yield the reasons as a person reads them: where it stands, why there, who shared it, what it is."""
    yield from _head(told)
    if told.day is None:
        yield "Nobody shared it under this course's hashtags."
        return
    yield from _place(told)
    yield from _of_story(told)
    yield from (f"Somebody joined {each} to it (welearned split undoes that)." for each in told.joined)
    for each in told.alike:
        other = each.goes if each.stays == told.page else each.stays
        yield f"It may be one page with {other}, which is called nearly the same (welearned merge, welearned split)."
    if told.before:
        yield f"It was already in the issue of {_dated(told.before.day)}."
    for refusal in told.refused:
        yield f"One post that shares it is left out, because {_REASONS[refusal.reason]}: {visible(refusal.ref.uri)}"


def _head(told: Explanation) -> Iterator[str]:
    title = told.item.title if told.item else told.story.card.title if told.story and told.story.card else ""
    if title:
        yield f"“{visible(title)}”"
    yield f"{visible(told.asked)} is the page {told.page}" if told.asked != told.page else f"The page {told.page}"


def _dated(day: date | None) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}" if day else ""


def _place(told: Explanation) -> Iterator[str]:
    if told.placement is None:
        if told.story is None and not told.refused:
            yield f"On {_dated(told.day)} it was not looked at: no post of that day points at it."
        return
    number = told.item.number if told.item else 0
    place = _PLACES[told.placement].format(number=number)
    yield f"In the issue of {_dated(told.day)} ({_STATES[told.state]}) {place}."
    yield from _between(told)
    if told.shut_out_by:
        yield f"The last one with room is {_named(told.shut_out_by)}: {_AFTER[told.shut_out_by.tie]}."


def _between(told: Explanation) -> Iterator[str]:
    """Yield in one sentence why it stands where it stands."""
    after = f"after {_named(told.follows)}, because {_AFTER[told.follows.tie]}" if told.follows else ""
    before = f"before {_named(told.leads)}, because {_BEFORE[told.leads.tie]}" if told.leads else ""
    if after or before:
        yield f"It comes {'; and '.join(filter(None, (after, before)))}."


def _named(neighbour: Neighbour) -> str:
    title = visible(neighbour.title)
    short = title if len(title) <= _TITLE_SHOWN else f"{title[:_TITLE_SHOWN].rstrip()}…"
    return f"number {neighbour.number} (“{short}”)"


def _of_story(told: Explanation) -> Iterator[str]:
    story = told.story
    if story is None:
        return
    yield _shares(told, story)
    if story.copies:
        yield f"{story.copies} more passed it on in another sharer's words, which counts for nobody."
    yield from _about(told, story)
    if len(story.spellings) > 1:
        yield f"It was shared under {len(story.spellings)} addresses, which are all this one page:"
        yield from (f"  {visible(each)}" for each in story.spellings)
    for flag in sorted(story.flags):
        yield f"{_FLAGS[flag]} A person should look at it."


def _shares(told: Explanation, story: Story) -> str:
    first = story.first_at.astimezone(ZoneInfo(told.zone))
    when = f"on {first.day} {first:%B} at {first:%H:%M}"
    where = "" if story.sources == 1 else f" from {story.sources} servers"
    least = "at least " if story.twins else ""
    who = (
        f"1 person shared it, {when}"
        if story.people == 1
        else f"{least}{story.people} people{where} shared it, first {when}"
    )
    late = (
        f", {told.item.people} of them in time for the issue" if told.item and told.item.people < story.people else ""
    )
    times = "once" if story.boosts == 1 else f"{story.boosts} times"
    boosts = (
        f" It was boosted {times}, which counts only between pages that as many people shared." if story.boosts else ""
    )
    new = " Somebody who shared it is new here." if told.has_newcomer else ""
    return f"{who}{late}.{boosts}{new}"


def _about(told: Explanation, story: Story) -> Iterator[str]:
    what = _what(told.item, story)
    if told.is_filed:
        yield f"It is {what}. A person filed it under {_joined(story.topics) or 'no topic'}."
        return
    yield f"It is {what}."
    for filing in told.filings:
        yield f"It is filed under {visible(filing.topic)}{_because(filing)}."


def _what(item: Item | None, story: Story) -> str:
    kind = item.kind if item else story.card.kind if story.card else Kind.PAGE
    minutes = item.minutes if item else story.card.minutes if story.card else None
    pages = item.pages if item else story.card.pages if story.card else None
    lengths = [_counted(count, unit) for count, unit in ((pages, "page"), (minutes, "minute")) if count]
    length = f" of {' and '.join(lengths)}" if lengths else ""
    return f"{_KINDS.get(kind, f'a {kind.value}')}{length}"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _because(filing: Filing) -> str:
    if not filing.words:
        return ", because no other topic claims it" if not filing.learned else ", as people filed pages like it before"
    words = _joined(tuple(f"“{word}”" for word in filing.words))
    return f", as people filed pages with {words} before" if filing.learned else f", because of {words}"


def _joined(names: tuple[str, ...]) -> str:
    shown = [visible(name) for name in names]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
