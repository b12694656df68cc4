"""Which accounts are one person, and whose word counts for whom."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.ports import Work
from curation.consent import linked_to, silenced
from curation.model import AccountRef, Author, Post, Wish
from curation.people import copies_of, original_of

Told = Mapping[AccountRef, tuple[Wish, ...]]
"""What people told us, by the account that their posts are under."""


def wishes_of(work: Work, posts: Iterable[Post]) -> Told:
    """Return what the writers of *posts*, and of the posts they quote, told us, or others told us for them.

    - Where accounts are numbers, a person who only knows the name may have written the wish down under that.
    - Accounts that were joined by proof from both sides are one person: the latest word on either counts for both.
    - What was said under a copy of the account, which a bridge made, is kept under its own name: the stricter counts.
      A profile that cannot be read, or says no, of the original is such a word.
    """
    authors = {author.account: author for post in posts for author in _authors(post)}
    said = _by_account(work, {name for author in authors.values() for name in names_of(author)})
    for original in _originals(work, authors.values()):
        if (stop := silenced(original, said.get(original.account, ()))) is not None:
            said.setdefault(original.account, []).append(stop)
    if not said:
        return {}
    partners = joined(work, said)
    said |= _by_account(work, {each for found in partners.values() for each in found} - said.keys())
    told = {account: tuple(_told(author, said, partners)) for account, author in authors.items()}
    return {account: wishes for account, wishes in told.items() if wishes}


def wishes_of_account(work: Work, account: AccountRef) -> tuple[Wish, ...]:
    """Return what the person behind *account* told us, under whichever of their accounts, oldest first."""
    said = _by_account(work, [account])
    others = joined(work, said).get(account, frozenset())
    theirs = (wish for each in _by_account(work, others).values() for wish in each)
    return tuple(sorted((*said.get(account, ()), *(replace(each, account=account) for each in theirs)), key=_moment))


def joined(work: Work, said: Mapping[AccountRef, Collection[Wish]]) -> Mapping[AccountRef, frozenset[AccountRef]]:
    """Return for each account of *said* the others that are the same person's (consent.md C11).

    Two are where each says so of the other; so is a third that is joined to one of them alone.
    """
    claims = _claims(said)
    asked = set(said)
    while wanted := {each for found in claims.values() for each in found} - asked:
        asked |= wanted
        claims |= _claims(_by_account(work, wanted))
    both = {
        account: frozenset(each for each in found if account in claims.get(each, ()))
        for account, found in claims.items()
    }
    families = {account: _family(account, both) - {account} for account in both.keys() & said.keys()}
    return {account: others for account, others in families.items() if others}


def _claims(said: Mapping[AccountRef, Collection[Wish]]) -> dict[AccountRef, frozenset[AccountRef]]:
    return {account: found for account, wishes in said.items() if (found := linked_to(wishes))}


def _family(account: AccountRef, both: Mapping[AccountRef, frozenset[AccountRef]]) -> frozenset[AccountRef]:
    """Return every account to which steps between *both* sides lead from *account*, itself included."""
    family, waiting = {account}, [account]
    while waiting:
        more = both.get(waiting.pop(), frozenset()) - family
        family |= more
        waiting += more
    return frozenset(family)


def persons(work: Work, authors: Iterable[Author]) -> Mapping[AccountRef, AccountRef]:
    """Return for each of *authors* who is known to be somebody else, too, the one account that stands for the person.

    Equal names join nobody: only proof from both sides does, or a bridge that says whose copy it shows.
    """
    given = {author.account: author for author in authors}
    found = joined(work, _by_account(work, given))
    same = {account: min(account, *others, key=_order) for account, others in found.items()}
    copies = {account: original for account, author in given.items() if (original := original_of(author)) is not None}
    return same | {account: same.get(original, original) for account, original in copies.items()}


def _told(
    author: Author, said: Mapping[AccountRef, Collection[Wish]], partners: Mapping[AccountRef, frozenset[AccountRef]]
) -> Iterator[Wish]:
    account = author.account
    own = _own_names(author)
    same = [*own, *sorted({each for name in own for each in partners.get(name, ())}, key=_order)]
    mine = [replace(wish, account=account) for name in same for wish in said.get(name, ())]
    yield from sorted(mine, key=_moment)
    for copy in copies_of(author):
        yield from said.get(copy, ())


def _by_account(work: Work, accounts: Collection[AccountRef]) -> dict[AccountRef, list[Wish]]:
    said: dict[AccountRef, list[Wish]] = {}
    for wish in work.wishes.of(accounts) if accounts else ():
        said.setdefault(wish.account, []).append(wish)
    return said


def _originals(work: Work, authors: Iterable[Author]) -> tuple[Author, ...]:
    """Return the profiles, as far as they are here, of the accounts of which some of *authors* are copies."""
    originals = {original for author in authors if (original := original_of(author)) is not None}
    return work.people.profiles(originals) if originals else ()


def _authors(post: Post) -> tuple[Author, ...]:
    return (post.author, post.quote.author) if post.quote else (post.author,)


def names_of(author: Author) -> tuple[AccountRef, ...]:
    """Return under which names words that count for *author* are kept, those of copies and originals too."""
    return (*_own_names(author), *copies_of(author))


def _own_names(author: Author) -> tuple[AccountRef, ...]:
    """Return under which names wishes of *author* are kept: a full handle is the account itself."""
    account = author.account
    name = f"name:{author.handle.casefold()}"
    return (account,) if "@" in author.handle or name == account.id else (account, AccountRef(account.network, name))


def _order(account: AccountRef) -> tuple[str, str]:
    return account.network, account.id


def _moment(wish: Wish) -> datetime:
    return wish.at
