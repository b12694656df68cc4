"""Bytes become the letters their writer meant."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.charsets import decoded


def meta(charset: str) -> bytes:
    return f'<html><head><meta charset="{charset}"><title>'.encode()


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        pytest.param("café".encode(), "", "café", id="nothing said, UTF-8"),
        pytest.param("café".encode("cp1252"), "", "café", id="nothing said, not UTF-8"),
        pytest.param("café".encode("cp1252"), "utf-8", "café", id="UTF-8 said, not kept"),
        pytest.param("café".encode(), "iso-8859-1", "café", id="Latin 1 said, UTF-8 meant"),
        pytest.param("“café”".encode("cp1252"), "ISO-8859-1", "“café”", id="Latin 1 means Windows 1252"),
        pytest.param("вода".encode("koi8-r"), "koi8-r", "вода", id="header"),
        pytest.param("水曜日".encode("shift_jis"), "x-sjis", "水曜日", id="header, a name Python has not"),
        pytest.param("水曜日".encode("iso2022_jp"), "iso-2022-jp", "水曜日", id="ASCII bytes, Japanese"),
        pytest.param("联通".encode("gbk"), "gb2312", "联通", id="valid as UTF-8, GBK said"),
        pytest.param("水曜日".encode("euc_jp"), "nonsense", "¿åÍËÆü", id="header nonsense, nothing else"),
        pytest.param(codecs.BOM_UTF8 + "café".encode(), "windows-1251", "café", id="mark of UTF-8"),
        pytest.param(codecs.BOM_UTF16_LE + "café".encode("utf-16-le"), "utf-8", "café", id="mark of UTF-16"),
        pytest.param(codecs.BOM_UTF16_BE + "café".encode("utf-16-be"), "", "café", id="mark of UTF-16, big end"),
        pytest.param(b"caf\xff " + "é è ü ö".encode(), "utf-8", "caf\ufffd é è ü ö", id="one bad byte"),
        pytest.param(b"plain", "zip", "plain", id="a codec that is no charset"),
        pytest.param(b"plain", "utf-7", "plain", id="a charset that hides scripts"),
        pytest.param(b"plain", "\0", "plain", id="a label that is none"),
        pytest.param(b"", "utf-8", "", id="empty"),
    ],
)
def test_letters_are_what_was_meant(body: bytes, declared: str, expected: str) -> None:
    """Byte order mark, then good sense, then header, then page, then UTF-8, then Windows 1252."""
    text = decoded(body, declared)

    assert text == expected


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [("windows-1251", "cp1251", "вода"), ("GBK", "gbk", "水"), ("utf-16", "utf-8", "é"), ("euc-kr", "cp949", "물")],
)
def test_a_page_may_say_its_charset_itself(charset: str, codec: str, text: str) -> None:
    """`meta charset` is believed where the header says nothing; a page read so far is not UTF-16."""
    body = meta(charset) + text.encode(codec)

    assert decoded(body).endswith(text)


def test_a_body_that_was_cut_may_end_inside_a_letter() -> None:
    """The rest of a letter is dropped and casts no doubt on the charset."""
    assert decoded("café".encode()[:-1], "utf-8", whole=False) == "caf"


def test_an_xml_declaration_is_heard() -> None:
    """XHTML may declare its charset in its first line."""
    body = b'<?xml version="1.0" encoding="windows-1251"?><html>' + "вода".encode("cp1251")

    assert decoded(body).endswith("вода")


@given(st.binary(max_size=300), st.text(max_size=20))
def test_every_body_is_some_text(body: bytes, declared: str) -> None:
    """Whatever the bytes and the label, there is a text that can be written down again."""
    text = decoded(body, declared)

    assert text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=100))
def test_utf_8_is_always_understood(text: str) -> None:
    """UTF-8 that says so comes back as it was."""
    assert decoded(text.encode(), "utf-8") == text.removeprefix("\ufeff")
