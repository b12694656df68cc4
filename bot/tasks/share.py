"""Take in a link from somebody who is on no network: it waits for a person under every policy (consent.md C19)."""

from dataclasses import dataclass
from datetime import timedelta

from typing_extensions import override

from bot.log import event
from bot.ports import Capture, Clock, LinkTaker, Mint, Shared, Store, Work
from bot.tasks.admission import admit
from curation import pseudonyms
from curation.digest import FORM
from curation.errors import InvalidUrl
from curation.model import AccountRef, Author, Course, Post, PostRef, Wish, WishKind
from curation.urls import canonical

_MOST_WAITING = 300
"""Links that lie on a desk at most: nobody looks through more, and whoever sends more is no participant."""
_LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLink(LinkTaker):
    """Keep the link as a post of a new participant, who appears under the alias they chose or unnamed.

    It counts for nothing before somebody lets it in.
    """

    store: Store
    clock: Clock
    mint: Mint
    courses: tuple[Course, ...]

    @override
    def __call__(self, link: str, course: str, alias: str, /) -> Shared:
        found = next((each for each in self.courses if each.slug == course), None)
        if found is None or not _is_page(link):
            return Shared.NO_LINK
        with self.store.work() as work:
            if len(work.offers.since(self.clock.now() - _LOOKED_BACK)) >= _MOST_WAITING:
                return Shared.FULL
            words = self._alias(work, alias) if alias else ""
            if alias and not words:
                return Shared.NO_ALIAS
            new = self._keep(work, found, link, words)
        event("link.taken", course=found.slug, new=new)
        return Shared.WAITS

    def _keep(self, work: Work, course: Course, link: str, alias: str) -> bool:
        at, token = self.clock.now(), self.mint.token()
        account = AccountRef(FORM, token)
        form = f"alias {alias}" if alias else "none"
        work.wishes.record(
            Wish(
                account=account, kind=WishKind.ROSTER, value=form, at=at, course=course.slug, evidence="form of a link"
            )
        )
        who = Author(account=account, handle=token, name=token)
        post = Post(
            ref=PostRef(FORM, f"form:{token}"),
            author=who,
            text=f"{link} {course.tag}",
            created_at=at,
            seen_at=at,
            links=(link,),
            hashtags=(course.tag,),
        )
        return bool(admit(work, [Capture(post=post, payload=b"{}", source=FORM)], [course], at).new)

    def _alias(self, work: Work, words: str) -> str:
        names = [name for author in work.people.everyone() for name in (author.name, author.handle)]
        taken = [wish.value.partition(" ")[2] for wish in work.wishes.aliases()]
        return pseudonyms.chosen(words, names=[*names, *taken])


def _is_page(link: str) -> bool:
    try:
        return bool(canonical(link)) and link.startswith(("https://", "http://"))
    except InvalidUrl:
        return False
