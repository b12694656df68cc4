"""Giving somebody an alias: the words wanted, or others drawn for each course."""

from collections.abc import Collection, Mapping

from bot.ports import Mint, Work
from curation import pseudonyms
from curation.model import AccountRef, Course


def alias_for(
    work: Work, account: AccountRef, courses: Collection[Course], mint: Mint, *, words: str = ""
) -> Mapping[str, str] | None:
    """Return an alias for each course: *words*, else a different one drawn for each; `None` where they can be none.

    No alias is anybody's name, nor an alias that somebody else has.
    """
    names = [name for author in work.people.everyone() for name in (author.name, author.handle)]
    given = work.wishes.aliases()
    taken = {_words(each.value) for each in given if each.account != account}
    if words:
        alias = pseudonyms.chosen(words, names=[*names, *taken])
        return dict.fromkeys((course.slug for course in courses), alias) if alias else None
    drawn: dict[str, str] = {}
    for course in courses:
        used = (*names, *drawn.values(), *(_words(each.value) for each in given))
        drawn[course.slug] = pseudonyms.drawn(mint.anchor(), language=course.language, taken=used)
    return drawn


def _words(value: str) -> str:
    return value.partition(" ")[2]
