"""Why a page is where it is, for machines: what the sentences say, and the sentences themselves."""

from collections.abc import Mapping

import orjson

from bot.cli.explanations import lines
from bot.tasks.explain import Explanation, Neighbour
from curation.model import Story


def json_line(told: Explanation) -> str:
    """Return one JSON object, stable for machines: keys are only ever added.

    It names nobody, as the sentences do not; of a post that consent leaves out it gives the reference.
    """
    item = told.item
    facts = {
        "asked": told.asked,
        "page": told.page,
        "title": item.title if item else _title_of(told.story),
        "day": told.day,
        "state": told.state,
        "place": told.placement,
        "number": item.number if item else None,
        "follows": _neighbour(told.follows),
        "leads": _neighbour(told.leads),
        "shut_out_by": _neighbour(told.shut_out_by),
        "story": _story(told.story) if told.story else None,
        "topics": [{"topic": each.topic, "words": each.words, "learned": each.learned} for each in told.filings],
        "filed_by_a_person": told.is_filed,
        "newcomer": told.has_newcomer,
        "joined": told.joined,
        "alike": [each.goes if each.stays == told.page else each.stays for each in told.alike],
        "before": told.before.day if told.before else None,
        "refused": [{"post": each.ref.uri, "reason": each.reason} for each in told.refused],
        "sentences": list(lines(told)),
    }
    return orjson.dumps(facts, option=orjson.OPT_UTC_Z).decode()


def _title_of(story: Story | None) -> str | None:
    return story.card.title if story and story.card else None


def _neighbour(neighbour: Neighbour | None) -> Mapping[str, object] | None:
    if neighbour is None:
        return None
    return {"number": neighbour.number, "title": neighbour.title, "decided_by": neighbour.tie}


def _story(story: Story) -> Mapping[str, object]:
    card = story.card
    return {
        "people": story.people,
        "servers": story.sources,
        "boosts": story.boosts,
        "copies": story.copies,
        "first_at": story.first_at,
        "spellings": story.spellings,
        "kind": card.kind if card else None,
        "minutes": card.minutes if card else None,
        "pages": card.pages if card else None,
        "topics": story.topics,
        "flags": sorted(story.flags),
    }
