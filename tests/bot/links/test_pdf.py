"""PDF: what it says of itself, and that no PDF keeps us busy."""

import zlib
from io import BytesIO
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from bot.links.answers import Body
from bot.links.bodies import card_of
from bot.links.pdf import PdfSays, said_in_pdf
from bot.links.pdf_reading import told_by
from curation.model import Kind, PageCard, PageUrl

ENGLISH = "What a closure remembers is not the value but the variable and that is why the loop surprises everybody "
PAGE = PageUrl("https://site.example/files/0815.pdf")


def pdf(*, pages: int = 3, **info: str) -> bytes:
    """Return a PDF of blank pages with what somebody wrote about it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def written(text: str, *, pages: int) -> bytes:
    """Return a PDF whose every page shows *text*."""
    kids = " ".join(f"{5 + at} 0 R" for at in range(pages))
    stream = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode()
    sheet = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[sheet.encode()] * pages,
    ]
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + (b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out)))
    )


def card(content: bytes, page: PageUrl = PAGE, *, whole: bool = True) -> PageCard:
    found = card_of(Body(content=content, media_type="application/pdf", whole=whole), page)
    assert isinstance(found, PageCard)
    return found


def test_title_author_and_pages_are_said() -> None:
    """What somebody wrote about a document becomes its card."""
    found = card(pdf(Title="On closures", Author="Ana Li"))

    assert (found.title, found.author, found.pages, found.kind) == ("On closures", "Ana Li", 3, Kind.DOCUMENT)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("", ""),
        (" ", "Administrator"),
        ("Microsoft Word - draft.docx", "user1"),
        ("PowerPoint Presentation", "Microsoft Office User"),
    ],
)
def test_what_programs_write_is_passed_over(title: str, author: str) -> None:
    """The file's name is better than a program's default, and no author better than its owner's account."""
    found = card(pdf(Title=title, Author=author))

    assert (found.title, found.author) == ("0815.pdf", "")


def test_words_of_the_first_pages_tell_minutes_and_language() -> None:
    """The text is long as its pages are many, and is in a language."""
    found = card(written(ENGLISH * 4, pages=30))

    assert (found.pages, found.minutes, found.language) == (30, 10, "en")


def test_a_file_that_was_cut_off_says_only_what_stands_in_the_open() -> None:
    """Half a document has no number of pages."""
    found = card(pdf(Title="On closures"), whole=False)

    assert (found.title, found.pages) == ("0815.pdf", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4",
        b"%PDF-1.4\n" + b"1 0 obj << /A " * 20_000,
        b"%PDF-1.4\ntrailer << /Root 1 0 R /Size 2 /Prev 9 >>\nstartxref\n9\n%%EOF",
        pdf()[:-200],
        pdf().replace(b"/Count 3", b"/Count 999999999"),
        pdf().replace(b"/Kids [", b"/Kids [ 1 0 R 2 0 R "),
        b"%PDF-1.5\n" + zlib.compress(b"\0" * 50_000_000),
    ],
    ids=["nothing", "a header", "deep", "a circle", "torn", "a false count", "a false tree", "a bomb"],
)
def test_t33_broken_files_are_read_as_far_as_they_go(content: bytes) -> None:
    """No file fails, and none takes long."""
    before = monotonic()

    said = said_in_pdf(content, seconds=8)

    assert said.title == ""
    assert monotonic() - before < 9


def test_t33_a_reader_that_takes_too_long_is_ended() -> None:
    """The process of its own is over when its time is."""
    assert said_in_pdf(pdf(Title="On closures"), seconds=0.001) == PdfSays()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900))
def test_any_torn_file_tells_something_or_nothing(noise: bytes, at: int) -> None:
    """Whatever is written into a document, reading it does not fail."""
    sound = pdf(Title="On closures")

    told = told_by(sound[:at] + noise + sound[at + len(noise) :])

    assert set(told) <= {"title", "author", "pages", "text", "words"}
