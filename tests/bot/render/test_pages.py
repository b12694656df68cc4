"""Pages: valid, honest about who shared and who wrote, and closed to foreign markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.pages import Pages
from bot.render.sites import Site, account_text, contact_link
from bot.render.templates import Templates
from bot.render.threads import thread
from curation.model import ConsentMode, Digest, Note, NoteSource, Window
from curation.text import harmless, harmless_name, harmless_title
from tests import makers
from tests.catalogues import english_called
from tests.golden import community, week
from tests.golden.hostile import HOSTILE
from tests.golden.press import (
    MASTODON,
    TEMPLATES,
    XHTML,
    day_page,
    entry,
    lists,
    overview,
    pages,
    parsed,
    texts,
    topic,
)


def every_page() -> Iterator[tuple[str, str]]:
    one = entry(week.WEDNESDAY)
    made = pages()
    yield "day", day_page()
    yield "tombstone", made.tombstone(one)
    yield "course", lists().course(community.course(), overview(week.WEDNESDAY, week.TUESDAY))
    yield "empty course", lists().course(community.course(), overview())
    yield "month", lists().month(community.course(), date(2015, 11, 1), [one], (date(2015, 10, 1), date(2015, 12, 1)))
    yield "week", lists().week(community.course(), date(2015, 11, 9), [one], (None, None))
    yield "topic", lists().topic(community.course(), topic("Digital footprint", week.WEDNESDAY, week.TUESDAY))
    yield "topic of a year", lists().topic(community.course(), topic("Digital footprint", week.TUESDAY, year=2015))
    yield "first", made.first([(community.course(), [one])])
    yield "policy", made.policy()
    yield "missing", made.missing()


@pytest.mark.parametrize("html", [html for _, html in every_page()], ids=[name for name, _ in every_page()])
def test_every_page_parses_strictly(html: str) -> None:
    """No page has an error that a strict parser of HTML would name."""
    tree = parsed(html)

    assert len(texts(tree, "h1")) == 1
    assert len(texts(tree, "main")) == 1


@pytest.mark.parametrize("html", [html for _, html in every_page()], ids=[name for name, _ in every_page()])
def test_t99_no_image_no_script_no_style_but_ours(html: str) -> None:
    """Nothing is loaded from elsewhere: no image, frame, style or script; data for search engines is no script."""
    tree = parsed(html)

    tags = {str(node.tag).removeprefix(XHTML) for node in tree.iter()}
    assert not tags & {"img", "iframe", "embed", "object", "video", "audio", "style"}
    assert all(node.get("type") == "application/ld+json" for node in tree.iter(f"{XHTML}script"))
    assert not any(name.startswith("on") or name == "style" for node in tree.iter() for name in node.attrib)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stay_words(hostile: str) -> None:
    """Whatever strangers call themselves and their pages, the page has the same elements as with plain names."""

    def digest(name: str, title: str, words: str) -> Digest:
        items = tuple(
            community.item(
                number,
                title,
                credits=(community.credit(name, "https://mastodon.example/@x/1"), community.credit(name)),
                note=Note(text=words, source=source),
                page_author=name,
                site=name,
            )
            for number, source in enumerate(NoteSource, 1)
        )
        return community.digest(highlights=items, also=(), question=words, organiser_note=words, week=words)

    plain = parsed(day_page(digest("Ana", "A page", "words")))
    given = harmless_name(hostile, otherwise="Ana")
    words = hostile.replace("{sharer}", "x").replace("\x00", "").replace("\x1b", "").replace("\r\n", " ")

    tree = parsed(day_page(digest(given, harmless_title(hostile, otherwise="A page"), words)))

    assert [node.tag for node in tree.iter()] == [node.tag for node in plain.iter()]
    assert {name for node in tree.iter() for name in node.attrib} == {
        name for node in plain.iter() for name in node.attrib
    }


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_data_for_search_engines_stays_data(hostile: str) -> None:
    """No title can end the script element that holds the data, and the data is read back as it was."""
    items = (community.item(1, hostile),)

    html = day_page(community.digest(highlights=items, also=()))

    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, flags=re.DOTALL)
    assert "<" not in script
    assert json.loads(script)["mainEntity"]["itemListElement"][0]["name"] == hostile


@given(name=st.text(), title=st.text(), words=st.text())
def test_any_words_of_strangers_make_a_valid_page(name: str, title: str, words: str) -> None:
    """Whatever people write, once made harmless it is shown as words on a page without errors."""
    item = community.item(
        1,
        harmless_title(title, otherwise="A page"),
        credits=(community.credit(harmless_name(name, otherwise="Ana")),),
        note=Note(text=harmless(words), source=NoteSource.SHARER),
    )

    tree = parsed(day_page(community.digest(highlights=(item,), also=())))

    assert texts(tree, "h3") == [item.title]
    assert texts(tree, "blockquote") == [harmless(words)]


def test_t52_every_line_of_the_root_is_on_the_page_under_its_number() -> None:
    """What the thread's root promises is found on the page, under the same number and with the same page."""
    digest = community.digest()
    root, *_ = thread(TEMPLATES, digest, community.course(), rules=MASTODON, page=community.PAGE)

    tree = parsed(day_page(digest))

    shown = {
        int(node.get("value", 0)): "".join(node.itertext()) for node in tree.iter(f"{XHTML}li") if node.get("value")
    }
    assert root.items == (1, 2, 3)
    assert all(digest.items[number - 1].title in shown[number] for number in root.items)


def test_t47_items_stand_on_the_page_in_order_under_their_numbers() -> None:
    """The page numbers its items in the digest's order, through both lists."""
    tree = parsed(day_page(community.digest()))

    items = [node for node in tree.iter(f"{XHTML}li") if node.get("value")]
    links = [next(link for link in node.iter(f"{XHTML}a") if "u-url" in link.get("class", "")) for node in items]
    assert [node.get("value") for node in items] == [str(number) for number in range(1, 9)]
    assert [link.get("href") for link in links] == [each.page for each in community.digest().items]


@pytest.mark.parametrize("hour", [4, 5], ids=["23:30 in Toronto", "00:30 in Toronto"])
def test_t64_the_date_is_the_courses(hour: int) -> None:
    """The date shown is the digest's day, whatever date the clock of the machine has at its window's end."""
    end = datetime(2015, 11, 12, hour, 30, tzinfo=UTC)
    digest = community.digest(window=Window(datetime(2015, 11, 11, hour, 30, tzinfo=UTC), end))

    html = day_page(digest)

    assert "Wednesday 11 November 2015" in html
    assert "12 November" not in re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL)


def test_last_change_is_dated_in_the_courses_zone() -> None:
    """A change at two in the night UTC was made on the evening before in Toronto."""
    one = entry(week.WEDNESDAY)
    changed = replace(one, issue=replace(one.issue, changed_at=datetime(2015, 11, 13, 2, tzinfo=UTC)))

    assert "Last changed on 12 November 2015." in pages().day(changed, previous=None, following=None)


def test_issue_without_neighbours_leads_to_its_week() -> None:
    """The only issue leads to no other one, and still to the page of its week."""
    html = pages().day(entry(week.WEDNESDAY), previous=None, following=None)

    assert 'rel="prev"' not in html
    assert 'rel="next"' not in html
    assert '<a class="up" href="../../../../bit15/2015/w46/">The whole week</a>' in html


def test_t96_right_to_left_language_is_mirrored(tmp_path: Path) -> None:
    """A course in a right-to-left language has its pages written from the right."""
    english_called(tmp_path, "he")
    templates = Templates(tmp_path)
    course = community.course(language="he")

    html = pages(templates, course).day(
        entry(community.digest(language="he"), templates, course), previous=None, following=None
    )

    assert '<html lang="he" dir="rtl">' in html
    assert "יום רביעי 11 נובמבר 2015" in html


def test_t96_no_template_names_a_language_or_direction() -> None:
    """Languages, directions and dates come from the course, never from a template."""
    folder = Path(__file__).parents[3] / "templates"

    for file in [*folder.rglob("*.html"), *folder.rglob("*.css"), *folder.rglob("*.txt")]:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r'lang="[a-z]|dir="(ltr|rtl)"|(margin|padding|border)-(left|right)|strftime', text), file


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (ConsentMode.OPEN, "people are shown with the name they chose"),
        (ConsentMode.ASK, "credited to “a participant”"),
        (ConsentMode.ROSTER, "only people on the course’s list"),
    ],
)
def test_policy_follows_the_configuration(mode: ConsentMode, words: str) -> None:
    """The policy says in words what the configured mode does, where is read, and how to stop."""
    html = pages(course=community.course(consent=mode)).policy()

    assert words in html
    assert "Read from: mastodon.example and social.example." in html
    assert "the organisers of BIT15" in html
    assert 'href="mailto:ana@example.org"' in html
    assert "“stop”" in html


def test_policy_without_operator_still_says_how_to_stop() -> None:
    """The policy of a trial, where nobody is configured, names the tags that keep a person out."""
    html = pages(site=Site(title="Try")).policy()

    assert "#nodigest" in html
    assert "mailto" not in html


def test_policy_of_courses_with_other_shapes_gives_no_numbers() -> None:
    """Where courses differ in how much of one person they take, no number is claimed."""
    other = community.course(slug="oer", shape=replace(makers.course().shape, per_sharer=1))
    made = Pages(templates=TEMPLATES, site=week.SITE, courses={"bit15": community.course(), "oer": other})

    assert "have only a few places" in made.policy()


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://mastodon.example/@digest", "@digest@mastodon.example"),
        ("https://x.com/digest", "x.com/digest"),
        ("https://mastodon.example/users/@digest/", "@digest@mastodon.example"),
    ],
)
def test_account_is_written_as_people_know_it(url: str, text: str) -> None:
    """A profile's address is shown as a handle where it holds one."""
    assert account_text(url) == text


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("ana@example.org", "mailto:ana@example.org"),
        ("https://example.org/ask", "https://example.org/ask"),
        ("Ana, room 4", ""),
        ("@ana@mastodon.example or Ben", ""),
    ],
)
def test_contact_is_a_link_where_it_can_be(contact: str, url: str) -> None:
    """Mailboxes and pages can be clicked; words stay words."""
    link = contact_link(contact)

    assert link is not None
    assert (link.text, link.url) == (contact, url)


def test_no_contact_is_no_link() -> None:
    """Without a contact there is nothing to show."""
    assert contact_link("") is None


def test_head_tells_machines_whose_page_it_is() -> None:
    """A page names its address, its feed and its accounts, so that servers can verify and credit them."""
    html = day_page()

    assert '<link rel="canonical" href="https://digest.example.org/bit15/2015/11/11/">' in html
    assert '<link rel="me" href="https://mastodon.example/@digest">' in html
    assert '<meta name="fediverse:creator" content="@digest@mastodon.example">' in html
    assert 'type="application/atom+xml" href="../../../../bit15/feed.atom"' in html


def test_not_found_works_at_any_depth() -> None:
    """The page for missing pages finds its style sheet wherever it is shown, also below a path."""
    site = replace(week.SITE, url="https://example.org/digest/")

    assert 'href="/digest/style.css"' in pages(site=site).missing()


def test_machines_that_train_are_asked_to_stay_out() -> None:
    """The robots file names crawlers of training material and leads others to the map."""
    robots = pages().robots()

    assert "User-agent: GPTBot\n" in robots
    assert robots.endswith("Sitemap: https://digest.example.org/sitemap.xml\n")
    assert "Sitemap" not in pages(site=Site(title="Try")).robots()


def test_french_site_says_everything() -> None:
    """Every page of a course in French is made of French words, with French dates and lists."""
    course = community.course(language="fr")
    site = replace(week.SITE, language="fr")
    made = pages(course=course, site=site)
    made_lists = lists(course=course, site=site)
    one = entry(replace(week.WEDNESDAY, language="fr"), course=course)

    html = [
        made.day(one, previous=week.TUESDAY.day, following=week.on(12).day),
        made.tombstone(one),
        made_lists.course(course, overview(one.digest, course=course)),
        made_lists.week(course, date(2015, 11, 9), [one], (date(2015, 11, 2), date(2015, 11, 16))),
        made_lists.topic(course, topic("Digital footprint", one.digest)),
        made.first([(course, [one])]),
        made.policy(),
        made.missing(),
    ]

    assert all(parsed(each).get("lang") == "fr" for each in html)
    assert "mercredi 11 novembre 2015" in html[0]
    assert "Partagé par <bdi>Ana</bdi>" in html[0]
    assert "mastodon.example et social.example" in html[6]


def test_answers_without_their_question_leave_no_empty_line() -> None:
    """The question named somebody who left: what others answered stands alone."""
    html = pages().day(entry(replace(week.WEDNESDAY, asked="", asked_on=None)), previous=None, following=None)

    assert "On paper first" in html
    assert not [each for each in parsed(html).iter(f"{XHTML}p") if not "".join(each.itertext()).strip()]


def test_title_in_another_language_than_the_page_says_so() -> None:
    """A French course on an English site: its titles are read out in French; a page in their language marks none."""
    course = community.course(language="fr")
    one = entry(replace(week.WEDNESDAY, language="fr"), course=course)

    english = parsed(pages(course=course).first([(course, [one])]))
    french = parsed(pages(course=course, site=replace(week.SITE, language="fr")).first([(course, [one])]))

    assert [each.get("lang") for each in english.iter() if str(each.get("href")).endswith("/11/11/")] == ["fr"]
    assert [each.get("lang") for each in french.iter() if str(each.get("href")).endswith("/11/11/")] == [None]


def test_forms_are_linked_only_where_they_are() -> None:
    """A link without an account, and issues by mail where they are sent: named on every page, or not at all."""
    course = community.course(consent=ConsentMode.OPEN)
    served = replace(week.SITE, forms="https://digest.example.org/forms/", by_mail=True)

    def page(site: Site) -> str:
        return Pages(templates=TEMPLATES, site=site, courses={course.slug: course}).day(
            entry(week.WEDNESDAY), previous=None, following=None
        )

    with_mail, without_mail, without_forms = (
        page(each) for each in (served, replace(served, by_mail=False), replace(served, forms=""))
    )

    assert 'href="https://digest.example.org/forms/mail"' in with_mail
    assert 'href="https://digest.example.org/forms/share"' in with_mail
    assert "/forms/mail" not in without_mail
    assert "/forms/" not in without_forms
