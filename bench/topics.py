"""How well pages are sorted into topics, against a newsletter whose editors sorted them by hand.

    python bench/topics.py FOLDER [--count 20000]

FOLDER holds `newsletter/this-week-in-rust.csv` with the columns date, url, title, section: 12,849 links that the
editors of This Week in Rust chose. Seven of its sections are the topics; issues from 2020-06-01 on; what came before
2024-07-01 is for learning, what came after for asking, without links that were learned. Words in square brackets in
front of titles are the editors' marks and are taken away. Macro F1 over the seven.

How the keywords were written: from what the names of the sections say (what follows `#` below), then read against the
links before 2024-07-01 only: phrases that stood in one section far more often than in all were looked at one by one,
and kept where they mean something for that section beyond the day; keywords that did more harm than good there were
taken out. No keyword comes from a link after that date. "Observations" takes what nothing claims, because most such
links of the learning time are there.
"""

import argparse
import csv
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import regex

from curation.errors import InvalidUrl
from curation.model import PageUrl, Topic
from curation.topics import Clue, Example, Rules, Scores, Sorter, TopicModel, scores, taught
from curation.urls import canonical

_FILE = "newsletter/this-week-in-rust.csv"
_FIRST, _ASKED_FROM = "2020-06-01", "2024-07-01"
_MARKS = regex.compile(r"^(\s*\[[^\]]*\]\s*)+")
_A_CLASS = 50
_SEEDS = (1, 2, 3)

_TOPICS = (
    # what the project itself and its foundation publish
    Topic(
        name="official",
        keywords=(
            "announcing rust",
            "announcing rustup",
            "security advisory",
            "pre-release testing",
            "prerelease testing",
            "rust foundation",
            "foundation member",
            "leadership council",
            "compiler team",
            "library team",
            "steering cycle",
            "state of rust survey",
            "rust survey",
            "inside rust",
            "crates.io team",
            "infrastructure team",
            "project goals",
        ),
        hosts=("rust-lang.org",),
    ),
    # issues of newsletters, which name themselves, and their sites
    Topic(
        name="newsletters",
        keywords=(
            "newsletter",
            "newsletter #",
            "this month in rust",
            "month in rust gamedev",
            "month in rust osdev",
            "rib newsletter #",
            "this week in bevy",
            "rust magazine",
            "rust magazine issue #",
            "rust nigeria #",
            "rust nigeria issue",
            "gamedev #",
            "embedded rustacean issue",
        ),
        hosts=(
            "gamedev.rs",
            "thisweekinbevy.com",
            "rustmagazine.org",
            "curated.co",
            "rustinblockchain.org",
            "theembeddedrustacean.com",
        ),
    ),
    # releases and progress of projects: the words of announcements and change logs, and code hosts
    Topic(
        name="project-tooling",
        keywords=(
            "announcing",
            "announcement",
            "changelog",
            "monthly report",
            "report #",
            "this month in",
            "last month in",
            "month in",
            "release",
            "introducing",
            "v#",
            "#.#",
            "beta",
            "alpha",
            "progress report",
            "weekly",
            "this week in",
            "what's new in",
            "new version",
            "update",
            "roadmap",
            "devlog",
            "engine",
            "open-sourcing",
            "announce",
            "intellij rust",
        ),
        hosts=(
            "github.com",
            "gitlab.com",
            "crates.io",
            "docs.rs",
            "codeberg.org",
            "rust-analyzer.github.io",
            "tokio.rs",
            "bevyengine.org",
        ),
    ),
    # opinions and experiences, and what is none of the others
    Topic(
        name="observations",
        keywords=(
            "why",
            "thoughts",
            "opinion",
            "should",
            "lessons",
            "experience",
            "reflections",
            "considered",
            "vs",
            "versus",
            "what i",
            "my",
            "we",
            "case for",
            "case against",
            "problem",
            "the state of",
            "journey",
            "story",
            "migrating",
            "moving",
            "rewriting",
            "benchmark",
            "performance",
            "faster",
            "notes on",
            "look at",
            "compile time",
            "soundness",
            "retrospective",
            "years of",
            "year of",
            "one year",
            "is it",
            "is rust",
            "learnings",
            "a call for",
            "design",
            "optimizing",
        ),
        hosts=(
            "without.boats",
            "smallcultfollowing.com",
            "matklad.github.io",
            "rustacean-station.org",
            "yoshuawuyts.com",
            "ncameron.org",
        ),
        catch_all=True,
    ),
    # how something is done, step by step: the words of teaching
    Topic(
        name="walkthroughs",
        keywords=(
            "how to",
            "tutorial",
            "guide",
            "build",
            "write a",
            "writing",
            "create",
            "creating a",
            "introduction to",
            "intro to",
            "getting started",
            "part #",
            "part",
            "lesson",
            "course",
            "learn",
            "using",
            "step by step",
            "step",
            "from scratch",
            "implement",
            "make a",
            "beginner",
            "exercise",
            "walkthrough",
            "practical",
            "explained",
            "understanding",
            "series",
            "live coding",
            "deploy",
            "setup",
            "example",
            "basics",
            "cheat sheet",
            "set up",
            "day #",
            "watch",
        ),
        hosts=(
            "kerkour.com",
            "developerlife.com",
            "logrocket.com",
            "dev.to",
            "freecodecamp.org",
        ),
    ),
    # papers, by the sites that hold them
    Topic(
        name="research",
        keywords=(
            "paper",
            "empirical",
            "empirical study",
            "thesis",
            "abs",
            "doi",
            "mixed methods study",
            "session types",
            "preprint",
            "proceedings",
            "rust digger",
            "tools survey",
        ),
        hosts=(
            "arxiv.org",
            "acm.org",
            "ieee.org",
            "hal.science",
            "usenix.org",
            "springer.com",
            "eprint.iacr.org",
        ),
    ),
    # news, interviews, conferences, jobs: the press and its subjects
    Topic(
        name="miscellaneous",
        keywords=(
            "interview",
            "podcast",
            "conference",
            "rustconf",
            "rustfest",
            "eurorust",
            "rustnation",
            "meetup",
            "linux kernel",
            "linux",
            "kernel",
            "microsoft",
            "google",
            "job",
            "hiring",
            "torvalds",
            "programmiersprache",
            "book",
            "talk",
            "event",
            "news",
            "white house",
            "nsa",
            "cfp",
            "call for papers",
            "game jam",
            "für",
            "adoption",
            "companies",
            "aws",
            "sponsor",
            "stack overflow",
            "adopts",
            "switches to",
            "in the wild",
            "rustaceans",
            "community",
        ),
        hosts=(
            "heise.de",
            "phoronix.com",
            "theregister.com",
            "zdnet.com",
            "golem.de",
            "filtra.io",
            "reddit.com",
            "rust.code-maven.com",
            "lwn.net",
            "github.blog",
            "techcrunch.com",
            "infoworld.com",
            "thenewstack.io",
        ),
    ),
)
_NAMES = [topic.name for topic in _TOPICS]
_WORD = regex.compile(r"\p{L}+|\d+")


def _read(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return the links to learn from and those to ask about."""
    with (folder / _FILE).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["section"] in _NAMES and row["date"] >= _FIRST]
    old = [row for row in rows if row["date"] < _ASKED_FROM]
    known = {row["url"] for row in old}
    new = [row for row in rows if row["date"] >= _ASKED_FROM and row["url"] not in known]
    return [_example(row) for row in old], [_example(row) for row in new]


def _example(row: dict[str, str]) -> Example:
    try:
        page = canonical(row["url"])
    except InvalidUrl:
        page = PageUrl("https://unreadable.invalid/")
    return Example(clue=Clue(page=page, title=_MARKS.sub("", row["title"])), topic=row["section"])


def _sorted_by(sorter: Sorter) -> Callable[[Example], str]:
    return lambda example: next(iter(sorter.topics(example.clue)), "")


def _bayes(learned: Sequence[Example]) -> Callable[[Example], str]:
    """Return what to compare with: naive Bayes over the words of titles and addresses, the usual first try."""
    words = {topic: Counter[str]() for topic in _NAMES}
    pages = Counter(example.topic for example in learned)
    for example in learned:
        words[example.topic].update(_words(example))
    vocabulary = len({word for counts in words.values() for word in counts})
    sums = {topic: counts.total() for topic, counts in words.items()}

    def answer(example: Example) -> str:
        def chance(topic: str) -> float:
            seen = words[topic]
            spoken = sum(math.log((seen[word] + 1) / (sums[topic] + vocabulary)) for word in _words(example))
            return math.log(pages[topic] / len(learned)) + spoken

        return max(_NAMES, key=chance)

    return answer


def _words(example: Example) -> list[str]:
    return _WORD.findall(f"{example.clue.title} {example.clue.page}".casefold())


def _line(
    name: str, asked: Sequence[Example], answer: Callable[[Example], str], seconds: float | None = None
) -> Scores:
    found = scores([each.topic for each in asked], [answer(each) for each in asked])
    by_name = {each.topic: each.f1 for each in found.topics}
    taught_in = "" if seconds is None else f"{seconds:.1f} s"
    columns = "".join(f"{by_name.get(topic, 0):>9.3f}" for topic in _NAMES)
    print(f"{name:<34}{found.macro_f1:>8.4f}{columns}{taught_in:>9}")
    return found


def _timed(rules: Rules, examples: Sequence[Example]) -> tuple[TopicModel, float]:
    began = time.process_time()
    model = taught(rules, examples)
    return model, time.process_time() - began


def _few(learned: Sequence[Example], seed: int) -> list[Example]:
    chance = random.Random(seed)
    of = {topic: [each for each in learned if each.topic == topic] for topic in _NAMES}
    return [each for topic in _NAMES for each in chance.sample(of[topic], _A_CLASS)]


def _pace(name: str, sorter: Sorter, asked: Sequence[Example], count: int) -> None:
    clues = [asked[at % len(asked)].clue for at in range(count)]
    began = time.process_time()
    for clue in clues:
        sorter.topics(clue)
    spent = time.process_time() - began
    print(f"{name:<34}{count / spent:>8,.0f} links a second")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    given = parser.parse_args()
    if not (given.folder / _FILE).is_file():
        raise SystemExit(f"{given.folder} has no {_FILE}: there is nothing to measure against")
    learned, asked = _read(given.folder)
    rules = Rules(_TOPICS, "en")
    print(f"{len(learned):,} links to learn from, {len(asked):,} to ask about")
    print(f"{'':<34}{'macro F1':>8}{''.join(f'{topic[:8]:>9}' for topic in _NAMES)}{'learning':>9}")
    _line("naive Bayes, all", asked, _bayes(learned))
    _line("rules", asked, _sorted_by(Sorter(rules)))
    for seed in _SEEDS:
        few = _few(learned, seed)
        model, seconds = _timed(rules, few)
        _line(f"naive Bayes, {_A_CLASS} a topic, seed {seed}", asked, _bayes(few))
        used = "" if model.is_trusted else " (rules stand)"
        _line(f"{_A_CLASS} a topic, seed {seed}{used}", asked, _sorted_by(Sorter(rules, model)), seconds)
    model, seconds = _timed(rules, learned)
    _line("all", asked, _sorted_by(Sorter(rules, model)), seconds)
    _pace("labelling by rules", Sorter(rules), asked, given.count)
    _pace("labelling with what was learned", Sorter(rules, model), asked, given.count)


if __name__ == "__main__":
    main()
