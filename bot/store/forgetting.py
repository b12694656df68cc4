"""Deleting for good: whatever is kept of a post or a person, in whichever table, in one transaction."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import orjson
from sqlalchemy import Column, Connection, Table, and_, delete, exists, func, or_, select
from typing_extensions import override

from bot.ports import Forgetting, Issue, Tombstone
from bot.store.post_rows import AUTHOR, numbered_author
from bot.store.rows import issue_of
from bot.store.statements import Columns, are_among, is_one_of
from bot.store.tables import (
    accounts,
    captures,
    cards,
    digest_items,
    digest_replies,
    digests,
    events,
    left_out,
    links,
    meter_resources,
    page_aliases,
    pages,
    posts,
    requests,
    wishes,
)
from bot.store.tombstones import SqlTombstones
from curation.digest import names_anyone
from curation.model import AccountRef, PageUrl, PostRef
from curation.nevers import PERSON
from curation.urls import spelled


class SqlForgetting(Forgetting):
    """Deletes rows, and the words of others that hold somebody's name."""

    def __init__(self, connection: Connection, tombstones: SqlTombstones) -> None:
        self._connection = connection
        self._tombstones = tombstones
        self.has_erased = False

    @override
    def shares(self, refs: Collection[PostRef], /) -> Mapping[AccountRef, frozenset[PageUrl]]:
        numbers = self._numbers_of(refs)
        shared: dict[AccountRef, frozenset[PageUrl]] = {}
        for account, mine in self._pages_by_writer(numbers).items():
            others = self._pages_of(account, but=numbers)
            network, name = self._connection.execute(
                select(accounts.c.network, accounts.c.account).where(accounts.c.id == account)
            ).one()
            shared[AccountRef(network, name)] = self._every_address(mine - others)
        return shared

    def _numbers_of(self, refs: Collection[PostRef]) -> list[int]:
        pairs = ((ref.network, ref.uri) for ref in refs)
        conditions = are_among(self._connection, posts.c.network, posts.c.uri, pairs)
        return [
            each for one in conditions for each in self._connection.execute(select(posts.c.id).where(one)).scalars()
        ]

    def _pages_by_writer(self, numbers: Collection[int]) -> Mapping[int, set[int]]:
        pointed = select(posts.c.account, _final).join_from(posts, links, links.c.post == posts.c.id)
        pointed = pointed.outerjoin(page_aliases, page_aliases.c.alias == links.c.page)
        mine = pointed.where(is_one_of(self._connection, posts.c.id, numbers), links.c.page.is_not(None))
        writers = select(posts.c.account).where(is_one_of(self._connection, posts.c.id, numbers))
        pages_of: dict[int, set[int]] = {each: set() for each in self._connection.execute(writers).scalars()}
        for account, page in self._connection.execute(mine):
            pages_of.setdefault(account, set()).add(page)
        return pages_of

    def _pages_of(self, account: int, *, but: Collection[int]) -> set[int]:
        theirs = (
            select(links.c.post, _final)
            .join(posts, posts.c.id == links.c.post)
            .outerjoin(page_aliases, page_aliases.c.alias == links.c.page)
            .where(posts.c.account == account, links.c.page.is_not(None))
        )
        without = frozenset(but)
        return {page for post, page in self._connection.execute(theirs) if post not in without}

    def _every_address(self, finals: Collection[int]) -> frozenset[PageUrl]:
        aliases = select(page_aliases.c.alias).where(is_one_of(self._connection, page_aliases.c.page, finals))
        wanted = or_(is_one_of(self._connection, pages.c.id, finals), pages.c.id.in_(aliases))
        return frozenset(map(PageUrl, self._connection.execute(select(pages.c.url).where(wanted)).scalars()))

    @override
    def showing(self, people: Collection[AccountRef], /) -> tuple[Issue, ...]:
        ids = sorted({orjson.dumps(each.id).decode() for each in people if each.id})
        if not ids:
            return ()
        named = or_(*(digests.c.body.contains(each, autoescape=True) for each in ids))
        rows = self._connection.execute(select(digests).where(named).order_by(digests.c.key))
        return tuple(map(issue_of, rows))

    @override
    def of_network(self, network: str, /) -> tuple[AccountRef, ...]:
        known = select(accounts.c.account).where(accounts.c.network == network)
        told = select(wishes.c.account).where(wishes.c.network == network)
        names = {*self._connection.execute(known).scalars(), *self._connection.execute(told).scalars()}
        return tuple(AccountRef(network, each) for each in sorted(names))

    @override
    def erase(
        self, refs: Collection[PostRef], people: Collection[AccountRef], at: datetime, /, *, keep_out: bool = True
    ) -> int:
        self.has_erased = True
        everyone = self._under_every_name(people)
        numbers = self._accounts(everyone)
        of_people = select(posts.c.network, posts.c.uri).where(is_one_of(self._connection, posts.c.account, numbers))
        gone = {*refs, *(PostRef(*row) for row in self._connection.execute(of_people))}
        if keep_out:
            self._tombstones.add(gone, everyone, at)
        self._silence(numbers, everyone)
        self._unquote(gone, numbers)
        self._unmention(everyone)
        count = self._delete_posts(gone)
        self._delete_records(gone, everyone)
        self._connection.execute(accounts.delete().where(is_one_of(self._connection, accounts.c.id, numbers)))
        return count

    def _under_every_name(self, people: Collection[AccountRef]) -> frozenset[AccountRef]:
        """Return *people* as each source may know them: where accounts are numbers, by their name too."""
        names = frozenset(people)
        for account, handle in self._handles(people).items():
            if "@" not in handle:
                same = select(accounts.c.account).where(
                    accounts.c.network == account.network, func.lower(accounts.c.handle) == handle.lower()
                )
                found = (AccountRef(account.network, each) for each in self._connection.execute(same).scalars())
                names |= {AccountRef(account.network, f"name:{handle.casefold()}"), *found}
        return names

    def _handles(self, people: Collection[AccountRef]) -> Mapping[AccountRef, str]:
        pairs = ((each.network, each.id) for each in people)
        columns = (accounts.c.network, accounts.c.account, accounts.c.handle)
        found = {
            AccountRef(network, account): handle
            for condition in are_among(self._connection, accounts.c.network, accounts.c.account, pairs)
            for network, account, handle in self._connection.execute(select(*columns).where(condition))
        }
        bare = {each: each.id.removeprefix("name:") for each in people if each.id.startswith("name:")}
        return {**bare, **found}

    def _accounts(self, people: Collection[AccountRef]) -> list[int]:
        pairs = ((each.network, each.id) for each in people)
        return [
            number
            for condition in are_among(self._connection, accounts.c.network, accounts.c.account, pairs)
            for number in self._connection.execute(select(accounts.c.id).where(condition)).scalars()
        ]

    def _silence(self, numbers: Collection[int], everyone: Collection[AccountRef]) -> None:
        """Take back what facilitators wrote with one of these people's names, or their account, in it."""
        theirs = is_one_of(self._connection, accounts.c.id, numbers)
        rows = self._connection.execute(select(*(accounts.c[name] for name in AUTHOR)).where(theirs)).all()
        people = [author for _, author in map(numbered_author, rows)]
        said = self._connection.execute(select(events.c.id, events.c.value).where(events.c.value != "")).all()
        # An act about a person says `network id`, which may be all that is still known of them.
        theirs_alone = {f"{what}{each.network} {each.id}" for each in everyone for what in ("", f"{PERSON} ")}
        named = [number for number, value in said if value in theirs_alone or names_anyone(value, people)]
        self._connection.execute(
            events.update().where(is_one_of(self._connection, events.c.id, named)).values(value="")
        )

    def _unquote(self, gone: Iterable[PostRef], numbers: Collection[int]) -> None:
        """Take the erased out of posts that quote them; what the network said of those posts holds them, too."""
        from_gone = (orjson.dumps((ref.network, ref.uri)).decode() for ref in gone)
        quoting = or_(
            is_one_of(self._connection, posts.c.quote_account, numbers),
            is_one_of(self._connection, posts.c.quote_of, sorted(from_gone)),
        )
        found = self._connection.execute(select(posts.c.id).where(quoting)).scalars().all()
        blank = {"quote_of": "", "quote_account": None, "quote_visibility": ""}
        self._connection.execute(posts.update().where(is_one_of(self._connection, posts.c.id, found)).values(blank))
        self._empty_payloads(found)

    def _unmention(self, people: Iterable[AccountRef]) -> None:
        """Empty posts that address one of *people*: such words are never quoted, and they hold the handle."""
        for person in people:
            handle = orjson.dumps(person.id.removeprefix("name:")).decode()
            addressing = and_(
                posts.c.network == person.network,
                func.lower(posts.c.mentions).contains(handle.lower(), autoescape=True),
            )
            found = self._connection.execute(select(posts.c.id).where(addressing)).scalars().all()
            emptied = posts.update().where(is_one_of(self._connection, posts.c.id, found))
            self._connection.execute(emptied.values(text="", content_warning="", mentions=""))
            self._empty_payloads(found)

    def _empty_payloads(self, numbers: Collection[int]) -> None:
        theirs = is_one_of(self._connection, captures.c.post, numbers)
        self._connection.execute(captures.update().where(theirs).values(payload=b"{}"))

    def _delete_posts(self, gone: Iterable[PostRef]) -> int:
        pairs = [(ref.network, ref.uri) for ref in gone]
        answers = sorted(orjson.dumps(each).decode() for each in pairs)
        for column in (posts.c.reply_to, posts.c.repost_of):
            pointing = posts.update().where(is_one_of(self._connection, column, answers))
            self._connection.execute(pointing.values({column.name: ""}))
        conditions = are_among(self._connection, posts.c.network, posts.c.uri, pairs)
        return sum(self._connection.execute(posts.delete().where(each)).rowcount for each in conditions)

    def _delete_records(self, gone: Iterable[PostRef], people: Collection[AccountRef]) -> None:
        """Delete what hangs on nobody's row: notes of refusals, wishes, and what was paid for."""
        self._tombstones.forget_notes(people)
        of_posts = [(ref.network, ref.uri) for ref in gone]
        of_people = [(each.network, each.id) for each in people]
        self._delete_among(left_out, left_out.c.uri, of_posts)
        self._delete_among(wishes, wishes.c.account, of_people)
        claims = [f"{each.network} {each.id}" for each in people]
        self._connection.execute(wishes.delete().where(is_one_of(self._connection, wishes.c.value, claims)))
        self._delete_among(requests, requests.c.account, of_people)
        self._delete_among(meter_resources, meter_resources.c.resource, [*of_posts, *of_people])

    def _delete_among(self, table: Table[Columns], name: Column[str], pairs: Iterable[tuple[str, str]]) -> None:
        for condition in are_among(self._connection, table.c["network"], name, pairs):
            self._connection.execute(delete(table).where(condition))

    @override
    def tidy(self) -> None:
        wrote = exists().where(posts.c.account == accounts.c.id)
        quoted = exists().where(posts.c.quote_account == accounts.c.id)
        self._connection.execute(accounts.delete().where(~wrote, ~quoted))
        loose = self._loose_pages()
        for table, column in ((cards, cards.c.page), (page_aliases, page_aliases.c.alias), (pages, pages.c.id)):
            self._connection.execute(delete(table).where(is_one_of(self._connection, column, loose)))
        unknown = ~exists().where(pages.c.url == digest_items.c.page)
        self._connection.execute(digest_items.delete().where(digest_items.c.section == "", unknown))
        self._forget_acts()

    def _forget_acts(self) -> None:
        """Delete what people did to pages that are not here, and to answers, which they name by their address."""
        unknown = ~exists().where(pages.c.url == events.c.page)
        acts = self._connection.execute(select(events.c.id, events.c.page).where(events.c.page.is_not(None), unknown))
        loose = dict(acts.all())
        answers = self._answers() if loose else frozenset[str]()
        gone = [number for number, page in loose.items() if page not in answers]
        self._connection.execute(events.delete().where(is_one_of(self._connection, events.c.id, gone)))

    def _answers(self) -> frozenset[str]:
        """Return the addresses of posts that answer something, spelled as acts spell them."""
        same = and_(digest_replies.c.network == posts.c.network, digest_replies.c.uri == posts.c.uri)
        answering = select(posts.c.url).where(or_(posts.c.reply_to != "", exists().where(same)), posts.c.url != "")
        return frozenset(filter(None, map(spelled, self._connection.execute(answering).scalars())))

    def _loose_pages(self) -> list[int]:
        """Return the pages of families that no link and no issue points at."""
        family = func.coalesce(page_aliases.c.page, pages.c.id)
        rows = select(pages.c.id, family).outerjoin(page_aliases, page_aliases.c.alias == pages.c.id)
        linked = select(family).join_from(links, pages, pages.c.id == links.c.page)
        linked = linked.outerjoin(page_aliases, page_aliases.c.alias == pages.c.id)
        shown = select(family).join_from(digest_items, pages, pages.c.url == digest_items.c.page)
        shown = shown.outerjoin(page_aliases, page_aliases.c.alias == pages.c.id).where(digest_items.c.section != "")
        held = {*self._connection.execute(linked.distinct()).scalars(), *self._connection.execute(shown).scalars()}
        return [number for number, final in self._connection.execute(rows) if final not in held]

    @override
    def buried(self, tombstones: Iterable[Tombstone], /) -> tuple[frozenset[PostRef], frozenset[AccountRef]]:
        self._tombstones.take_in(tombstones)
        known = {each.hash for each in self._tombstones.all()}
        every_post = self._connection.execute(select(posts.c.network, posts.c.uri))
        told = self._connection.execute(select(wishes.c.network, wishes.c.account).distinct())
        wrote = self._connection.execute(select(accounts.c.network, accounts.c.account))
        refs = (PostRef(*row) for row in every_post)
        people = (AccountRef(*row) for row in (*told, *wrote))
        return (
            frozenset(ref for ref in refs if self._tombstones.hash_of(ref) in known),
            frozenset(person for person in people if self._tombstones.hash_of(person) in known),
        )

    @override
    def tombstones(self) -> tuple[Tombstone, ...]:
        return self._tombstones.all()


_final = func.coalesce(page_aliases.c.page, links.c.page)
"""The page that an address in a post leads to."""
