"""Bodies that are no HTML, PDF above all."""

from time import process_time

import pytest

from bot.links.answers import Body, Why
from bot.links.bodies import card_of
from bot.links.pdf import author_in_pdf, title_in_pdf
from curation.model import Kind, PageCard, PageUrl


def xmp(title: str = "", creator: str = "") -> bytes:
    """Return the open part of a PDF."""
    said = f"<dc:title>\n <rdf:Alt>\n  <rdf:li xml:lang='en'>{title}</rdf:li></rdf:Alt></dc:title>" if title else ""
    by = f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>" if creator else ""
    return b"%PDF-1.7\n\xff\xfe\x00" + f"<x:xmpmeta>{said}{by}</x:xmpmeta>".encode() + b"\n%%EOF"


def test_a_pdf_with_a_title_says_it() -> None:
    """A document's own title and author are taken."""
    body = Body(content=xmp("Closures &amp; you", "Ana Li"), media_type="application/pdf")

    card = card_of(body, PageUrl("https://site.example/f/0815.pdf"))

    assert card == PageCard(
        page=PageUrl("https://site.example/f/0815.pdf"),
        title="Closures & you",
        author="Ana Li",
        site="site.example",
        kind=Kind.DOCUMENT,
    )


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - draft3.doc",
        "draft.docx",
        "Untitled",
        "paper.tex",
        "Document1",
        "Talk.pptx",
    ],
)
def test_what_programs_write_is_no_title(title: str) -> None:
    """The file's name is better than a program's default."""
    assert title_in_pdf(xmp(title)) == ""


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<dc:title><rdf:Alt><rdf:li>", b"<dc:title>" * 10_000])
def test_a_pdf_may_say_nothing(content: bytes) -> None:
    """A document without an open title or author has neither."""
    assert (title_in_pdf(content), author_in_pdf(content)) == ("", "")


@pytest.mark.parametrize(
    ("url", "media_type", "title", "kind"),
    [
        ("https://site.example/On_closures.pdf", "application/pdf", "On closures", Kind.DOCUMENT),
        ("https://arxiv.org/pdf/1706.03762", "application/pdf", "1706.03762", Kind.PAPER),
        ("https://site.example/a/%E6%B0%B4.pdf", "application/pdf", "水", Kind.DOCUMENT),
        ("https://site.example/deck.pptx", "application/vnd.ms-powerpoint", "deck", Kind.SLIDES),
        ("https://site.example/table.csv", "text/csv", "table", Kind.DATASET),
        ("https://site.example/talk.mp4", "video/mp4", "talk", Kind.VIDEO),
        ("https://site.example/episode-7.mp3", "audio/mpeg", "episode 7", Kind.PODCAST),
        ("https://site.example/blog/cat.png", "image/png", "cat", Kind.IMAGE),
        ("https://site.example/book.epub", "application/epub+zip", "book", Kind.BOOK),
    ],
)
def test_files_are_called_by_their_names(url: str, media_type: str, title: str, kind: Kind) -> None:
    """The last step of the address, as words; the kind by address, else by type."""
    card = card_of(Body(content=b"", media_type=media_type), PageUrl(url))

    assert isinstance(card, PageCard)
    assert (card.title, card.kind) == (title, kind)


def test_a_file_without_a_name_has_no_card() -> None:
    """A picture that is a whole site has no title."""
    assert card_of(Body(content=b"", media_type="image/png"), PageUrl("https://site.example/")) is Why.NO_TITLE


def test_plain_text_is_measured() -> None:
    """Text has minutes when all of it was read."""
    body = Body(content=b"word " * 500, media_type="text/plain")

    card = card_of(body, PageUrl("https://site.example/notes.txt"))

    assert isinstance(card, PageCard)
    assert card.minutes == 3


@pytest.mark.parametrize(
    ("text", "media_type", "expected"),
    [
        pytest.param("# On *closures*\n\nText.", "text/markdown", "On *closures*", id="Markdown"),
        pytest.param("On closures\n===========\n\nText.", "text/plain", "On closures", id="underlined"),
        pytest.param("Just a text.", "text/plain", "notes", id="no heading"),
        pytest.param("x\n" * 4_000 + "# Late\n", "text/plain", "notes", id="a late heading"),
    ],
)
def test_texts_are_called_by_their_headings(text: str, media_type: str, expected: str) -> None:
    """A heading near the beginning is the title, else the file's name."""
    card = card_of(Body(content=text.encode(), media_type=media_type), PageUrl("https://site.example/notes.md"))

    assert isinstance(card, PageCard)
    assert card.title == expected


def test_a_text_is_described_by_its_first_paragraph_and_told_by_its_words() -> None:
    """Lists and headings are no description; the language is that of the words."""
    paragraph = (
        "What a closure remembers is not the value but the variable, and that is why the loop surprises everybody."
    )
    body = Body(content=f"# Notes\n\n- one\n- two\n\n{paragraph}\n".encode(), media_type="text/markdown")

    card = card_of(body, PageUrl("https://site.example/notes.md"))

    assert isinstance(card, PageCard)
    assert (card.description, card.language, card.minutes) == (paragraph, "en", 1)


@pytest.mark.parametrize("text", ["#" * 500_000, "=\n" * 250_000, ("a" * 100 + "\n") * 5_000, "# " + " #" * 250_000])
def test_t33_hostile_texts_take_a_moment(text: str) -> None:
    """No text keeps the look for a heading busy."""
    before = process_time()

    card_of(Body(content=text.encode(), media_type="text/plain"), PageUrl("https://site.example/notes.txt"))

    assert process_time() - before < 3
