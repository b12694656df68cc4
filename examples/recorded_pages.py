"""What the pages behind the example's links look like: realistic heads, bodies of the right length, all invented."""

import html
import json
from collections.abc import Iterator

from invented_story import Page, Story

TYPES = {
    "article": "BlogPosting", "podcast": "PodcastEpisode", "talk": "VideoObject", "video": "VideoObject",
    "report": "Report", "paper": "ScholarlyArticle", "book": "Book", "course": "Course", "event": "Event",
    "tool": "WebApplication", "dataset": "Dataset", "slides": "PresentationDigitalDocument", "document": "DigitalDocument",
    "page": "WebPage",
}  # fmt: skip
OG_TYPES = {"video": "video.other", "talk": "video.other", "book": "book"}
REDIRECTED = ("chain", "short", "mobile", "amp", "index", "slash", "bare", "http")
LANGUAGES = {"fr": "fr-CA", "ar": "ar"}


def index(story: Story) -> str:
    """Return `pages.json`: other spellings lead to the page as its server would send them there, then the pages."""
    entries: dict[str, dict[str, str | int]] = {}
    for page in story.pages.values():
        for how in REDIRECTED:
            entries[page.spelled(how)] = {"redirect": page.spelled("short") if how == "chain" else page.address}
    for page in story.pages.values():
        entries[page.address] = {"status": 404} if "404" in page.style else {"file": f"{page.slug}.html"}
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def files(story: Story) -> Iterator[tuple[str, str]]:
    """Yield every recorded page under its name."""
    for page in story.pages.values():
        if "404" not in page.style:
            yield f"{page.slug}.html", document(page, story.sentences)


def document(page: Page, sentences: list[str]) -> str:
    language = next((LANGUAGES[each] for each in page.style if each in LANGUAGES), "en")
    direction = ' dir="rtl"' if language == "ar" else ""
    head = "\n".join(f"  {line}" for line in head_of(page))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>\n{head}\n</head>\n<body>\n'
        f'<header><nav><a href="/">{html.escape(page.site or "Home")}</a></nav></header>\n<main>\n<article>\n'
        f"<h1>{html.escape(page.title)}</h1>\n{body(page, sentences)}\n</article>\n</main>\n"
        "<footer><p>All of this is invented.</p></footer>\n</body>\n</html>\n"
    )


def head_of(page: Page) -> Iterator[str]:
    yield f'<meta charset="{"iso-8859-1" if "charset" in page.style else "utf-8"}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if "heading" in page.style:
        return
    ending = f" | {page.site}" if page.site else ""
    yield f"<title>{html.escape(page.title + ending)}</title>"
    if "bare" in page.style:
        return
    yield f'<meta name="description" content="{html.escape(page.description)}">'
    if "canonical" in page.style:
        yield f'<link rel="canonical" href="{page.address}">'
    if not page.style.isdisjoint({"og", "both", "tool"}):
        yield from open_graph(page)
    if "paper" in page.style:
        yield from citation(page)
    if page.kind != "article" or not page.style.isdisjoint({"ld", "both"}):
        yield f'<script type="application/ld+json">{linked_data(page)}</script>'


def open_graph(page: Page) -> Iterator[str]:
    said = {
        "og:type": OG_TYPES.get(page.kind, "article" if page.kind == "article" else "website"),
        "og:title": page.title,
        "og:url": page.address,
        "og:site_name": page.site,
        "og:description": page.description,
        "article:published_time": f"{page.published}T09:00:00-04:00" if page.kind == "article" else "",
        "article:author": page.author if page.kind == "article" else "",
    }
    for name, value in said.items():
        if value:
            yield f'<meta property="{name}" content="{html.escape(value)}">'
    if page.author:
        yield f'<meta name="author" content="{html.escape(page.author)}">'


def citation(page: Page) -> Iterator[str]:
    yield f'<meta name="citation_title" content="{html.escape(page.title)}">'
    yield f'<meta name="citation_journal_title" content="{html.escape(page.site)}">'
    yield f'<meta name="citation_publication_date" content="{page.published.replace("-", "/")}">'
    for author in page.author.split("; "):
        yield f'<meta name="citation_author" content="{html.escape(author)}">'


def linked_data(page: Page) -> str:
    said: dict[str, object] = {"@context": "https://schema.org", "@type": TYPES[page.kind], "name": page.title}
    said |= {"headline": page.title} if page.kind == "article" else {}
    said |= {"description": page.description, "datePublished": page.published, "url": page.address}
    if page.author and page.kind != "paper":
        said["author"] = {"@type": "Person", "name": page.author}
    if page.site:
        said["publisher"] = {"@type": "Organization", "name": page.site}
    if page.length.endswith("m"):
        said["duration"] = f"PT{page.length.upper()}"
    if page.length.endswith("w") and page.kind == "article":
        said["wordCount"] = int(page.length[:-1])
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def body(page: Page, sentences: list[str]) -> str:
    """Return paragraphs with as many words as the table says, the page's description first."""
    wanted = int(page.length[:-1]) if page.length.endswith("w") else 60
    paragraphs, words = [f"<p>{html.escape(page.description)}</p>"], len(page.description.split())
    at = sum(map(ord, page.slug)) % len(sentences)
    while words < wanted:
        chosen = [sentences[(at + step * 7) % len(sentences)] for step in range(5)]
        words += sum(len(each.split()) for each in chosen)
        at += 11
        paragraphs.append(f"<p>{html.escape(' '.join(chosen))}</p>")
    return "\n".join(paragraphs)
