"""`welearned topics`: what a course is about, what it learned about that, and what it might add."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli.exits import Exit
from bot.cli.filed_pages import read_filed
from bot.cli.options import config_option, configured, json_option, login_name, plan_of
from bot.cli.visible import visible
from bot.ports import LearnedTopics
from bot.tasks.teach import HISTORY, Marks
from bot.wiring import open_house
from curation.model import Course, Topic
from curation.topics import Recurring, Scores

_course = click.option("--course", default=None, help="The course; needed where there are several.")
_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_SUGGESTED = 20


@click.group("topics")
def topics_command() -> None:
    """Show a course's topics; let it learn from what people filed, and see how well it does."""


@topics_command.command("show")
@_course
@config_option
@json_option
def show_command(course: str | None, config_path: Path, *, as_json: bool) -> None:
    """Show the topics, and what was learned: from what, when, by whom, and whether it helps."""
    config = configured(config_path)
    plan = plan_of(config, course).course
    with open_house(config) as house, house.store.look() as work:
        learned = work.topic_models.get(plan.slug)
    if as_json:
        click.echo(json.dumps(_as_json(plan, learned), ensure_ascii=False, indent=2))
        return
    for line in (*topic_lines(plan), *learned_lines(learned)):
        click.echo(line)


@topics_command.command("learn")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from-history", is_flag=True, help="Learn from every page that people filed in this course.")
@click.option("--who", default=login_name, show_default="your login name", help="Who lets it learn.")
@_course
@config_option
def learn_command(file: Path | None, course: str | None, who: str, config_path: Path, *, from_history: bool) -> None:
    """Learn the topics from FILE, a CSV with the columns url, topic, title, description, note and hashtags.

    Only url and topic are needed; an empty topic says that none fits. What was learned before is replaced.
    """
    if (file is None) is not from_history:
        raise click.UsageError("say FILE, or --from-history")
    config = configured(config_path)
    plan = plan_of(config, course).course
    with open_house(config) as house:
        teach = house.course(plan.slug).teach
        if file is None:
            learned = teach.from_history(who=who)
        else:
            examples = read_filed(file, [topic.name for topic in plan.topics])
            learned = teach.from_examples(examples, who=who, source=file.name)
    for line in learned_lines(learned):
        click.echo(line)


@topics_command.command("score")
@_file
@_course
@config_option
@json_option
def score_command(file: Path, course: str | None, config_path: Path, *, as_json: bool) -> None:
    """Sort the pages of FILE, a CSV as for `learn`, and compare with its column topic: F1 a topic, and macro F1."""
    config = configured(config_path)
    plan = plan_of(config, course).course
    examples = read_filed(file, [topic.name for topic in plan.topics])
    with open_house(config) as house:
        marks = house.course(plan.slug).teach.marks(examples)
    if as_json:
        click.echo(json.dumps(_marks_as_json(marks), ensure_ascii=False, indent=2))
        return
    for line in score_lines(marks):
        click.echo(line)


@topics_command.command("suggest")
@click.option("--days", type=click.IntRange(1, 366), default=30, show_default=True, help="How far to look back.")
@_course
@config_option
@json_option
def suggest_command(days: int, course: str | None, config_path: Path, *, as_json: bool) -> None:
    """Name phrases that come back in what is shared and that no topic has yet."""
    config = configured(config_path)
    with open_house(config) as house:
        found = house.course(plan_of(config, course).course.slug).teach.suggest(days)[:_SUGGESTED]
    if as_json:
        told = [{"phrase": each.phrase, "pages": each.pages, "people": each.people} for each in found]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in suggestion_lines(found):
            click.echo(line)
    raise SystemExit(Exit.DONE if found else Exit.NOTHING)


@topics_command.command("drop")
@_course
@config_option
def drop_command(course: str | None, config_path: Path) -> None:
    """Forget what was learned; only keywords and sites decide then. What people filed stays."""
    config = configured(config_path)
    slug = plan_of(config, course).course.slug
    with open_house(config) as house:
        dropped = house.course(slug).teach.drop()
    click.echo(f"{slug}: {'what was learned is forgotten' if dropped else 'nothing was learned'}")
    raise SystemExit(Exit.DONE if dropped else Exit.NOTHING)


def topic_lines(course: Course) -> Iterator[str]:
    """Yield each topic with what gives it away."""
    if not course.topics:
        yield f"{course.slug} has no topics; write them under [[courses.topics]], or look at: welearned topics suggest"
    for topic in course.topics:
        given = [*topic.keywords, *topic.hosts, *(["whatever no other topic claims"] if topic.catch_all else [])]
        yield f"{visible(topic.name)}: {visible(', '.join(given) or topic.name)}"


def learned_lines(learned: LearnedTopics | None) -> Iterator[str]:
    """Yield what was learned, where from, and whether it is used."""
    if learned is None:
        yield "Nothing was learned yet: keywords and sites decide."
        return
    model = learned.model
    source = "what people filed here" if learned.source == HISTORY else visible(learned.source)
    when = f"{learned.at:%Y-%m-%d %H:%M} UTC"
    yield f"Learned by {visible(learned.who)} on {when} from {model.examples} pages of {source}."
    if model.rules_f1 is None or model.model_f1 is None:
        yield "Too few pages to hold some back and see whether it helps; it is used, beginning from what keywords say."
        return
    yield (
        f"On pages held back: macro F1 {model.model_f1:.3f} with what was learned, {model.rules_f1:.3f} by keywords and"
        f" sites alone; {'it is used' if model.is_trusted else 'so it is not used'}."
    )


def score_lines(marks: Marks) -> Iterator[str]:
    """Yield a table: F1 of each topic, by the rules alone and with what was learned."""
    together = {each.topic: each for each in marks.together.topics} if marks.together else {}
    yield f"{'topic':<28}{'pages':>7}{'rules F1':>10}" + (f"{'learned F1':>12}" if together else "")
    for each in marks.rules.topics:
        name = visible(each.topic or "(no topic)")
        line = f"{name:<28}{each.pages:>7}{each.f1:>10.3f}"
        yield line + (f"{together[each.topic].f1:>12.3f}" if together else "")
    whole = f"{'macro F1':<28}{marks.rules.pages:>7}{marks.rules.macro_f1:>10.3f}"
    yield whole + (f"{marks.together.macro_f1:>12.3f}" if marks.together else "")


def suggestion_lines(found: tuple[Recurring, ...]) -> Iterator[str]:
    """Yield each phrase with how often it came back."""
    if not found:
        yield "Nothing came back that no topic has yet."
    for each in found:
        yield f"{visible(each.phrase)}: {each.pages} pages, {each.people} people"


def _as_json(course: Course, learned: LearnedTopics | None) -> dict[str, object]:
    return {
        "course": course.slug,
        "topics": [_topic_as_json(topic) for topic in course.topics],
        "learned": None
        if learned is None
        else {
            "who": learned.who,
            "at": learned.at.isoformat(),
            "source": learned.source,
            "examples": learned.model.examples,
            "rules_f1": learned.model.rules_f1,
            "model_f1": learned.model.model_f1,
            "used": learned.model.is_trusted,
        },
    }


def _topic_as_json(topic: Topic) -> dict[str, object]:
    return {"name": topic.name, "description": topic.description, "keywords": topic.keywords, "hosts": topic.hosts}


def _marks_as_json(marks: Marks) -> dict[str, object]:
    return {
        "rules": _scores_as_json(marks.rules),
        "learned": _scores_as_json(marks.together) if marks.together else None,
    }


def _scores_as_json(scores: Scores) -> dict[str, object]:
    topics = [
        {"topic": each.topic, "pages": each.pages, "precision": each.precision, "recall": each.recall, "f1": each.f1}
        for each in scores.topics
    ]
    return {"macro_f1": scores.macro_f1, "pages": scores.pages, "topics": topics}
