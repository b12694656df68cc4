"""Rules that changed since addresses were stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.ports import DigestState, Store
from bot.store import SqlStore
from bot.tasks.recanonical import Recanonical, Respelling
from curation.model import PageUrl
from tests.contracts.store_fixtures import schema, store, url
from tests.contracts.test_store_pages import aliases, answer, cards, issue, share
from tests.contracts.test_store_spellings import sharers
from tests.fakes import Killed, MortalStore
from tests.makers import NOON, card

__all__ = ["schema", "store", "url"]

TODAY = date(2015, 11, 11)
NEW = PageUrl("https://youtube.com/watch?v=dQw4w9WgXcQ")
OLD = PageUrl("https://youtu.be/dQw4w9WgXcQ")
"""As a version without a rule for it spelled the video."""
SHORT = "https://bit.ly/abc"


@dataclass
class Past:
    """A database whose links were kept by older rules: `wrote` is what posts say, `kept` under which page."""

    store: Store

    def share(self, wrote: str, kept: PageUrl | None, *, by: str = "Ana", minute: int = 0) -> None:
        share(self.store, wrote, by=by, when=NOON + timedelta(minutes=minute))
        with self.store.work() as work:
            now = next((each.url for each in work.spellings.pages("", 100) if wrote in each.spellings), None)
            if now != kept:
                work.spellings.place(now, {wrote: kept})

    def publish(self, *pages: PageUrl, day: date = TODAY) -> None:
        with self.store.work() as work:
            work.digests.put(issue(day, *pages, state=DigestState.PUBLISHED))

    def appeared(self, page: PageUrl) -> str:
        """Return the anchor under which *page* already was in an issue."""
        with self.store.look() as work:
            seen = work.digests.history("bit15", date(2015, 1, 1)).get(page)
            return seen.anchor if seen else ""


@pytest.fixture
def past(store: SqlStore) -> Past:
    return Past(store)


def run(store: Store, *, dry_run: bool = False) -> Respelling:
    return Recanonical(store=store)(dry_run=dry_run)


def changes(found: Respelling) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str | None]]]:
    return found.joined, found.moved


def test_a_page_gets_the_spelling_of_today(past: Past) -> None:
    """Card and sharers go along; the old key stays as another way there."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    answer(past.store, OLD, card(OLD, "A song"))

    found = run(past.store)

    assert changes(found) == (((OLD, NEW),), ())
    assert aliases(past.store, OLD, NEW) == {OLD: NEW}
    assert cards(past.store, NEW)[NEW].title == "A song"
    assert sharers(past.store, NEW) == ["Ana"]


def test_t37_a_published_page_keeps_its_key_and_is_not_new(past: Past) -> None:
    """The new spelling leads to the old one, whose anchor stands."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    past.publish(OLD)

    found = run(past.store)

    assert changes(found) == (((NEW, OLD),), ())
    assert past.appeared(NEW) == past.appeared(OLD) == "110001"


def test_t37_of_two_published_pages_that_are_one_neither_is_new(past: Past) -> None:
    """The later appearance counts for both."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    past.share(NEW, NEW, by="Ben", minute=1)
    past.publish(OLD)
    past.publish(NEW, day=TODAY + timedelta(days=1))

    run(past.store)

    assert past.appeared(NEW) == past.appeared(OLD) == "120001"


def test_what_older_rules_took_for_one_page_is_two_again(past: Past) -> None:
    """Each address in a post points at its own page; nobody's name stands under what they never shared."""
    one, two = PageUrl("https://site.example/?id=1"), PageUrl("https://site.example/?id=2")
    merged = PageUrl("https://site.example/")
    past.share(one, merged)
    past.share(two, merged, by="Ben", minute=1)

    found = run(past.store)

    assert changes(found) == ((), ((one, one), (two, two)))
    assert [sharers(past.store, page) for page in (one, two, merged)] == [["Ana"], ["Ben"], []]


def test_t37_what_was_published_as_one_page_is_not_new_as_two(past: Past) -> None:
    """Both were shown under the old address, so both lead there."""
    one, two = PageUrl("https://site.example/?id=1"), PageUrl("https://site.example/?id=2")
    merged = PageUrl("https://site.example/")
    past.share(one, merged)
    past.share(two, merged, by="Ben", minute=1)
    past.publish(merged)

    found = run(past.store)

    assert changes(found) == (((one, merged), (two, merged)), ())
    assert past.appeared(one) == past.appeared(two) == "110001"


def test_a_page_that_was_published_by_itself_is_not_drawn_into_another(past: Past) -> None:
    """An address that older rules kept under a wrong page goes to its own, which has its own past."""
    one, merged = PageUrl("https://site.example/?id=1"), PageUrl("https://site.example/")
    past.share(one, merged)
    past.publish(merged)
    past.publish(one, day=TODAY + timedelta(days=1))
    share(past.store, one, by="Ben", when=NOON + timedelta(minutes=1))

    found = run(past.store)

    assert found.joined == ()
    assert (past.appeared(one), past.appeared(merged)) == ("120001", "110001")


def test_where_an_address_led_it_still_leads(past: Past) -> None:
    """A short link's new spelling leads to the page the old one was seen to lead to."""
    past.share("https://www.youtube.com/redirect?q=https://bit.ly/abc", PageUrl("https://youtube.com/redirect?q=x"))
    answer(past.store, PageUrl("https://youtube.com/redirect?q=x"), card("https://blog.example/a"))

    first = run(past.store)

    assert changes(first) == ((), (("https://www.youtube.com/redirect?q=https://bit.ly/abc", SHORT),))


def test_a_new_spelling_of_an_alias_is_an_alias_of_the_same_page(past: Past) -> None:
    """It is not the page that moves."""
    past.share(OLD, OLD)
    answer(past.store, OLD, card("https://blog.example/a"))

    run(past.store)

    assert aliases(past.store, OLD, NEW) == {OLD: "https://blog.example/a", NEW: "https://blog.example/a"}


def test_documents_come_and_go_with_the_rules(past: Past) -> None:
    """What is no document any more has no page; what became one is read."""
    past.share("https://mastodon.example/@ana", PageUrl("https://mastodon.example/@ana"))
    past.share("https://blog.example/a", None, by="Ben", minute=1)
    past.share("https://a:b@blog.example/a", PageUrl("https://a:b@blog.example/a"), by="Cleo", minute=2)

    found = run(past.store)

    assert sorted(found.moved, key=str) == [
        ("https://a:b@blog.example/a", None),
        ("https://blog.example/a", "https://blog.example/a"),
        ("https://mastodon.example/@ana", None),
    ]
    assert sharers(past.store, PageUrl("https://blog.example/a")) == ["Ben"]


def test_a_published_page_that_is_no_document_any_more_keeps_its_posts(past: Past) -> None:
    """What is out there is still somebody's, who may say stop."""
    page = PageUrl("https://mastodon.example/@ana")
    past.share(page, page)
    past.publish(page)

    assert changes(run(past.store)) == ((), ())
    assert sharers(past.store, page) == ["Ana"]


def test_done_twice_it_changes_nothing_more(past: Past) -> None:
    """The second run finds nothing to do, whatever the first one found."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    past.share("https://youtu.be/abcdefg", PageUrl("https://youtu.be/abcdefg"), by="Ben", minute=1)
    past.share("https://site.example/?id=1", PageUrl("https://site.example/"), by="Cleo", minute=2)
    past.share("https://blog.example/a", None, by="Dan", minute=3)
    past.publish(OLD)
    first = run(past.store)

    again = run(past.store)

    assert len(first.joined) == 2
    assert len(first.moved) == 2
    assert changes(again) == ((), ())


def test_a_dry_run_tells_the_same_and_writes_nothing(past: Past) -> None:
    """It can be looked at first."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    past.share("https://blog.example/a", None, by="Dan", minute=3)

    told = run(past.store, dry_run=True)

    assert aliases(past.store, OLD, NEW) == {}
    assert sharers(past.store, PageUrl("https://blog.example/a")) == []
    assert run(past.store) == told


@pytest.mark.parametrize("where", ["before commit", "after commit"])
def test_t37_killed_half_way_it_is_done_again(past: Past, where: str) -> None:
    """Whatever commit the process dies at, the next run ends where one run would have."""
    past.share("https://youtu.be/dQw4w9WgXcQ?si=x", OLD)
    past.share("https://blog.example/a", None, by="Dan", minute=3)
    mortal = MortalStore(past.store, lambda at: at == where)

    with pytest.raises(Killed):
        run(mortal)
    run(past.store)

    assert aliases(past.store, OLD, NEW) == {OLD: NEW}
    assert sharers(past.store, PageUrl("https://blog.example/a")) == ["Dan"]
    assert changes(run(past.store)) == ((), ())


def test_what_is_no_address_by_any_rule_stays(past: Past) -> None:
    """A key of old that today's rules refuse is nobody's business to change."""
    odd = PageUrl("https://a:b@odd.example/")
    past.share("https://odd.example/", odd)

    assert changes(run(past.store)) == ((), (("https://odd.example/", "https://odd.example/"),))
