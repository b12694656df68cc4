"""Pages of the hostile set, built by the real Hugo, Jekyll and Pelican, and read back as a browser reads them."""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import pytest

from curation.model import Course, Digest, Note, NoteSource, PageUrl, PostRef, Reply
from curation.text import harmless_name, harmless_title
from tests.bot.blog.markdown_stage import KEY, Issues, folder, publisher
from tests.golden import community
from tests.golden.hostile import HOSTILE
from tests.real.programs import needs, run

pytestmark = pytest.mark.real

_TYPOGRAPHY = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "\u2060": None,
        "\u2068": None,
        "\u2069": None,
    }
)
"""What these programs make of quotes, dashes and dots is their site's own business; ours are joiners and isolates."""
MORE = {
    "short code": "{{< figure src=x >}} {{% notice %}}",
    "Liquid": "{{ site.title }} {% include x %} {% endraw %}",
    "attributes": "{: .red onclick=x } {#id}",
    "list": "1. First",
    "hyphen": "- dash",
    "plus": "+ plus",
    "heading": "# Heading",
    "rule": "*** --- ___",
    "emphasis": "_under_ *star* __both__ ~~gone~~ `code`",
    "picture": "![x](https://evil.example/x.png)",
    "table": "a | b",
    "Pelican": "{filename}/x.md |static|x {tag}y",
    "footnote": "[^1] [x]: https://evil.example",
    "math": "$$x$$ \\(y\\) 50 % of $5",
    "emoji code": ":smile: :x:",
    "own address": "www.evil.example and ana@evil.example",
    "back": "C:\\new\\table",
    "abbreviation": "*[HTML]: x",
}


@dataclass(frozen=True)
class Built:
    """A page as a browser has it."""

    document: Any
    html: str

    def links(self) -> Mapping[str, str]:
        """Return the text of each link, typography folded, by its address."""
        return {each.get("href"): folded("".join(each.itertext())) for each in self.document.iter("{*}a")}

    def text(self) -> str:
        return folded(" ".join("".join(self.document.itertext()).split()))


def folded(text: str) -> str:
    return " ".join(re.sub("-+", "-", text.translate(_TYPOGRAPHY)).split())


def hostile_digest() -> tuple[Digest, Mapping[str, str]]:
    """Return a digest whose titles, sites, authors, notes and sharers are hostile, and its titles by address."""
    names = [harmless_title(each) or "nothing" for each in (*HOSTILE.values(), *MORE.values())]
    people = [harmless_name(each, otherwise="a participant") for each in (*HOSTILE.values(), *MORE.values())]
    items = tuple(
        community.item(
            number,
            name,
            page=PageUrl(f"https://pages.example/{number}"),
            site=person,
            page_author=person,
            note=Note(text=name, source=list(NoteSource)[number % 3]),
            credits=(community.credit(person, f"https://mastodon.example/@x/{number}?a=1&b={{{{x}}}}"),),
        )
        for number, (name, person) in enumerate(zip(names, people, strict=True), 1)
    )
    digest = community.digest(
        highlights=items[:20],
        also=items[20:],
        key_words=tuple(names[:3]),
        question="{{ 7*7 }} <b>why</b>?",
        organiser_note="<script>alert(1)</script>\n{% raw %}",
        asked="{{ 7*7 }} <b>what</b>?",
        asked_on=community.digest().day,
        replies=tuple(
            Reply(
                ref=PostRef("mastodon", str(number)),
                credit=community.credit(person, f"https://mastodon.example/@y/{number}?a={{{{x}}}}"),
                text=name,
            )
            for number, (name, person) in enumerate(zip(names, people, strict=True), 1)
        ),
    )
    return digest, {item.page: item.title for item in items}


def write(root: Path, generator: str, digest: Digest, course: Course | None = None) -> Path:
    """Let the outlet write the digest into a generator's folder; return the file."""
    issues = Issues()
    issues.freeze(digest)
    outlet = publisher(folder(root), issues, generator=generator, course=course)
    (part,) = outlet.parts(digest)
    outlet.send(part, KEY, None)
    return root / outlet.generator.file("bit15", digest.day)


def put(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def built(page: Path) -> Built:
    html = page.read_text(encoding="utf-8")
    return Built(html5lib.parse(html, namespaceHTMLElements=True, treebuilder="lxml").getroot(), html)


def hugo(root: Path, digest: Digest) -> Built:
    needs("hugo")
    layout = "<h1>{{ .Title }}</h1><main>{{ .Content }}</main>"
    put(
        root,
        {
            "config.toml": 'baseURL = "https://school.example/"\nenableEmoji = true\n'
            "[markup.goldmark.renderer]\nunsafe = true\n",
            "layouts/_default/single.html": layout,
            "layouts/_default/list.html": "{{ range .Pages }}<a href='{{ .Permalink }}'>{{ .Title }}</a>{{ end }}",
            "layouts/index.html": "{{ range .Site.RegularPages }}{{ .Title }}{{ end }}",
        },
    )
    write(root, "hugo", digest)
    run(root, "hugo", "--quiet")
    return built(root / "public/digest/2015-11-11-bit15/index.html")


def jekyll(root: Path, digest: Digest) -> Built:
    needs("jekyll")
    layout = "<h1>{{ page.title }}</h1><main>{{ content }}</main>"  # a theme that forgets to escape
    put(root, {"_config.yml": "title: School\n", "_layouts/post.html": layout})
    write(root, "jekyll", digest)
    run(root, "jekyll", "build", "--quiet")
    return built(root / "_site/bit15/2015/11/11/index.html")


def pelican(root: Path, digest: Digest) -> Built:
    put(root, {"pelicanconf.py": "SITENAME = 'School'\nPATH = 'content'\nTIMEZONE = 'UTC'\nTHEME = 'simple'\n"})
    write(root, "pelican", digest)
    run(
        root, sys.executable, "-m", "pelican", "--settings", "pelicanconf.py", "--output", "public", "--fatal", "errors"
    )
    return built(root / "public/2015-11-11-bit15.html")


def eleventy(root: Path, digest: Digest) -> Built:
    layout = "<h1>{{ title }}</h1><main>{{ content }}</main>"
    put(root, {"_includes/post.liquid": layout, "digest/digest.json": '{"layout": "post.liquid"}'})
    write(root, "eleventy", digest)
    run(root, "eleventy", "--quiet")
    return built(root / "_site/bit15/2015/11/11/index.html")


PROGRAMS: Mapping[str, Callable[[Path, Digest], Built]] = {
    "hugo": hugo,
    "jekyll": jekyll,
    "pelican": pelican,
    # CI would have to install Node for it alone: it is tried where somebody has it.
    **({"eleventy": eleventy} if shutil.which("eleventy") else {}),
}


@pytest.mark.parametrize("build", PROGRAMS.values(), ids=PROGRAMS)
def test_t95_real_programs_show_the_hostile_set_literally(
    build: Callable[[Path, Digest], Built], tmp_path: Path
) -> None:
    """The page builds, every title is the text of its link as it was written, and nothing foreign is markup or ran."""
    digest, titles = hostile_digest()

    page = build(tmp_path, digest)

    links = page.links()
    wrong = {url: (links.get(url), folded(title)) for url, title in titles.items() if links.get(url) != folded(title)}
    assert wrong == {}
    assert not [each for each in page.document.iter("{*}script") if "alert" in "".join(each.itertext())]
    assert not list(page.document.iter("{*}img"))
    assert not [each for each in page.document.iter() if any(str(name).startswith("on") for name in each.attrib)]
    assert "49" not in page.text()
    foreign = {
        url for url in links if "evil.example" in str(url) or str(url).startswith(("javascript:", "mailto:ana@e"))
    }
    assert foreign == set()


@pytest.mark.parametrize("build", PROGRAMS.values(), ids=PROGRAMS)
def test_t94_real_programs_keep_a_page_that_is_a_minute_old(
    build: Callable[[Path, Digest], Built], tmp_path: Path
) -> None:
    """The page of a day is there, with its title and every link of the digest."""
    page = build(tmp_path, community.digest())

    assert "What we learned today in BIT15 - 11 November" in page.text()
    assert {item.page for item in community.digest().items} <= set(page.links())
