"""What the demo's issues look like where a course may publish besides: files for site generators, and letters."""

from collections.abc import Iterable
from pathlib import Path

from bot.blog.markdown.generators import GENERATORS
from bot.blog.markdown.publisher import MarkdownPublisher
from bot.blog.markdown.shelf import FolderShelf
from bot.ports import Issue
from bot.render.letters import letter
from bot.render.templates import Templates
from curation.model import Course


def write_homes(folder: Path, course: Course, issues: Iterable[Issue], *, url: str) -> None:
    """Write *issues* of *course* below *folder*: a folder for each generator, and the letters as plain text.

    Links from one issue to another lead to *url*. Raise `RenderError` or `OSError`.
    """
    templates = Templates()
    stored = {each.digest.key: each for each in issues}
    for name, generator in GENERATORS.items():
        home = MarkdownPublisher(
            name=name,
            course=course,
            generator=generator,
            shelf=FolderShelf(name, folder / name),
            templates=templates,
            page=f"{url}/{{slug}}/",
            issue=stored.get,
        )
        for key, issue in stored.items():
            for part in home.parts(issue.digest):
                home.send(part, f"{key}:{name}", None)
    letters = folder / "letters"
    letters.mkdir(parents=True, exist_ok=True)
    for issue in stored.values():
        subject, text, _ = letter(templates, issue.digest, course)
        (letters / f"{issue.digest.day}.txt").write_text(f"Subject: {subject}\n\n{text}", encoding="utf-8")
