"""Links added by hand: which stand, and which give way."""

from hypothesis import given
from hypothesis import strategies as st

from curation.digest import added, found_alone, is_added
from curation.errors import InvalidUrl
from curation.model import AccountRef, Author, Event, EventKind, PageUrl, Post, PostRef
from curation.urls import canonical
from tests.makers import NOON, at, post

SITES = ("a", "b", "c")


def page_of(link: str) -> PageUrl | None:
    try:
        return canonical(link)
    except InvalidUrl:
        return None


def by_hand(site: str) -> Post:
    account = AccountRef("desk", site)
    return post(
        f"https://{site}.example/page",
        by=Author(account=account, handle=site, name=site),
        ref=PostRef("desk", f"desk:{site}"),
    )


def act(kind: EventKind, value: str = "", *, minute: int, who: str = "Kim") -> Event:
    return Event(course="bit15", kind=kind, who=who, at=at(12, minute), day=NOON.date(), value=value)


def test_what_was_taken_back_does_not_stand() -> None:
    """And what somebody else took back of their own changes nothing."""
    events = [
        act(EventKind.ADD, "desk:a", minute=1),
        act(EventKind.ADD, "desk:b", minute=2),
        act(EventKind.UNDO, minute=3),
        act(EventKind.UNDO, minute=4, who="Ben"),
    ]

    assert added(events) == {"desk:a"}


@given(
    shared=st.frozensets(st.sampled_from(SITES)),
    kept=st.frozensets(st.sampled_from(SITES)),
    stand=st.frozensets(st.sampled_from(SITES)),
)
def test_found_alone_is_what_stands_and_nobody_shared(
    shared: frozenset[str], kept: frozenset[str], stand: frozenset[str]
) -> None:
    """Whatever was shared stays; of what was added, exactly what stands and nobody else found."""
    theirs = [post(f"http://{site}.example/page?utm_source=x", by=f"P {site}") for site in sorted(shared)]
    ours = [by_hand(site) for site in sorted(kept)]

    found = found_alone([*ours, *theirs], frozenset(f"desk:{site}" for site in stand), page_of)

    assert [each for each in found if not is_added(each)] == theirs
    assert {each.author.name for each in found if is_added(each)} == (kept & stand) - shared
    assert found_alone(found, frozenset(f"desk:{site}" for site in stand), page_of) == found
