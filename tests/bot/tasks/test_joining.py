"""Two pages that a person takes for one, from saying it to the thread, and back again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cli import explanations, preview
from bot.errors import NotAccepted
from bot.tasks.explain import Explain, Explanation
from bot.tasks.material import Material, material_of
from curation.digest import Placement
from curation.errors import InvalidUrl
from curation.model import EventKind, PageCard, PageUrl, WishKind
from tests.makers import card, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX

TODAY = SIX.date()
ORIGINAL, COPY, OTHER = (f"https://{name}.example/why-write" for name in ("ana", "magazine", "other"))
TITLE = "Why every teacher should write a blog in public"
TEXT = "Three years of writing about my lessons taught me more than any course about teaching ever did."


def told(page: str, title: str = TITLE, author: str = "", text: str = "") -> PageCard:
    return card(page, title, author=author, description=text)


@pytest.fixture
def stage() -> Stage:
    """An hour before six; two pages of one title, shared by two people, and a third that nobody mistakes."""
    made = Stage()
    made.reader.cards |= {each.page: each for each in (told(ORIGINAL), told(COPY), told(OTHER, "Another thing"))}
    made.source.posts += [
        post(ORIGINAL, by="Ana", number=1, created_at=SIX - timedelta(hours=5)),
        post(COPY, by="Ben", number=2, created_at=SIX - timedelta(hours=4)),
        post(OTHER, by="Cleo", number=3, created_at=SIX - timedelta(hours=3)),
    ]
    made.clock.time = SIX - timedelta(hours=1)
    made.poll()
    made.read_all()
    return made


def material(stage: Stage) -> Material:
    with stage.kept.look() as work:
        return material_of(work, stage.course, TODAY, stage.clock.time)


def stories(stage: Stage) -> dict[str, list[str]]:
    """Return who shared each page, by page."""
    return {each.page: [share.post.author.name for share in each.shares] for each in material(stage).stories}


def explained(stage: Stage, url: str) -> Explanation:
    return Explain(store=stage.store, clock=stage.clock, course=stage.course)(url)


def shown(stage: Stage) -> list[str]:
    """Return what `preview` shows of likeness."""
    lines = list(preview.lines(stage.compose(TODAY), material(stage), {}))
    head = "Perhaps one page (welearned merge COURSE URL INTO, or split to keep them apart):"
    return lines[lines.index(head) + 1 :][:2] if head in lines else []


def test_t34_likeness_is_proposed_and_merges_nothing(stage: Stage) -> None:
    """Two pages of one title are two stories, and a person is asked."""
    assert shown(stage) == [f"  {TITLE} · {COPY}", f"    {TITLE} · {ORIGINAL}"]
    assert stories(stage) == {ORIGINAL: ["Ana"], COPY: ["Ben"], OTHER: ["Cleo"]}
    said = f"It may be one page with {ORIGINAL}, which is called nearly the same (welearned merge, welearned split)."
    assert said in list(explanations.lines(explained(stage, COPY)))


def test_t34_a_proposal_that_was_refused_is_not_made_again(stage: Stage) -> None:
    """Parting two pages that nothing joined is an answer."""
    stage.join.split(ORIGINAL, COPY, who="Kim")

    assert shown(stage) == []
    assert explained(stage, COPY).alike == ()


def test_t38_a_merge_makes_one_story_and_a_split_two_again(stage: Stage) -> None:
    """Everyone who shared either is named under the page that stays, until the join is taken back."""
    said = stage.join.merge(f"{COPY}?utm_source=x", ORIGINAL, who="Kim")
    joined = stories(stage)
    lines = list(explanations.lines(explained(stage, COPY)))
    stage.clock.advance(minutes=1)
    parted = stage.join.split(COPY, ORIGINAL, who="Kim")

    assert said == f"bit15: {COPY} is the page {ORIGINAL}, by Kim"
    assert joined == {ORIGINAL: ["Ana", "Ben"], OTHER: ["Cleo"]}
    assert lines[1] == f"{COPY} is the page {ORIGINAL}"
    assert f"Somebody joined {COPY} to it (welearned split undoes that)." in lines
    assert parted == f"bit15: {COPY} and {ORIGINAL} are two pages, by Kim"
    assert stories(stage) == {ORIGINAL: ["Ana"], COPY: ["Ben"], OTHER: ["Cleo"]}


def test_what_was_said_of_a_page_that_goes_holds_for_the_one_that_stays(stage: Stage) -> None:
    """A pin of the copy pins the story, said before or after the join."""
    stage.judge(TODAY, EventKind.PIN, who="Kim", url=COPY)
    stage.join.merge(COPY, ORIGINAL, who="Kim")
    said = stage.judge(TODAY, EventKind.NOTE, who="Kim", url=COPY, value="Read the part about failing.")

    top = stage.compose(TODAY).digest.highlights[0]

    assert said == f"bit15/{TODAY}: note {ORIGINAL} by Kim"
    assert (top.page, top.note.text if top.note else "") == (ORIGINAL, "Read the part about failing.")


def test_t37_a_page_joined_to_a_published_one_comes_again_and_not_as_new(stage: Stage) -> None:
    """The copy is shared the day after its original was a highlight."""
    stage.clock.time = SIX
    stage.minutes(2)
    stage.join.merge(COPY, ORIGINAL, who="Kim")
    stage.source.posts.append(post(COPY, by="Eve", number=77, created_at=stage.clock.time))
    stage.poll()

    found = explained(stage, COPY)

    assert found.page == ORIGINAL
    assert (found.placement, found.before.day if found.before else None) == (Placement.AGAIN, TODAY)


def test_t38_a_sharer_of_a_joined_page_keeps_their_credit_until_they_say_stop(stage: Stage) -> None:
    """Wishes are honoured through the join: whoever shared the copy is found under the page that stays."""
    stage.source.posts.append(post("https://more.example/a", by="Dan", number=4, created_at=stage.clock.time))
    stage.join.merge(COPY, ORIGINAL, who="Kim")
    stage.clock.time = SIX
    stage.minutes(2)
    before = stage.honour()
    with stage.kept.work() as work:
        work.wishes.record(wish("Ben", WishKind.STOP, at=stage.clock.time))
    after = stage.honour()

    issue = stage.issue(str(TODAY))
    assert issue is not None
    item = next(each for each in issue.digest.highlights if each.page == ORIGINAL)
    assert (before, after) == ((), (f"bit15/{TODAY}",))
    assert [credit.label for credit in item.credits] == ["Ana", ""]


def test_t34_pages_that_agree_in_title_author_and_text_are_joined_alone(stage: Stage) -> None:
    """The join is an act of the program, written down like a person's, and a person may take it back for good."""
    with stage.kept.work() as work:
        for page in (ORIGINAL, COPY):
            work.cards.keep(PageUrl(page), told(page, author="Ana Writer", text=TEXT), stage.clock.time)

    composed = stage.compose(TODAY).digest
    with stage.kept.look() as work:
        acts = [(each.kind, each.who, each.page, each.value) for each in work.events.of("bit15", None)]
    stage.clock.advance(minutes=1)
    stage.join.split(ORIGINAL, COPY, who="Kim")
    parted = stage.compose(TODAY).digest

    assert [(each.page, each.people) for each in composed.items] == [(ORIGINAL, 2), (OTHER, 1)]
    assert acts == [(EventKind.MERGE, "welearned", COPY, ORIGINAL)]
    assert {each.page for each in parted.items} == {ORIGINAL, COPY, OTHER}


def test_t38_an_address_can_be_parted_from_where_it_led(stage: Stage) -> None:
    """A redirect that collapsed two pages is overruled by a person, whichever of the two is named first."""
    with stage.kept.work() as work:
        work.cards.keep(PageUrl(COPY), told(ORIGINAL), stage.clock.time)
    joined = stories(stage)

    said = stage.join.split(ORIGINAL, COPY, who="Kim")

    assert joined == {ORIGINAL: ["Ana", "Ben"], OTHER: ["Cleo"]}
    assert said == f"bit15: {COPY} and {ORIGINAL} are two pages, by Kim"
    assert stories(stage) == {ORIGINAL: ["Ana"], COPY: ["Ben"], OTHER: ["Cleo"]}


def test_t38_two_addresses_of_one_page_can_be_parted(stage: Stage) -> None:
    """The one named first leaves the page that both led to."""
    with stage.kept.work() as work:
        for page in (ORIGINAL, COPY):
            work.cards.keep(PageUrl(page), told(OTHER), stage.clock.time)

    stage.join.split(COPY, ORIGINAL, who="Kim")

    assert stories(stage) == {OTHER: ["Ana", "Cleo"], COPY: ["Ben"]}


def test_what_waited_for_a_person_rolls_over_with_everyone_who_shared_it(stage: Stage) -> None:
    """An item of two joined pages that waited comes back with the sharers of both."""
    flagged = [replace(each, content_warning="food") for each in stage.source.posts[:2]]
    stage.source.posts[:2] = [replace(each, edited_at=stage.clock.time) for each in flagged]
    stage.source.posts += [
        post(f"https://more{number}.example/page", by=f"Dan {number}", number=number, created_at=stage.clock.time)
        for number in range(10, 14)
    ]
    stage.poll.rescan(timedelta(hours=48))
    stage.join.merge(COPY, ORIGINAL, who="Kim")
    stage.clock.time = SIX
    stage.minutes(2)

    with stage.kept.look() as work:
        tomorrow = material_of(work, stage.course, TODAY + timedelta(days=1), stage.clock.time)

    assert {(each.page, each.people) for each in tomorrow.stories} >= {(ORIGINAL, 2)}


@pytest.mark.parametrize(
    ("url", "into", "why"),
    [
        (ORIGINAL, f"{ORIGINAL}?utm_source=x", "the two are one page already"),
        (ORIGINAL, "https://nobody.example/x", r"nobody shared https://nobody\.example/x"),
        ("https://nobody.example/x", ORIGINAL, r"nobody shared https://nobody\.example/x"),
    ],
)
def test_a_merge_that_means_nothing_is_not_taken(stage: Stage, url: str, into: str, why: str) -> None:
    """A typing error is found at once."""
    with pytest.raises(NotAccepted, match=why):
        stage.join.merge(url, into, who="Kim")


def test_spellings_of_one_address_cannot_be_parted(stage: Stage) -> None:
    """What the rules call one address is one; and what is no address is none."""
    with pytest.raises(NotAccepted, match="the two are spellings of one address"):
        stage.join.split(ORIGINAL, f"{ORIGINAL}#top", who="Kim")
    with pytest.raises(InvalidUrl):
        stage.join.split(ORIGINAL, "nothing", who="Kim")
