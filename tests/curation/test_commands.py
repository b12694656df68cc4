"""What people ask for, however they say it; and what asks for nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.commands import Asked, Command, hear, scopes, wish_kind

STOP, START, ERASE = Asked(Command.STOP), Asked(Command.START), Asked(Command.ERASE)
HELP, SHOW, UNDO = Asked(Command.HELP), Asked(Command.SHOW), Asked(Command.UNDO)
QUOTE, NO_QUOTE = Asked(Command.QUOTE, "yes"), Asked(Command.QUOTE, "no")


def credit(value: str) -> Asked:
    return Asked(Command.CREDIT, value)


ENGLISH = [
    ("stop", STOP),
    ("STOP!!!", STOP),
    ("＠bot@mastodon.example ｓｔｏｐ", STOP),
    ("@bot ｓｔｏｐ", STOP),
    ("@bot @ana@mastodon.example stop", STOP),
    ("Please, stop it now. Thank you", STOP),
    ("leave me out of this", STOP),
    ("unsubscribe", STOP),
    ("Hi @bot, please stop", STOP),
    ("Good morning dear @bot@mastodon.example: stop", STOP),
    ("delete me", ERASE),
    ("Please delete me from everything", ERASE),
    ("forget me!", ERASE),
    ("remove me, thanks", ERASE),
    ("Hello @bot please remove me", ERASE),
    ("credit none", credit("none")),
    ("Credit none, please", credit("none")),
    ("quote no", NO_QUOTE),
    ("don’t quote me on that", NO_QUOTE),
    ("arrêtez", None),
    ("stopping by to say hello", None),
    ("non-stop learning", None),
    ("we should not stop", None),
    ("I told her to ask @bot stop", None),
    ("delete the second link", None),
    ("help", HELP),
    ("?", HELP),
    ("@bot ???", HELP),
    ("Hello!", HELP),
    ("info", HELP),
    ("help yourself to this article", None),
    ("start", START),
    ("@bot Start.", START),
    ("commencer", None),
    ("start here", None),
    ("Hi @bot start", None),
    ("yes", None),
    ("ok", None),
    ("no", None),
    ("@bot yes, I do that too", None),
    ("credit name", credit("name")),
    ("Credit: handle", credit("handle")),
    ("credit mention", credit("mention")),
    ("credit name is important in research", None),
    ("credit mention and more", None),
    ("credit alias", credit("alias")),
    ("credit alias Blue Heron", credit("alias Blue Heron")),
    ("@bot Credit alias “Blue   Heron”.", credit("alias Blue Heron")),
    ("quote yes", QUOTE),
    ("quote yes if you like", None),
    ("show me", SHOW),
    ("show me how", None),
    ("link ana@school.example", Asked(Command.LINK, "ana@school.example")),
    ("link @zed", Asked(Command.LINK, "@zed")),
    ("link https://x.com/zed", Asked(Command.LINK, "https://x.com/zed")),
    ("link of the day: https://blog.example/closures", None),
    ("undo", UNDO),
    ("undo that", None),
    ("", None),
    ("@bot", None),
    ("!", None),
]


@pytest.mark.parametrize(("text", "asked"), ENGLISH)
def test_c03_commands_in_public(text: str, asked: Asked | None) -> None:
    """What narrows is known by its first words, also behind a greeting; what widens must be the whole message."""
    assert hear(text) == asked


FRENCH = [
    ("Stop", STOP),
    ("Arrêtez, svp", STOP),
    ("ARRETE", STOP),
    ("S’il vous plaît arrêtez", STOP),
    ("Supprimez-moi s’il vous plaît", ERASE),
    ("oubliez-moi", ERASE),
    ("crédit aucun", credit("none")),
    ("Ne me citez pas", NO_QUOTE),
    ("aide", HELP),
    ("Bonjour", HELP),
    ("commencer", START),
    ("Commencer par le début", None),
    ("crédit nom", credit("name")),
    ("credit compte", credit("handle")),
    ("crédit mention", credit("mention")),
    ("crédit alias", credit("alias")),
    ("crédit pseudonyme Héron bleu", credit("alias Héron bleu")),
    ("citation oui", QUOTE),
    ("citation oui mais", None),
    ("montrez-moi", SHOW),
    ("mes données", SHOW),
    ("lier ana@ecole.example", Asked(Command.LINK, "ana@ecole.example")),
    ("annuler", UNDO),
    ("oui", None),
    ("oui, moi aussi", None),
]


@pytest.mark.parametrize(("text", "asked"), FRENCH)
@pytest.mark.parametrize("language", ["fr", "fr-CA"])
def test_t110_commands_work_in_the_courses_language(text: str, asked: Asked | None, language: str) -> None:
    """French says all that English says, accents or not; English is understood beside it."""
    assert hear(text, languages=[language]) == asked
    assert hear("delete me", languages=[language]) == ERASE


@pytest.mark.parametrize(
    ("text", "languages", "asked"),
    [
        ("yes", ["en"], START),
        ("OK", ["en"], START),
        ("oui", ["fr"], START),
        ("d’accord", ["fr"], START),
        ("no", ["en"], STOP),
        ("Non.", ["fr"], STOP),
        ("no problem", ["en"], None),
        ("yes, and more", ["en"], None),
        ("oui", ["de"], None),
        ("no", ["de"], STOP),
    ],
)
def test_c03_yes_and_no_count_only_as_an_answer(text: str, languages: list[str], asked: Asked | None) -> None:
    """A bare yes or no answers us only where nobody else reads, or where we asked."""
    assert hear(text, languages=languages, answering=True) == asked
    assert hear(text, languages=languages) is None


@given(text=st.text(max_size=80))
def test_c03_nothing_but_the_very_words_widen(text: str) -> None:
    """Whatever people write, they are only ever taken to agree when they wrote nothing else."""
    asked = hear(text)

    if asked == START:
        assert text.casefold().count("start") == 1


@given(before=st.text(min_size=1, max_size=20), command=st.sampled_from(["start", "quote yes", "credit name", "undo"]))
def test_c03_words_before_a_widening_command_undo_it(before: str, command: str) -> None:
    """Only signs and mentions may stand before it."""
    asked = hear(f"{before} {command}")

    if asked is not None and not asked.narrows and any(each.isalnum() for each in before) and "@" not in before:
        assert asked.command is Command.HELP or not before.strip(" .,:;!?").isalnum()


@pytest.mark.parametrize("piece", ["@", "@a", "@a ", "a ", "a @", " ", ".", "credit alias ", "link ", "?"])
def test_a_message_of_a_hundred_thousand_signs_takes_no_time(piece: str) -> None:
    """The inbox is open to everybody."""
    found = hear(piece * (100_000 // len(piece)) + "!")

    assert found is None or found == HELP


def test_a_stop_at_the_head_of_a_long_message_is_heard() -> None:
    """However much follows: what narrows is known by its first words."""
    assert hear("stop " + "x" * 10_000) == STOP


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (STOP, ("",)),
        (credit("none"), ("",)),
        (NO_QUOTE, ("",)),
        (UNDO, ("",)),
        (Asked(Command.LINK, "zed"), ("",)),
        (START, ("bit15", "other")),
        (QUOTE, ("bit15", "other")),
        (credit("alias Heron"), ("bit15", "other")),
    ],
)
def test_c15_what_narrows_holds_everywhere_and_what_widens_where_it_was_said(
    asked: Asked, expected: tuple[str, ...]
) -> None:
    """The scope of a yes is the courses of the account it was said to."""
    assert scopes(asked, ["bit15", "other"]) == expected


def test_what_only_asks_leaves_no_wish() -> None:
    """Help, what is held, and erasing are no wishes."""
    assert [wish_kind(each.command) for each in (HELP, SHOW, ERASE)] == [None, None, None]
