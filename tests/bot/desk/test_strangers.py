"""What strangers' words and forms that are not ours get."""

from dataclasses import replace

import pytest
from lxml import html

from curation.model import PageUrl, WishKind
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import ACT, ISSUE, LADDER, PATH, SETTLE, WORDS, do, page_of, room
from tests.golden.hostile import HOSTILE
from tests.makers import at, author, card, post, wish


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_foreign_words_are_shown_and_never_run(name: str) -> None:
    """In titles, authors, names, posts, warnings: markup stays text, and no attribute is left."""
    desk = room()
    page = page_of("hostile")
    desk.stage.source.posts.append(
        post(page, by="Mallory", text=f"{name} {page}", created_at=at(16), content_warning=name, number=3)
    )
    desk.stage.reader.cards[page] = card(page, f"{name} x", author=name, site=name, description=f'">{name}')
    desk.stage.poll()
    desk.stage.read_all()
    kim = desk.client()
    kim.post(WORDS, form={"page": page, "seen": "0", "title": name, "was_title": "", "note": name, "was_note": ""})

    for path in (PATH, f"{PATH}proofs/", f"{PATH}?find=x"):
        told = html.fromstring(kim.get(path).text)
        scripts = [(each.get("src", ""), each.text) for each in told.iter("script")]
        attributes = {name for each in told.iter() if isinstance(each.tag, str) for name in each.attrib}
        links = {each.get("href", "") for each in told.iter("a")}
        assert {src for src, text in scripts} == {"/static/htmx.js", "/static/desk.js"}
        assert not any(text for _, text in scripts)
        assert not any(each.startswith("on") for each in attributes)
        assert all(each.startswith(("https://", "/", "#", "../", "proofs/")) for each in links)
        assert "49" not in told.text_content()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "publish", "page": LADDER},
        {"kind": "note", "page": LADDER},
        {"kind": "undo", "page": LADDER},
        {"kind": "pin"},
        {"kind": "pin", "page": LADDER, "value": "x" * 5_000},
        {"kind": "pin", "page": LADDER, "value": "1\0"},
    ],
    ids=["empty", "unknown", "no button", "undo", "no page", "long", "zero"],
)
def test_forms_that_are_not_ours_are_refused(kim: AsgiClient, form: dict[str, str]) -> None:
    """Whatever a form says beyond our buttons is not done."""
    assert kim.post(ACT, form=form).status_code == 400


@pytest.mark.parametrize(
    "page", ["https://nobody.example/shared-this", "javascript:alert(1)", "/etc/passwd", "ftp://x.example"]
)
def test_pages_that_nobody_shared_cannot_be_brought_in(kim: AsgiClient, page: str) -> None:
    """An address from elsewhere is no candidate."""
    assert do(kim, "pin", PageUrl(page), "1") == 422


@pytest.mark.parametrize("minutes", ["0", "-5", "121", "9" * 400, "²", "soon"])
def test_minutes_that_nobody_has_are_refused(kim: AsgiClient, minutes: str) -> None:
    """An issue for so many readers' minutes could not even be written down."""
    assert kim.post(ISSUE, form={"minutes": minutes, "was_minutes": ""}).status_code == 422
    assert kim.get(f"{PATH}proofs/").status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "9999-12-31", "2015-13-01", "20151111", "x"])
def test_days_that_no_course_has_are_none(kim: AsgiClient, day: str) -> None:
    """At the ends of the calendar there is nothing to show, and nothing breaks."""
    assert kim.get(f"/bit15/{day}/").status_code == 404


def test_a_form_of_many_fields_is_refused(kim: AsgiClient) -> None:
    """No form of ours has forty."""
    assert kim.post(ACT, form={f"f{n}": "x" for n in range(60)}).status_code == 400


def test_another_kind_of_body_is_refused(kim: AsgiClient) -> None:
    """JSON and multipart are not what our forms send."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}

    assert kim.request("POST", ACT, headers=headers, content=b"{}").status_code == 400


def test_bytes_that_are_no_text_are_refused(kim: AsgiClient) -> None:
    """Broken UTF-8 is not guessed at."""
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}

    assert kim.request("POST", ACT, headers=headers, content=b"kind=\xff").status_code == 400


_EVIL = '"><script>steal()</script><img src=x onerror=steal()>'


def _evil_everywhere() -> AsgiClient:
    """Return a desk on which everything that somebody can write holds a script: strangers and reviewers alike."""
    desk = room()
    stage, page = desk.stage, page_of("hostile")
    mallory = replace(author("Mallory"), name=f"name {_EVIL}", bio=f"bio {_EVIL}")
    stage.source.posts.append(
        post(page, by=mallory, text=f"text {_EVIL}", created_at=at(16), content_warning=f"warning {_EVIL}", number=3)
    )
    stage.reader.cards[page] = card(
        page, f"title {_EVIL}", author=f"author {_EVIL}", site=f"site {_EVIL}", description=f"description {_EVIL}"
    )
    with stage.kept.work() as work:
        work.wishes.record(wish(mallory, WishKind.ROSTER, f"alias {_EVIL}", at=at(9), evidence=f"evidence {_EVIL}"))
    stage.poll()
    stage.read_all()
    kim = desk.client(f"Kim {_EVIL}")
    words = {kind: f"{kind} {_EVIL}"[:44] for kind in ("title", "short_title", "note", "content_warning", "topic")}
    kim.post(WORDS, form={"page": page, "seen": "0", **words, **{f"was_{kind}": "" for kind in words}})
    kim.post(ISSUE, form={each: f"{each} {_EVIL}" for each in ("question", "organiser_note", "week")})
    kim.post(SETTLE, form={"kind": "never", "what": "word", "value": f"word {_EVIL}"})
    kim.post(SETTLE, form={"kind": "never", "what": "site", "value": f"evil.example {_EVIL}"})
    kim.post(f"{PATH}add", form={"url": f"https://library.example/{_EVIL}", "note": f"added {_EVIL}"})
    return kim


@pytest.mark.parametrize("path", [PATH, f"{PATH}proofs/", f"{PATH}?find=%22%3E%3Cscript%3Esteal()%3C/script%3E"])
def test_a_script_stored_in_any_field_is_text(path: str) -> None:
    """Names, words, cards, wishes, and what reviewers wrote: nothing of it becomes an element or an attribute."""
    told = html.fromstring(_evil_everywhere().get(path).text)

    elements = [each for each in told.iter() if isinstance(each.tag, str)]
    assert {each.get("src") for each in elements if each.tag == "script"} == {"/static/htmx.js", "/static/desk.js"}
    assert not [each for each in elements if each.tag in {"img", "iframe", "object", "embed", "style", "svg"}]
    assert not [name for each in elements for name in each.attrib if name.startswith("on") or "<" in name]


def test_the_fields_of_that_attack_are_on_the_page() -> None:
    """It would prove nothing if none of them were shown."""
    shown = html.fromstring(_evil_everywhere().get(PATH).text).text_content()

    for each in ("name", "text", "title", "author", "evidence", "warning", "word", "Kim", "question", "added"):
        assert f'{each} "><script>' in shown, each
