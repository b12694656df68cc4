"""Pages that were recorded once, in place of the web: for the demo, for trying things out, for tests.

`pages.json` holds one object: addresses, as asked or in their canonical form, to `{"file": "x.html"}` beside it,
`{"redirect": "https://…"}` or `{"status": 404}`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from typing_extensions import override

from bot.errors import ArchiveError
from bot.links.answers import Answer, Body, Moved, Refusal, Why
from bot.links.bodies import HTML, type_of_name
from bot.links.journeys import followed, judged
from bot.ports import Clock, LinkReader, Unreadable
from curation.errors import InvalidUrl
from curation.model import PageCard, PageUrl
from curation.urls import canonical

_INDEX = "pages.json"

Entry = Mapping[str, str | int]
"""What is recorded of one address."""


class FolderLinkReader(LinkReader):
    """Reads recorded pages; may be called from several threads."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Open *folder*; raise `ArchiveError` when its `pages.json` or a file named there cannot be used."""
        self._clock = clock
        self._answers = _recorded(folder)

    @override
    def card(self, url: PageUrl, /) -> PageCard | Unreadable:
        ended, answer = followed(url, self._answer)
        return judged(url, ended, answer, self._clock.now())

    def _answer(self, address: str) -> Answer:
        answer = self._answers.get(address)
        try:
            return answer or self._answers.get(canonical(address), Why.NOT_RECORDED)
        except InvalidUrl:
            return Why.NOT_RECORDED


def _recorded(folder: Path) -> Mapping[str, Answer]:
    """Return what *folder* recorded, under the addresses as written and their canonical forms."""
    index = folder / _INDEX
    try:
        entries: Mapping[str, Entry] = json.loads(index.read_bytes())
        answers = {address: _answer_of(entry, folder) for address, entry in entries.items()}
        # Where two spellings are one page, the page itself is known by it rather than a redirect to it.
        pages_last = sorted(answers.items(), key=lambda each: not isinstance(each[1], Moved))
        return {canonical(address): answer for address, answer in pages_last} | answers
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(str(index), str(error)) from error


def _answer_of(entry: Entry, folder: Path) -> Answer:
    if "redirect" in entry:
        return Moved(str(entry["redirect"]))
    if "status" in entry:
        return Refusal(int(entry["status"]))
    file = folder / str(entry["file"])
    if not file.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{entry['file']} lies outside the folder")
    return Body(content=file.read_bytes(), media_type=type_of_name(file.name) or HTML)
