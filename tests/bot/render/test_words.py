"""Words: every language says everything, and nothing is glued."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup

from bot.errors import RenderError
from bot.render.templates import Templates
from bot.render.words import Words
from tests.catalogues import BUILT_IN, own_catalogue

DAY = date(2015, 11, 11)
TEMPLATES = Templates()
LANGUAGES = ("en", "fr")


def catalog(language: str) -> Catalog:
    with (BUILT_IN / language / "LC_MESSAGES" / "welearned.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def phrases(language: str) -> dict[str, tuple[str, ...]]:
    """Return every phrase with all its forms, as an independent reader finds them."""
    return {
        str(each.id[0] if isinstance(each.id, tuple) else each.id): each.string
        if isinstance(each.string, tuple)
        else (str(each.string),)
        for each in catalog(language)
        if each.id
    }


def marks(forms: tuple[str, ...]) -> set[str]:
    return {mark for form in forms for mark in re.findall(r"\{[a-z]+\}", form)}


def test_languages_are_those_that_a_folder_holds() -> None:
    """English and French are there; a third is one folder more, and is held to what they say."""
    assert {each.name for each in BUILT_IN.iterdir()} >= set(LANGUAGES)


@pytest.mark.parametrize("language", sorted(each.name for each in BUILT_IN.iterdir()))
def test_every_language_has_every_phrase_with_the_same_marks(language: str) -> None:
    """A phrase of one language exists in the others, in all its forms, and is given the same things to fill in."""
    english, other = phrases("en"), phrases(language)

    assert other.keys() == english.keys()
    assert {path: marks(other[path]) for path in other} == {path: marks(english[path]) for path in english}
    assert [path for path, forms in other.items() if not all(forms)] == []
    assert [each.id for each in catalog(language) if each.id and each.fuzzy] == []


@pytest.mark.parametrize(
    ("language", "day", "people", "more"),
    [
        ("en", "Wednesday 11 November", "Ana, Ben and 1 more", "2 more"),
        ("fr", "mercredi 11 novembre", "Ana, Ben et 1 autre personne", "2 autres"),
    ],
)
def test_t96_dates_lists_and_plurals_are_the_languages_own(language: str, day: str, people: str, more: str) -> None:
    """A date, a list and a plural look as readers of the language write them."""
    words = TEMPLATES.words(language)

    assert words.day("weekday", DAY) == day
    assert words.joined(("Ana", "Ben", words.say("people.more", count=1))) == people
    assert words.say("people.more", count=2) == more


@pytest.mark.parametrize(
    ("language", "day", "first"),
    [("en", "Sunday 1 November 2015", "1"), ("fr", "dimanche 1er novembre 2015", "1er")],
)
def test_t96_the_first_of_a_month_is_written_as_the_language_does(language: str, day: str, first: str) -> None:
    """French alone counts it; the eleventh, and 2011, stay."""
    words = TEMPLATES.words(language)

    assert words.day("full", date(2015, 11, 1)) == day
    assert re.split("[ \u2009]?–", words.span(date(2015, 11, 1), date(2015, 11, 7)))[0] == first
    assert "1er" not in words.day("full", date(2011, 11, 11))


def test_exact_number_has_its_own_words() -> None:
    """A phrase may say one number in words."""
    words = TEMPLATES.words("en")

    assert words.say("page.only", count=10, number=1).startswith("Only ten minutes?")
    assert words.say("page.only", count=12, number=1).startswith("Only 12 minutes?")


@pytest.mark.parametrize(
    ("pages", "minutes", "shown"),
    [
        (None, 6, "Report, 6 min"),
        (1, None, "Report, 1 page"),
        (12, 30, "Report, 12 pages, 30 min"),
        (None, None, "Report"),
    ],
)
def test_length_is_told_as_far_as_it_is_known(pages: int | None, minutes: int | None, shown: str) -> None:
    """Pages of a document stand where minutes do, and before them."""
    assert TEMPLATES.words("en").with_length("Report", minutes=minutes, pages=pages) == shown


def test_region_falls_back_to_its_language() -> None:
    """Words for a region come from the language where the region has none of its own."""
    words = TEMPLATES.words("fr-CA")

    assert words.language == "fr-CA"
    assert words.say("kind.talk") == "conférence"


@pytest.mark.parametrize("language", ["tlh", "", "../en", "en/../fr"])
def test_language_without_words_is_refused(language: str) -> None:
    """A course in a language nobody wrote words for is an error that names the file to write."""
    with pytest.raises(RenderError, match="no words yet"):
        TEMPLATES.words(language)


def test_own_folder_adds_a_language_and_changes_a_phrase(tmp_path: Path) -> None:
    """A course may bring a language and reword ours: its catalogue is asked first, phrase by phrase."""
    own_catalogue(tmp_path, "he", language="he")
    own_catalogue(tmp_path, "en", {"kind.talk": "keynote"})
    templates = Templates(tmp_path)

    assert templates.words("he").direction == "rtl"
    assert templates.words("en").say("kind.talk") == "keynote"
    assert templates.words("en").say("kind.video") == "video"
    assert str(templates.words("en").locale) == "en_GB"


def test_own_region_speaks_before_its_language(tmp_path: Path) -> None:
    """Words for a region are asked before those of the language, and lend it their plurals."""
    own_catalogue(tmp_path, "fr_CA", {"kind.podcast": "balado"}, language="fr_CA")
    words = Templates(tmp_path).words("fr-CA")

    assert words.say("kind.podcast") == "balado"
    assert words.say("page.links", count=0) == "0 lien"
    assert str(words.locale) == "fr_CA"


def test_language_with_many_forms_chooses_by_its_own_rule(tmp_path: Path) -> None:
    """Plurals are gettext's: Polish counts 2 links otherwise than 5 and 22."""
    folder = tmp_path / "locale" / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "welearned.po").write_text(
        """msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "page.links"
msgid_plural "page.links"
msgstr[0] "{count} link"
msgstr[1] "{count} linki"
msgstr[2] "{count} linków"
""",
        encoding="utf-8",
    )
    words = Templates(tmp_path).words("pl")

    said = [words.say("page.links", count=count) for count in (1, 2, 5, 22)]

    assert said == ["1 link", "2 linki", "5 linków", "22 linki"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('msgid ""\nmsgstr ""\n"Language: xx-nowhere\\n"\n', "names no locale"),
        ('msgid "kind.talk\n', "welearned.po"),
        ('msgid "kind.talk"\nmsgstr "keynote"\n', "no words yet"),
    ],
    ids=["unknown locale", "broken file", "no locale"],
)
def test_wrong_words_are_refused(tmp_path: Path, text: str, why: str) -> None:
    """A catalogue that cannot be used says why."""
    folder = tmp_path / "locale" / "qq" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "welearned.po").write_text(text, encoding="utf-8")

    with pytest.raises(RenderError, match=f"(?i){why}"):
        Templates(tmp_path).words("qq")


def test_phrase_that_does_not_exist_is_an_error() -> None:
    """A path without a phrase is an error of the template, not an empty text."""
    with pytest.raises(RenderError, match=r"thread\.nothing"):
        TEMPLATES.words("en").say("thread.nothing")


def test_phrase_that_lacks_a_value_is_an_error() -> None:
    """A mark that nothing was given for is an error."""
    with pytest.raises(RenderError, match=r"asks for \{tag\}"):
        TEMPLATES.words("en").say("thread.opening", date="today")


@pytest.mark.parametrize("foreign", ["{tag}", "{0}", "{tag.__class__}", "%s"])
def test_values_are_never_phrases(foreign: str) -> None:
    """What is filled in is not read again."""
    assert TEMPLATES.words("en").say("thread.also", people=foreign) == f"Also shared by {foreign}."


def test_html_escapes_what_is_not_markup() -> None:
    """In HTML a foreign value is escaped and a piece of ours is kept."""
    words = TEMPLATES.words("en")

    assert words.say_html("page.by", author="<b>") == Markup("by &lt;b&gt;")
    assert words.say_html("page.by", author=Markup("<b>Ana</b>")) == Markup("by <b>Ana</b>")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fr", "FR"), ("fr-CA", "FR"), ("en-US", ""), ("", ""), ("und", ""), ("<script>", ""), ("english please", "")],
)
def test_language_of_a_title_is_shown_where_it_differs(language: str, shown: str) -> None:
    """Only a real language other than ours is named."""
    assert TEMPLATES.words("en").foreign(language) == shown


@pytest.mark.parametrize(
    ("text", "isolated"),
    [("Ana", False), ("נועה", True), ("12 نورا", True), ("123", False), ("", False)],
)
def test_text_against_the_direction_is_isolated(text: str, isolated: bool) -> None:  # noqa: FBT001 a table's column
    """Text whose first strong letter runs the other way stands between isolates."""
    assert TEMPLATES.words("en").isolated(text) == (f"\u2068{text}\u2069" if isolated else text)


def test_no_list_has_no_separators() -> None:
    """An empty list is an empty text."""
    words: Words = TEMPLATES.words("en")

    assert words.joined(()) == ""
    assert words.separators(2) == ("", " and ", "")


def test_french_marks_never_begin_a_line(tmp_path: Path) -> None:
    """Whatever space a translator typed before them or within quotation marks, none is one to break at."""
    own_catalogue(tmp_path, "fr", {"item.note_quoted": "Qui : « {words} » ? Oui !"})
    templates = Templates(tmp_path)

    said = templates.words("fr").say("item.note_quoted", words="a : b")

    assert said == "Qui\u00a0: «\u00a0a : b\u00a0»\u00a0? Oui\u00a0!"
    assert templates.words("en").say("item.note_quoted", words="a") == TEMPLATES.words("en").say(
        "item.note_quoted", words="a"
    )
