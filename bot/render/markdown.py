"""A digest as Markdown: the words of its page, for programs that make pages themselves (digest.md 7.1 and 7.3)."""

from dataclasses import replace

from bot.render.articles import WayTo, article_view
from bot.render.templates import Templates
from bot.render.views import ArticleView, ItemView, ReplyView, SharerView
from bot.render.words import Words
from curation.model import Course, Digest
from curation.text import markdown_address, markdown_escaped


def markdown_article(templates: Templates, digest: Digest, course: Course, *, way_to: WayTo) -> str:
    """Return the issue's body, which no dialect reads as anything but its words; raise `RenderError`."""
    words = templates.words(digest.language)
    view = _escaped(article_view(digest, course, words, way_to), words)
    return templates.text("markdown/article", view, words=words) + "\n"


def _escaped(view: ArticleView, words: Words) -> ArticleView:
    return replace(
        view,
        organiser_note=tuple(map(markdown_escaped, view.organiser_note)),
        week=markdown_escaped(view.week),
        lead=markdown_escaped(view.lead),
        time=markdown_escaped(view.time),
        start=markdown_escaped(view.start),
        highlights=tuple(_item(each, words) for each in view.highlights),
        also=tuple(_item(each, words) for each in view.also),
        again=tuple(_item(each, words) for each in view.again),
        asked=markdown_escaped(view.asked),
        replies=tuple(_reply(each, words) for each in view.replies),
        question=markdown_escaped(view.question),
        answers_tag=markdown_escaped(view.answers_tag),
        chosen=markdown_escaped(view.chosen),
        corrections=tuple(map(markdown_escaped, view.corrections)),
    )


def _item(item: ItemView, words: Words) -> ItemView:
    return replace(
        item,
        url=markdown_address(item.url),
        title=_foreign(item.title, words),
        kind=markdown_escaped(item.kind),
        site=_foreign(item.site, words),
        author=_foreign(item.author, words),
        note=tuple((_piece(text, words, is_name=is_name), is_name) for text, is_name in item.note),
        sharers=tuple(_sharer(each, words) for each in item.sharers),
        sharers_end=item.sharers_end,
        warning=_foreign(item.warning, words),
        first_url=markdown_address(item.first_url),
    )


def _reply(reply: ReplyView, words: Words) -> ReplyView:
    return replace(reply, text=_foreign(reply.text, words), who=_sharer(reply.who, words))


def _sharer(sharer: SharerView, words: Words) -> SharerView:
    return replace(sharer, label=_foreign(sharer.label, words), post_url=markdown_address(sharer.post_url))


def _piece(text: str, words: Words, *, is_name: bool) -> str:
    """Return a piece of a note, the spaces at its ends kept: the next piece stands in the same sentence."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before and ' '}{_foreign(text, words) if is_name else markdown_escaped(text)}{after and ' '}"


def _foreign(text: str, words: Words) -> str:
    return markdown_escaped(words.isolated(text))
