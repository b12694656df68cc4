"""What was published, as data: what readers could see, and nothing else."""

import json

from bot.render.articles import item_view
from bot.render.entries import Entry, stamp
from bot.render.feeds.contents import credit
from bot.render.templates import Templates
from bot.render.words import Words
from curation.model import Course, Item, Reply

VERSION = 1


def told(entry: Entry, templates: Templates, course: Course) -> bytes:
    """Return an issue as one line of JSON, its end included: the words, links and credits of its page."""
    digest = entry.digest
    words = templates.words(digest.language)
    line: dict[str, object] = {
        "welearned_issue": VERSION,
        "course": course.title,
        "day": digest.day.isoformat(),
        "id": entry.issue.tag_uri,
        "published": stamp(entry.published),
        "updated": stamp(entry.updated),
        "language": digest.language,
    }
    if entry.is_withdrawn:
        line["withdrawn"] = True
    else:
        line |= {
            "title": entry.title,
            "week": digest.week,
            "organiser_note": digest.organiser_note,
            "items": [_item(item, words) for item in digest.items if not item.removed],
            "asked": digest.asked,
            "answers": [_reply(each) for each in digest.replies],
            "question": digest.question,
        }
    kept = {name: value for name, value in line.items() if value not in ("", [])}
    return json.dumps(kept, ensure_ascii=False).encode() + b"\n"


def _reply(reply: Reply) -> dict[str, object]:
    told_reply = {"text": reply.text, "language": reply.language, "credit": reply.credit.label}
    return {name: value for name, value in told_reply.items() if value}


def _item(item: Item, words: Words) -> dict[str, object]:
    view = item_view(item, words)
    told_item: dict[str, object] = {
        "number": item.number,
        "anchor": item.anchor,
        "url": item.link,
        "title": item.title,
        "kind": str(item.kind),
        "minutes": item.minutes,
        "language": item.language,
        "site": item.site,
        "author": item.page_author,
        "note": "".join(text for text, _ in view.note),
        "note_from": view.note_source,
        "credit": credit(view),
        "content_warning": item.content_warning,
        "topics": list(item.topics),
    }
    return {name: value for name, value in told_item.items() if value not in (None, "", [])}
