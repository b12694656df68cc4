"""Remembering what people could read, and since when."""

from dataclasses import replace

from bot.tasks.terms import KeepTerms
from curation.model import ConsentMode
from curation.policy import CourseTerms, Terms
from tests.story.stage import Stage


def keep(stage: Stage, mode: ConsentMode, contact: str = "ana@example.org") -> KeepTerms:
    terms = Terms(contact=contact, courses=(CourseTerms(slug="bit15", mode=mode, tags=("#BIT15",)),))
    return KeepTerms(store=stage.store, clock=stage.clock, terms=terms)


def test_c14_a_wider_mode_is_noticed_at_the_start_of_the_daemon() -> None:
    """The same terms are noted once; a wider mode remembers the narrower one with the moment it ended."""
    stage = Stage()
    for _ in range(2):
        keep(stage, ConsentMode.ASK)()
        stage.clock.advance(days=1)
    changed_at = stage.clock.advance(days=1)
    later = keep(stage, ConsentMode.OPEN)

    later()

    open_ = replace(stage.course, consent=ConsentMode.OPEN)
    (course,) = later.courses((open_,))
    assert course.former == ((changed_at, ConsentMode.ASK),)
    with stage.kept.look() as work:
        assert len([each for each in work.cursors.polls() if each.source == "policy"]) == 2


def test_terms_that_come_back_are_a_new_version_in_time() -> None:
    """Ask, open, ask, open: each stretch counts for itself."""
    stage = Stage()
    ends = []
    for mode in (ConsentMode.ASK, ConsentMode.OPEN, ConsentMode.ASK, ConsentMode.OPEN):
        keep(stage, mode)()
        ends.append(stage.clock.advance(days=1))

    (course,) = keep(stage, ConsentMode.OPEN).courses((replace(stage.course, consent=ConsentMode.OPEN),))

    assert course.former == ((ends[0], ConsentMode.ASK), (ends[2], ConsentMode.ASK))
