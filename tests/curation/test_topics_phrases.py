"""Phrases that come back and that no topic has yet."""

from curation.model import PageUrl, Topic
from curation.topics import Clue, Mention, Recurring, Rules, recurring

RULES = Rules((Topic(name="Feedback", keywords=("feedback",)),), "en")


def mention(number: int, title: str, *people: str, note: str = "", tags: tuple[str, ...] = ()) -> Mention:
    clue = Clue(
        page=PageUrl(f"https://site{number}.example/"), title=title, notes=(note,) if note else (), hashtags=tags
    )
    return Mention(clue=clue, people=people or (f"P{number}",))


def phrases(*mentions: Mention, known: tuple[str, ...] = ()) -> list[str]:
    return [each.phrase for each in recurring(mentions, RULES, known=known)]


def test_what_comes_back_on_pages_of_several_people_is_named() -> None:
    """In its most frequent form, with the pages and people counted."""
    found = recurring(
        [
            mention(1, "Exit tickets in ten minutes", "Ana"),
            mention(2, "My exit ticket", "Ben"),
            mention(3, "Why exit tickets?", "Ana", "Cleo"),
            mention(4, "Something else", "Dia"),
        ],
        RULES,
    )

    assert found == (Recurring(phrase="exit tickets", pages=3, people=3),)


def test_a_phrase_of_one_person_or_two_pages_is_none() -> None:
    """One loud person makes no topic."""
    loud = [mention(each, "exit tickets", "Lou") for each in range(9)]
    twice = [mention(each, "wait time", f"P{each}") for each in range(2)]

    assert phrases(*loud, *twice) == []


def test_what_a_topic_has_already_is_not_suggested() -> None:
    """Nor a longer phrase with its keyword, nor the course's own tags and name."""
    said = [mention(each, f"peer feedback and BIT15 {'abc'[each]}", f"P{each}") for each in range(3)]

    assert phrases(*said, known=("bit15",)) == []


def test_words_that_say_nothing_are_no_phrase() -> None:
    """Neither alone nor at an edge, nor are numbers, contractions and addresses."""
    said = [
        mention(each, "Today I'm reading the best of 2026 and isn't it", note="https://a.example/b via @x")
        for each in range(4)
    ]

    assert phrases(*said) == ["example"]


def test_a_part_of_a_longer_phrase_is_not_named_beside_it() -> None:
    """Unless it also stands elsewhere."""
    ladder = [mention(each, "ladder of inference", f"P{each}") for each in range(4)]
    alone = [mention(10 + each, "inference", f"Q{each}") for each in range(3)]

    assert phrases(*ladder) == ["ladder of inference"]
    assert phrases(*ladder, *alone) == ["ladder of inference", "inference"]


def test_what_stands_everywhere_tells_nothing() -> None:
    """A word on most pages is the course's air, not a topic of it."""
    assert phrases(*(mention(each, f"school {each}", f"P{each}") for each in range(40))) == []


def test_hashtags_are_read_as_their_words() -> None:
    """In CamelCase."""
    assert phrases(*(mention(each, "", f"P{each}", tags=("FlippedClassroom",)) for each in range(3))) == [
        "flipped classroom"
    ]


def test_the_order_given_changes_nothing() -> None:
    """Equal phrases are in the order of the alphabet."""
    said = [mention(each, "exit tickets, wait time", f"P{each}") for each in range(3)]

    assert phrases(*said) == phrases(*reversed(said)) == ["exit tickets", "wait time"]
