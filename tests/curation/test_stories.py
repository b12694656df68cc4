"""Gathering posts into stories."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.model import AccountRef, Flag, Hashtag, PageCard, PageUrl, Post, PostRef, Story, Topic, Visibility
from curation.stories import gather
from curation.urls import canonical, is_document
from tests.makers import NOON, at, author, card, course, post

CLOSURES = PageUrl("https://blog.example/closures")
OTHER = PageUrl("https://blog.example/other")
SHORT = "https://short.example/abc"
BITLY = PageUrl("https://bit.ly/abc")


def gathered(
    *posts: Post, aliases: dict[PageUrl, PageUrl] | None = None, own_hosts: tuple[str, ...] = ()
) -> tuple[Story, ...]:
    """Return the stories of *posts* where no page was read yet."""
    where = course(own_hosts=frozenset(own_hosts))
    return gather(posts, course=where, cards={}, aliases=aliases or {})


def names(story: Story) -> list[str]:
    """Return who shared, in order."""
    return [share.post.author.name for share in story.shares]


def test_one_page_in_many_spellings_is_one_story() -> None:
    """Everyone who shared it stands there once, first share first, with every spelling."""
    ana = post("https://www.blog.example/closures?utm_source=masto", created_at=at(9))
    ben = post("http://blog.example/closures/?fbclid=1", by="Ben", created_at=at(8))

    (story,) = gathered(ana, ben)

    assert story.page == CLOSURES
    assert names(story) == ["Ben", "Ana"]
    assert story.first_at == at(8)
    assert story.spellings == tuple(sorted([*ana.links, *ben.links]))
    assert (story.people, story.sources) == (2, 1)


def test_a_share_keeps_the_first_spelling_its_post_wrote() -> None:
    """A post that names a page twice shares it once, as it wrote it first."""
    spellings = ("https://www.blog.example/closures", "http://blog.example/closures?utm_source=x")

    (story,) = gathered(post(*spellings))

    assert [share.url for share in story.shares] == [spellings[0]]
    assert story.spellings == tuple(sorted(spellings))


@pytest.mark.parametrize(
    ("name", "network", "joined", "people", "twins"),
    [("ANA", "x", False, 1, 1), ("ANA", "mastodon", False, 2, 0), ("Ben", "x", False, 2, 0), ("ANA", "x", True, 1, 0)],
    ids=["one name, two networks", "one name, one network", "two names", "joined with proof"],
)
def test_c11_one_name_on_two_networks_is_neither_merged_nor_certainly_two(
    *, name: str, network: str, joined: bool, people: int, twins: int
) -> None:
    """Both shares stand there, and the count says how many people it certainly was."""
    ana, other = author("Ana"), author(name, handle="other@far.example", network=network)
    posts = [post(CLOSURES, by=each) for each in (ana, other)]
    same = {other.account: ana.account} if joined else {}

    (story,) = gather(posts, course=course(), cards={}, aliases={}, persons=same)

    assert (len(story.shares), story.people, story.twins) == (1 if joined else 2, people, twins)
    assert {share.person for share in story.shares} == ({ana.account} if joined else {ana.account, other.account})


def test_t31_an_alias_leads_to_the_final_page() -> None:
    """A short link that was followed is the page it leads to, over several hops and even in a circle."""
    one, two = canonical(SHORT), canonical("https://short.example/second")

    (straight,) = gathered(post(SHORT), post(CLOSURES, by="Ben"), aliases={one: two, two: CLOSURES})
    (circle,) = gathered(post(SHORT), post(two, by="Ben"), aliases={one: two, two: one})

    assert (straight.page, straight.people) == (CLOSURES, 2)
    assert (circle.page, circle.people) == (min(one, two), 2)


def test_t34_pages_merge_by_address_alone() -> None:
    """The same title on the same host is no reason to merge."""
    cards = {CLOSURES: card(CLOSURES, "Closures"), OTHER: card(OTHER, "Closures")}

    stories = gather([post(CLOSURES, OTHER)], course=course(), cards=cards, aliases={})

    assert [story.page for story in stories] == [CLOSURES, OTHER]


def test_t37_a_page_keeps_the_address_it_was_published_under() -> None:
    """Where a better rule gives another address, the old key, kept as the alias's end, stays the story's page."""
    old = PageUrl("https://blog.example/closures?view=full")

    (story,) = gathered(post(CLOSURES), aliases={CLOSURES: old})

    assert story.page == old


def test_t39_a_cards_own_address_is_no_identity() -> None:
    """A card that claims to be elsewhere changes neither the page nor its story."""
    cards = {CLOSURES: card("https://evil.example/undefined", "Closures")}

    (story,) = gather([post(CLOSURES)], course=course(), cards=cards, aliases={})

    assert story.page == CLOSURES
    assert story.card is cards[CLOSURES]


def test_t40_a_post_with_four_links_makes_four_shares() -> None:
    """Every link counts, each page once however often the post names it."""
    links = [f"https://blog.example/{number}" for number in range(4)]

    stories = gathered(post(*links, links[0]))

    assert {story.page for story in stories} == set(links)
    assert all(story.people == 1 for story in stories)


@pytest.mark.parametrize(
    "link",
    [
        "https://x.com/ana/status/1234567890",
        "https://mastodon.example/@ana/112233445566778899",
        "https://mastodon.example/tags/BIT15",
        "https://pbs.twimg.com/media/abc.jpg",
        "https://user:secret@blog.example/",
        "https://",
    ],
    ids=["post on X", "post", "tag", "media", "credentials", "no host"],
)
def test_t41_posts_profiles_tags_and_media_are_no_documents(link: str) -> None:
    """They make no story, and nor does what is no address."""
    assert gathered(post(link)) == ()


@pytest.mark.parametrize("own", ["digest.example.org", "example.org"])
@pytest.mark.parametrize(
    "link",
    [
        "https://digest.example.org/bit15/2015/11/11/",
        "https://www.digest.example.org/a",
        "http://digest.example.org:8000/a",
    ],
)
def test_t82_links_to_our_own_pages_never_become_stories(link: str, own: str) -> None:
    """Whatever is written below our hosts is ours."""
    assert gathered(post(link), own_hosts=(own,)) == ()


@pytest.mark.parametrize(
    ("link", "stories"),
    [
        ("https://school.example/?name=2015-11-11-bit15", 0),
        ("https://school.example/2015/11/2015-11-11-bit15/", 0),
        ("https://www.school.example/2015-11-11-bit15.html", 0),
        ("https://school.example/bit15/2015/11/11/", 0),
        ("https://school.example/lunch-menu", 1),
        ("https://school.example/2015-11-11-bit15-party/", 1),
        ("https://school.example/bit15/", 1),
        ("https://other.example/2015-11-11-bit15/", 1),
    ],
)
def test_t82_our_issues_on_another_site_are_ours_and_the_rest_of_it_is_not(link: str, stories: int) -> None:
    """A school's site is full of pages worth sharing; only our own posts there never come back."""
    where = course(home_hosts=frozenset({"school.example"}))

    assert len(gather([post(link)], course=where, cards={}, aliases={})) == stories


def test_t82_only_our_own_hosts_are_ours() -> None:
    """A host that merely ends in the same letters is somebody else's; one with a port is ours by its port."""
    assert len(gathered(post("https://notexample.org/a"), own_hosts=("example.org",))) == 1
    assert gathered(post("http://example.org:8000/a"), own_hosts=("example.org:8000",)) == ()


def test_t82_a_short_link_to_our_own_pages_is_ours_too() -> None:
    """The end of the chain of aliases decides as well."""
    ours = PageUrl("https://digest.example.org/bit15/2015/11/11")

    assert gathered(post(SHORT), aliases={canonical(SHORT): ours}, own_hosts=("digest.example.org",)) == ()


def test_t25_a_repost_is_never_a_share() -> None:
    """Pressing a button is not saying it: only the original counts."""
    boost = post(CLOSURES, by="Ben", repost_of=PostRef("mastodon", "https://mastodon.example/1"))

    (story,) = gathered(post(CLOSURES), boost)

    assert names(story) == ["Ana"]


@pytest.mark.parametrize("visibility", [each for each in Visibility if each is not Visibility.PUBLIC])
def test_t104_what_is_not_public_makes_no_story(visibility: Visibility) -> None:
    """Even if such a post got this far."""
    assert gathered(post(CLOSURES, visibility=visibility)) == ()


def test_t43_a_late_card_changes_no_identity() -> None:
    """A story needs no card, and with one it is the same page with the same shares."""
    before = gathered(post(CLOSURES))[0]

    (after,) = gather([post(CLOSURES)], course=course(), cards={CLOSURES: card(CLOSURES)}, aliases={})

    assert before.card is None
    assert (after.page, after.shares, after.spellings) == (before.page, before.shares, before.spellings)


def test_t44_loading_twice_counts_once() -> None:
    """The same post given twice changes nothing."""
    assert gathered(post(CLOSURES), post(CLOSURES)) == gathered(post(CLOSURES))


def test_t48_a_person_counts_once_and_equal_names_join_nobody() -> None:
    """Three posts of one account are one share, their first; another account of the same name is another person."""
    first, later, last = (post(CLOSURES, number=number, created_at=at(8 + number)) for number in range(3))
    namesake = post(CLOSURES, by=author("Ana", handle="ana@elsewhere.example"))

    (story,) = gathered(last, later, first, namesake)

    assert [share.post for share in story.shares] == [first, namesake]
    assert story.sources == 2


def test_t19_boosts_are_the_highest_count_and_a_missing_one_is_none() -> None:
    """No sum over posts, which several servers would inflate."""
    (story,) = gathered(post(CLOSURES, boosts=3), post(CLOSURES, by="Ben", boosts=5), post(CLOSURES, by="Cleo"))

    assert story.boosts == 5


def test_sources_are_home_servers_and_networks() -> None:
    """Two people of one server are one source; a network that is one place is one."""
    ben = author("Ben", handle="ben", network="x", account=AccountRef("x", "17"))
    cleo = author("Cleo", handle="cleo", network="x", account=AccountRef("x", "18"))

    (story,) = gathered(*(post(CLOSURES, by=who) for who in (author("Ana"), author("Dia"), ben, cleo)))

    assert (story.people, story.sources) == (4, 2)


@pytest.mark.parametrize(
    ("cards", "aliases", "flags"),
    [
        pytest.param({}, {}, {Flag.SHORT_LINK}, id="not followed"),
        pytest.param({}, {BITLY: CLOSURES}, set(), id="it leads to a page"),
        pytest.param({BITLY: card(BITLY)}, {}, set(), id="it is a page itself"),
    ],
)
def test_t31_a_short_link_that_nobody_could_follow_waits_for_a_person(
    cards: dict[PageUrl, PageCard], aliases: dict[PageUrl, PageUrl], flags: set[Flag]
) -> None:
    """What cannot be said to be a page is not shown as one."""
    (story,) = gather([post(BITLY)], course=course(), cards=cards, aliases=aliases)

    assert story.flags == flags


MANY = tuple(Hashtag.parse(f"#tag{number}") for number in range(11))
YOUNG = author("Newt", created_at=NOON - timedelta(days=6, hours=23))
WEEK_OLD = author("Wick", created_at=NOON - timedelta(days=7))


@pytest.mark.parametrize(
    ("posts", "flags"),
    [
        ([post(CLOSURES)], set()),
        ([post(CLOSURES, hashtags=MANY)], {Flag.MANY_TAGS}),
        ([post(CLOSURES, hashtags=MANY[:10])], set()),
        ([post(CLOSURES, hashtags=MANY[:10] * 2)], set()),
        ([post(CLOSURES, by=YOUNG)], {Flag.NEW_ACCOUNT}),
        ([post(CLOSURES, by=WEEK_OLD)], set()),
        ([post(CLOSURES, by=author(created_at=None))], set()),
        ([post(CLOSURES, by=YOUNG, hashtags=MANY)], {Flag.NEW_ACCOUNT, Flag.MANY_TAGS}),
        ([post(CLOSURES, by=YOUNG), post(CLOSURES, hashtags=MANY)], {Flag.NEW_ACCOUNT, Flag.MANY_TAGS}),
        ([post(CLOSURES, by=YOUNG), post(CLOSURES)], set()),
        ([post(CLOSURES, hashtags=MANY), post(CLOSURES, by="Ben")], set()),
        ([post(CLOSURES, content_warning="spiders")], {Flag.CONTENT_WARNING}),
        ([post(CLOSURES, sensitive=True)], {Flag.CONTENT_WARNING}),
        ([post(CLOSURES, content_warning="spiders"), post(CLOSURES, by="Ben")], {Flag.CONTENT_WARNING}),
        ([post(CLOSURES), post(CLOSURES, number=2, created_at=at(13), sensitive=True)], {Flag.CONTENT_WARNING}),
    ],
    ids=[
        "plain",
        "eleven tags",
        "ten tags",
        "ten tags twice",
        "young",
        "a week old",
        "age unknown",
        "young with tags",
        "two doubts",
        "young beside clean",
        "tags beside clean",
        "warning",
        "sensitive",
        "warning beside clean",
        "warned later",
    ],
)
def test_t50_what_waits_for_a_person(posts: list[Post], flags: set[Flag]) -> None:
    """A warning speaks of the page and holds it whoever else shared it; a doubt about a sharer gives way to others."""
    (story,) = gathered(*posts)

    assert story.flags == flags


def test_topics_come_from_title_description_words_and_host() -> None:
    """Whatever people and page say is looked at."""
    topics = tuple(Topic(name=word, keywords=(word,)) for word in ("alpha", "beta", "gamma", "delta"))
    cards = {CLOSURES: card(CLOSURES, "Alpha", description="on beta")}

    (story,) = gather(
        [post(CLOSURES, text="gamma!"), post(CLOSURES, by="Ben", text="#epsilon")],
        course=course(topics=topics),
        cards=cards,
        aliases={},
    )

    assert story.topics == ("alpha", "beta", "gamma")


PAGES = st.sampled_from(
    [
        "https://blog.example/a",
        "http://www.blog.example/a/?utm_source=x",
        "https://blog.example/b",
        "https://video.example/c?x=1",
        SHORT,
        "https://x.com/ana/status/1",
        "https://digest.example.org/bit15",
        "https://exa mple.org",
    ],
)
POSTS = st.lists(
    st.tuples(st.sampled_from(["Ana", "Ben", "Cleo", "Dia"]), st.lists(PAGES, max_size=4), st.integers(0, 5)),
    max_size=8,
)
COURSE = course(own_hosts=frozenset({"digest.example.org"}))
ALIASES = {canonical(SHORT): PageUrl("https://blog.example/b")}


def made(drawn: list[tuple[str, list[str], int]]) -> list[Post]:
    """Return posts with different references, some at the same moment, none with words to copy."""
    return [
        post(*links, by=who, number=number, created_at=at(9, minute), boosts=minute, text="lovely")
        for number, (who, links, minute) in enumerate(drawn)
    ]


@given(drawn=POSTS, data=st.data())
def test_gathering_does_not_depend_on_the_order_of_posts(
    drawn: list[tuple[str, list[str], int]], data: st.DataObject
) -> None:
    """Any permutation, and any post given twice, makes the same stories."""
    posts = made(drawn)
    shuffled = data.draw(st.permutations([*posts, *posts[:2]]))

    stories = gather(posts, course=COURSE, cards={}, aliases=ALIASES)

    assert gather(shuffled, course=COURSE, cards={}, aliases=ALIASES) == stories


@given(drawn=POSTS)
def test_gathering_forgets_no_document(drawn: list[tuple[str, list[str], int]]) -> None:
    """Each link that is a document, and not ours, is in exactly one story with the person who shared it."""
    posts = made(drawn)

    stories = gather(posts, course=COURSE, cards={}, aliases=ALIASES)

    for said in posts:
        for link in said.links:
            homes = [story for story in stories if link in story.spellings]
            wanted = not link.startswith(("https://x.com", "https://digest", "https://exa "))
            assert len(homes) == wanted
            assert all(said.author.account in {share.account for share in home.shares} for home in homes)
    assert all(is_document(story.page) for story in stories)
    assert all(len({share.account for share in story.shares}) == story.people for story in stories)


def test_a_busy_day_is_gathered_quickly() -> None:
    """Five thousand posts ask about each address once: the work is counted, not timed."""
    start = datetime(2015, 11, 11, tzinfo=UTC)
    posts = [
        post(f"https://blog.example/{number % 700}", by=f"P{number % 900}", number=number, created_at=start)
        for number in range(5000)
    ]

    stories = gathered(*posts)

    assert len(stories) == 700
    assert sum(story.people for story in stories) == len({(number % 700, number % 900) for number in range(5000)})


PRAISE = f"Closures explained with three drawings and a cat {CLOSURES}"


def test_t25_who_repeats_anothers_words_shares_nothing() -> None:
    """Copies are counted beside the sharers, in whatever order they come."""
    original = post(CLOSURES, text=PRAISE)
    pasted = post(CLOSURES, by="Ben", text=PRAISE, created_at=at(13))
    by_hand = post(CLOSURES, by="Cleo", text=f"RT @ana: {PRAISE}", created_at=at(14))

    (story,) = gathered(by_hand, pasted, original)

    assert (names(story), story.copies) == (["Ana"], 1)


def test_t25_a_repost_by_hand_needs_no_original() -> None:
    """Whoever begins with "RT @" passes on, also when the original is not ours to have."""
    assert gathered(post(CLOSURES, text=f"RT @stranger: {PRAISE}")) == ()


def test_who_has_words_of_their_own_shares() -> None:
    """A copy and then a word of one's own is a share, the person's first that is no copy."""
    original = post(CLOSURES, text=PRAISE)
    copy = post(CLOSURES, by="Ben", text=PRAISE, created_at=at(13))
    own = post(CLOSURES, by="Ben", number=2, text="My class loved the cat in this one", created_at=at(14))

    (story,) = gathered(original, copy, own, post(CLOSURES, number=2, text=PRAISE, created_at=at(15)))

    assert [share.post for share in story.shares] == [original, own]
    assert story.copies == 0


def test_a_share_button_makes_shares() -> None:
    """Three people who press the same button say the title, and each of them shares the page."""
    posts = [post(CLOSURES, by=name, text=f"{PRAISE} via @blog") for name in ("Ana", "Ben", "Cleo")]
    titled = card(CLOSURES, "Closures explained with three drawings and a cat")

    (story,) = gather(posts, course=course(), cards={CLOSURES: titled}, aliases={})

    assert (story.people, story.copies) == (3, 0)


def test_t34_the_same_words_under_another_page_are_no_copy() -> None:
    """A template filled in by two people makes two shares of two pages."""
    mine = post(CLOSURES, text=PRAISE)
    yours = post("https://other.example/a", by="Ben", text=PRAISE.replace(CLOSURES, "https://other.example/a"))

    assert [names(story) for story in gathered(mine, yours)] == [["Ana"], ["Ben"]]
