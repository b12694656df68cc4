"""Learning topics from what people filed where."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.model import PageUrl, Topic
from curation.topics import NOTHING, Clue, Example, Filing, Rules, Sorter, TopicModel, scores, taught

GARDEN = Topic(name="Garden", keywords=("garden",))
KITCHEN = Topic(name="Kitchen", keywords=("kitchen",))
RULES = Rules((GARDEN, KITCHEN), "en")
PLANTS = ("tomato", "bean", "leaf", "seed", "root", "rose")
DISHES = ("soup", "bread", "sauce", "cake", "stew", "pie")


def clue(title: str, page: str = "https://blog.example/a", *, note: str = "", tag: str = "") -> Clue:
    return Clue(page=PageUrl(page), title=title, notes=(note,) if note else (), hashtags=(tag,) if tag else ())


def filed(title: str, topic: str, page: str = "https://blog.example/a", *, weight: float = 1.0) -> Example:
    return Example(clue=clue(title, page), topic=topic, weight=weight)


def lessons(each: int = 6) -> list[Example]:
    """Return what a person filed: words that no keyword holds, in titles that differ."""
    plants = [filed(f"about the {one} and the {two}", "Garden") for one in PLANTS for two in PLANTS[:each]]
    dishes = [filed(f"about the {one} and the {two}", "Kitchen") for one in DISHES for two in DISHES[:each]]
    return [*plants, *dishes]


def test_what_was_filed_is_known_from_its_words() -> None:
    """Where no keyword stands, the words of filed pages decide, and are named as the page has them."""
    sorter = Sorter(RULES, taught(RULES, lessons()))

    (filing,) = sorter.filings(clue("About Roses"))

    assert filing == Filing(topic="Garden", words=("Roses",), learned=True)
    assert sorter.topics(clue("a Stew")) == ("Kitchen",)


def test_the_first_corrections_count() -> None:
    """Three pages of a site filed by hand are enough for the next one of it."""
    examples = [filed(title, "Garden", f"https://allotment.example/{title}/") for title in ("moss", "lime", "dew")]

    sorter = Sorter(RULES, taught(RULES, examples))

    (filing,) = sorter.filings(clue("frost", "https://allotment.example/frost/"))
    assert filing == Filing(topic="Garden", words=("allotment.example",), learned=True)


def test_without_examples_the_model_says_what_the_rules_say() -> None:
    """It begins as the rules: the same topic first, and none where they find none."""
    sorter = Sorter(RULES, taught(RULES, []))

    assert sorter.topics(clue("the kitchen")) == ("Kitchen",)
    assert sorter.topics(clue("a garden, a garden kitchen")) == Sorter(RULES).topics(clue("a garden, a garden kitchen"))
    assert sorter.topics(clue("the weather")) == ()


def test_no_topic_is_an_answer_that_can_be_learned() -> None:
    """What a person took out of every topic stays out, though a keyword stands there."""
    adverts = [filed(f"garden {each} for sale, cheap", NOTHING) for each in PLANTS]
    real = [filed(f"my garden: the {each}", "Garden") for each in PLANTS]

    sorter = Sorter(RULES, taught(RULES, [*adverts, *real]))

    assert sorter.topics(clue("garden gnome for sale, cheap")) == ()
    assert sorter.topics(clue("my garden: the gnome")) == ("Garden",)


def test_a_keyword_found_stands_beside_what_was_learned() -> None:
    """A page may be about two things: what the rules found and what is nearly as likely."""
    sorter = Sorter(RULES, taught(RULES, lessons()))

    page = clue("from the garden", note="about the soup and the bread, about the cake and the pie, about the stew")

    assert sorter.topics(page) == ("Kitchen", "Garden")


def test_learning_never_does_worse_than_the_rules_on_what_was_filed() -> None:
    """Where examples contradict each other, what was learned is kept and does not speak."""
    titles = [f"garden {one} {two}" for one in PLANTS for two in DISHES]
    muddled = [filed(title, "Kitchen" if at % 2 else "Garden") for at, title in enumerate(titles)]
    model = taught(RULES, [*muddled, *(filed(f"garden {each}", "Garden") for each in "abcdefgh")])
    worse = replace(model, rules_f1=0.5, model_f1=0.5)

    assert not worse.is_trusted
    assert Sorter(RULES, worse).model is None
    assert not replace(model, rules_f1=0.5, model_f1=0.51, examples=16).is_trusted
    assert replace(model, rules_f1=0.5, model_f1=0.51, examples=400).is_trusted


def test_a_model_of_other_topics_is_silent() -> None:
    """After topics were renamed, added or moved, keywords decide until it learns anew."""
    model = taught(RULES, lessons())

    renamed = Sorter(Rules((GARDEN, replace(KITCHEN, name="Cooking")), "en"), model)

    assert renamed.model is None
    assert renamed.topics(clue("a kitchen")) == ("Cooking",)


def test_examples_of_unknown_topics_teach_nothing() -> None:
    """They are of another course, or of a topic that is no more."""
    model = taught(RULES, [*lessons(), filed("fuel and tyres", "Cars")])

    assert model.examples == len(lessons())
    assert not any("tyre" in feature for feature in model.weights)


def test_the_same_examples_give_the_same_model() -> None:
    """The seed is fixed, so what was learned can be checked."""
    assert taught(RULES, lessons()) == taught(RULES, lessons())


def test_a_model_is_text_and_numbers() -> None:
    """It survives JSON, and nothing else is needed to keep it."""
    model = taught(RULES, lessons())

    told = json.loads(json.dumps(asdict(model)))
    back = TopicModel(
        **told
        | {"topics": tuple(told["topics"]), "weights": {name: tuple(row) for name, row in told["weights"].items()}}
    )

    assert back == model


def test_a_word_of_one_page_only_is_not_remembered() -> None:
    """It says nothing of other pages, and might be somebody's name."""
    model = taught(RULES, [*lessons(), filed("a rose by Quillfeather", "Garden")])

    assert not any("quillfeath" in feature for feature in model.weights)


def test_pages_that_nobody_filed_speak_quietly() -> None:
    """They count as no examples, and keep a few corrections from drawing everything to one topic."""
    quiet = [filed(f"notes on {dish}", NOTHING, weight=0.2) for dish in DISHES * 6]

    model = taught(RULES, [filed("notes on roses", "Garden"), filed("notes on roots", "Garden"), *quiet])

    assert model.examples == 2
    assert (model.rules_f1, model.model_f1) == (None, None)
    assert Sorter(RULES, model).topics(clue("notes on tea")) == ()


def test_scripts_without_spaces_are_learned_too() -> None:
    """Pairs of neighbouring signs stand for the words that nobody marked."""
    examples = [
        filed(f"園芸の{each}", "Garden", f"https://site{at}.example/{at}") for at, each in enumerate("木草花苔葉")
    ]

    sorter = Sorter(RULES, taught(RULES, examples))

    assert sorter.filings(clue("はじめての園芸", "https://other.example/")) == (
        Filing(topic="Garden", words=("園芸",), learned=True),
    )


def test_all_that_a_page_brings_is_looked_at() -> None:
    """Notes of sharers, hashtags and the address teach like titles."""
    by_note = [Example(clue=clue(f"x{at}", note="compost heap"), topic="Garden") for at in range(4)]
    by_tag = [Example(clue=clue(f"y{at}", tag="Sourdough"), topic="Kitchen") for at in range(4)]
    sorter = Sorter(RULES, taught(RULES, [*by_note, *by_tag]))

    assert sorter.topics(clue("z", note="a compost heap")) == ("Garden",)
    assert sorter.filings(clue("z", tag="sourdough"))[0] == Filing(topic="Kitchen", words=("#sourdough",), learned=True)


def test_scores_are_counted_by_topic_and_each_topic_counts_alike() -> None:
    """Precision, recall and F1 of each; the mean of these is macro F1."""
    found = scores(["a", "a", "a", "b"], ["a", "a", "b", ""])

    assert [(each.topic, each.pages, each.given, each.right) for each in found.topics] == [
        ("a", 3, 2, 2),
        ("b", 1, 1, 0),
    ]
    assert (found.topics[0].precision, found.topics[0].recall, found.topics[0].f1) == (1, 2 / 3, 0.8)
    assert (found.topics[1].precision, found.topics[1].recall, found.topics[1].f1) == (0, 0, 0)
    assert (found.macro_f1, found.pages) == (0.4, 4)


def test_nothing_to_score_scores_nothing() -> None:
    """No division by zero; a topic that was never given has no precision."""
    assert scores([], []).macro_f1 == 0
    assert scores(["a"], [""]).topics[0].precision == 0


TITLES = st.lists(st.sampled_from([*PLANTS, *DISHES, "garden", "kitchen", "the", "3", "1.2", "?"]), max_size=6)


@given(titles=st.lists(st.tuples(TITLES, st.sampled_from(["Garden", "Kitchen", NOTHING])), max_size=12), asked=TITLES)
def test_every_page_has_an_answer_among_the_courses_topics(
    titles: list[tuple[list[str], str]], asked: list[str]
) -> None:
    """Whatever was learned: known topics only, none twice, and each with the same words every time."""
    sorter = Sorter(RULES, taught(RULES, [filed(" ".join(words), topic) for words, topic in titles]))
    page = clue(" ".join(asked))

    found = sorter.topics(page)

    assert set(found) <= {"Garden", "Kitchen"}
    assert len(set(found)) == len(found)
    assert [each.topic for each in sorter.filings(page)] == list(found)
    assert sorter.filings(page) == sorter.filings(page)


@pytest.mark.parametrize("weights", [{}, {"unknown": (1.0, 0.0, 0.0)}])
def test_a_page_of_which_nothing_is_known_has_no_topic(weights: dict[str, tuple[float, ...]]) -> None:
    """With nothing to go by, the course's first topic is no better than none."""
    model = TopicModel(topics=("Garden", "Kitchen"), language="en", weights=weights, examples=0)

    assert Sorter(RULES, model).topics(clue("anything")) == ()
