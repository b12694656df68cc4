"""What stands in the fields of a page's and of the issue's words: what a person said before, or just typed.

Whoever was refused or overtaken finds their words where they typed them; nothing is lost but the press of a button.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.desk.views import IssueWordsView, OptionView, SharerView, WordsView
from bot.ports.reviews import Candidate
from bot.render.words import Words
from curation.digest import UNDO, old_pages
from curation.model import Course, Event, EventKind

_ISSUE = (EventKind.QUESTION, EventKind.ORGANISER_NOTE, EventKind.WEEK, EventKind.MINUTES)

Said = Mapping[str, str]
"""By the name of a field what stands in it."""


def last_words(acts: Iterable[Event]) -> Said:
    """Return by kind what was said last."""
    return {act.kind.value: act.value for act in acts}


def typed_about(candidate: Candidate, typed: Said) -> Said:
    """Return what of *typed* is about the words of *candidate*, also where its address has changed since."""
    if EventKind.NOTE.value not in typed or "page" not in typed:
        return {}
    return typed if typed["page"] in {candidate.page, *old_pages(candidate.story)} else {}


def typed_about_issue(typed: Said) -> Said:
    """Return what of *typed* is about the whole issue."""
    return {kind.value: typed[kind.value] for kind in _ISSUE if kind.value in typed}


def words_view(candidate: Candidate, said: Said) -> WordsView:
    """Return the fields of *candidate* with what was *said* in them."""
    return WordsView(
        title=said.get(EventKind.TITLE, ""),
        title_before=candidate.item.title,
        short_title=said.get(EventKind.SHORT_TITLE, ""),
        note=said.get(EventKind.NOTE, ""),
        content_warning=said.get(EventKind.CONTENT_WARNING, ""),
        credit=said.get(EventKind.CREDIT, ""),
        topic=said.get(EventKind.TOPIC, UNDO),
    )


def issue_view(said: Said) -> IssueWordsView:
    """Return the fields of the issue with what was *said* in them."""
    return IssueWordsView(
        question=said.get(EventKind.QUESTION, ""),
        organiser_note=said.get(EventKind.ORGANISER_NOTE, ""),
        week=said.get(EventKind.WEEK, ""),
        minutes=said.get(EventKind.MINUTES, ""),
    )


def credit_options(sharers: Sequence[SharerView], shown: Sequence[str], words: Words) -> tuple[OptionView, ...]:
    """Return whom a page can be credited to first; what stands is there whoever it is, or saving would change it."""
    first = OptionView(value="", text=words.say("desk.field.credit_first"))
    named = (OptionView(value=each.account, text=each.name) for each in sharers if each.account)
    return _chosen((first, *named), shown)


def topic_options(course: Course, shown: Sequence[str], words: Words) -> tuple[OptionView, ...]:
    """Return what a page can be filed under; several topics, or one the course had, are there while they stand."""
    if not course.topics:
        return ()
    rules = OptionView(value=UNDO, text=words.say("desk.field.topic_rules"))
    none = OptionView(value="", text=words.say("desk.field.topic_none"))
    return _chosen((rules, none, *(OptionView(value=each.name, text=each.name) for each in course.topics)), shown)


def _chosen(options: Sequence[OptionView], shown: Sequence[str]) -> tuple[OptionView, ...]:
    """Return *options* with the first of *shown* chosen, and each of *shown* among them."""
    known = {each.value: each for each in options}
    for value in shown:
        known.setdefault(value, OptionView(value=value, text=", ".join(value.split("\n"))))
    return tuple(
        OptionView(value=each.value, text=each.text, is_chosen=each.value == shown[0]) for each in known.values()
    )
