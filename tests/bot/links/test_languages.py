"""In which language a page is that does not say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.head import card_from_html
from bot.links.languages import detected_language
from curation.model import PageUrl

ENGLISH = "What a closure remembers is not the value but the variable, and that is why the loop surprises everybody."
FRENCH = "Ce qu’une fermeture retient n’est pas la valeur mais la variable, et c’est pourquoi la boucle surprend."
GERMAN = "Was eine Funktion sich merkt, ist nicht der Wert, sondern die Variable, und darum überrascht die Schleife."
JAPANESE = "関数が覚えているのは値ではなく変数であり、だからこそ繰り返しの結果に誰もが驚くのです。"
ARABIC = "ما تتذكره الدالة ليس القيمة بل المتغير، ولهذا السبب تفاجئ الحلقة كل من يراها لأول مرة في حياته."
LATIN = (
    "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(FRENCH, "fr", id="French"),
        pytest.param(GERMAN, "de", id="German"),
        pytest.param(JAPANESE, "ja", id="Japanese"),
        pytest.param(ARABIC, "ar", id="Arabic"),
        pytest.param(GERMAN + "\n" + "\u200b" * 5 + GERMAN, "de", id="lines"),
        pytest.param("", "", id="nothing"),
        pytest.param("Closures", "", id="a title"),
        pytest.param("Closures and the loop variable", "", id="a longer title"),
        pytest.param(LATIN, "", id="mock Latin"),
        pytest.param("1 2 3 4 5 6 7 8 9 0 " * 30, "", id="numbers"),
        pytest.param("https://site.example/was-eine-funktion-sich-merkt " * 9, "", id="addresses"),
        pytest.param("@ana #BIT15 @ben #BIT15 " * 20, "", id="names and tags"),
        pytest.param("\ud800" * 200, "", id="half letters"),
    ],
)
def test_language_is_told_by_words_or_not_at_all(text: str, expected: str) -> None:
    """Enough words of one language tell it; a title, a list and mock Latin are of none."""
    assert detected_language(text) == expected


@given(st.text(max_size=300))
def test_any_text_is_of_a_language_or_none(text: str) -> None:
    """No input fails."""
    assert len(detected_language(text)) <= 3


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<p>{GERMAN}</p>", "de", id="only paragraphs"),
        pytest.param(f"<article>{GERMAN} {GERMAN} {GERMAN} {GERMAN}</article>", "de", id="an article"),
        pytest.param(f'<meta name="description" content="{FRENCH}">', "fr", id="a description"),
        pytest.param(f'<meta http-equiv="content-language" content="en"><p>{GERMAN}</p>', "en", id="said"),
        pytest.param(f"<p>{GERMAN[:50]}</p>", "", id="too short"),
        pytest.param(f"<script>{GERMAN}</script><nav>{GERMAN}</nav>", "", id="scripts and menus"),
    ],
)
def test_a_page_that_does_not_say_is_read(html: str, expected: str) -> None:
    """What the page says comes first, then its words; unknown stays unknown."""
    card = card_from_html(f"<title>x</title>{html}", PageUrl("https://site.example/a"))

    assert card is not None
    assert card.language == expected


def test_half_a_tag_says_nothing() -> None:
    """ "und", which means "cannot tell", is not a language."""
    card = card_from_html('<html lang="und"><title>x</title>', PageUrl("https://site.example/a"))

    assert card is not None
    assert card.language == ""
