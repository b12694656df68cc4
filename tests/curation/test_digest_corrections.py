"""Putting right what readers have already."""

from datetime import UTC, datetime

from curation import digest
from curation.digest import Mending
from curation.model import AccountRef, Correction, NoteSource, PageUrl, Window
from tests.golden import community

AT = datetime(2015, 11, 12, 9, 30, tzinfo=UTC)
SAID = Correction(at=AT, text="Number 2 is 9 minutes, not 90.")
PAGE = community.HIGHLIGHTS[1].page


def test_readers_are_told_and_nothing_else_changes() -> None:
    """A correction without a page only stands at the foot."""
    changed = digest.corrected(community.digest(), AT, SAID.text)

    assert changed == community.digest(corrections=(SAID,))


def test_t101_title_and_note_of_one_page_change() -> None:
    """Number, anchor, credit and every other page stay; the note is a person's from now on."""
    mending = Mending(page=PAGE, title="Why failing matters so much", short_title="Why failing matters", note="Listen.")

    changed = digest.corrected(community.digest(), AT, SAID.text, mending)

    before, after = community.HIGHLIGHTS[1], changed.highlights[1]
    assert (after.title, after.short_title) == ("Why failing matters so much", "Why failing matters")
    assert after.note is not None
    assert (after.note.text, after.note.source) == ("Listen.", NoteSource.PERSON)
    assert (after.number, after.anchor, after.credits) == (before.number, before.anchor, before.credits)
    assert (changed.highlights[0], changed.also) == (community.HIGHLIGHTS[0], community.ALSO)


def test_empty_note_is_none_and_title_alone_keeps_the_note() -> None:
    """What is not spoken of stays; a title without a short one is its own short one."""
    without = digest.corrected(community.digest(), AT, "x", Mending(page=PAGE, note=""))
    titled = digest.corrected(community.digest(), AT, "x", Mending(page=PAGE, title="Right"))

    assert (without.highlights[1].note, without.highlights[1].title) == (None, "Why failure matters")
    assert (titled.highlights[1].note, titled.highlights[1].short_title) == (community.HIGHLIGHTS[1].note, "Right")


def test_removed_page_leaves_its_number() -> None:
    """The numbers of the others do not change."""
    changed = digest.corrected(community.digest(), AT, "x", Mending(page=PAGE, is_removed=True))

    assert [item.removed for item in changed.highlights] == [False, True, False]
    assert [item.number for item in changed.items] == [item.number for item in community.digest().items]


def test_next_issue_tells_what_was_mended_since_the_last() -> None:
    """Each correction is told in exactly one issue: windows tile the time."""
    corrected = digest.corrected(community.digest(), AT, SAID.text)
    until = Window(datetime(2015, 11, 11, 23, tzinfo=UTC), AT)
    since = Window(AT, datetime(2015, 11, 12, 23, tzinfo=UTC))

    assert digest.mended_in([corrected], until) == ()
    assert digest.mended_in([corrected], since) == (SAID,)


def test_t112_erased_name_goes_from_corrections_too() -> None:
    """Whoever slipped into a correction goes with the rest of their name."""
    named = Correction(at=AT, text="Heidi Siwak gave the keynote.")
    shown = community.digest(corrections=(named, SAID), mended=(named,))
    heidi = AccountRef("mastodon", "heidi@mastodon.example")

    changed = digest.without_names(shown, frozenset({heidi}))

    assert (changed.corrections, changed.mended) == ((SAID,), ())
    assert PageUrl(PAGE) in {item.page for item in changed.items}
