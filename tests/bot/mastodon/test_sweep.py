"""Whether posts still stand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from bot.errors import SourceClosed, SourceError
from bot.ports import Presence
from curation.model import PostRef
from tests.bot.mastodon.stage import STATUSES, stage
from tests.fake_mastodon import FakeRequest, FakeStatus, Mood, Software, moods, software

BOTH_WAYS = pytest.mark.parametrize("of", [software.MASTODON, software.GOTOSOCIAL], ids=["at once", "one by one"])
NO_BATCHES = replace(software.MASTODON, batches=False)


def refs(statuses: Iterable[FakeStatus]) -> Mapping[PostRef, str]:
    return {PostRef("mastodon", each.uri): each.id for each in statuses}


def names(presence: Mapping[PostRef, Presence]) -> list[str]:
    return [each.value for each in presence.values()]


@BOTH_WAYS
def test_there_edited_gone(of: Software) -> None:
    """A post stands, was changed, was deleted, or is not public any more."""
    with stage(of) as world:
        world.say(4)
        there, edited, deleted, hidden = world.server.statuses
        world.server.edit(edited, "better #BIT15")
        world.server.delete(deleted)
        hidden.visibility = "unlisted"

        presence = world.source.still_there(refs([there, edited, deleted, hidden]))

        assert names(presence) == ["there", "edited", "gone", "gone"]


def test_batches_hold_twenty() -> None:
    """45 posts are asked for in three requests."""
    with stage() as world:
        world.say(45)

        presence = world.source.still_there(refs(world.server.statuses))

        assert set(names(presence)) == {"there"}
        assert [len(each.query["id[]"]) for each in world.server.asked("GET", STATUSES)] == [20, 20, 5]


@pytest.mark.parametrize("status", [403, 401, 410])
def test_t107_a_no_about_one_post_is_about_that_post(status: int) -> None:
    """A post that is closed to us is gone; the others stand."""
    with stage(NO_BATCHES) as world:
        world.say(2)
        one, other = world.server.statuses
        closed = f"{STATUSES}/{one.id}"
        world.server.mood = lambda request: moods.refuses(status) if request.path == closed else None

        presence = world.source.still_there(refs([one, other]))

        assert names(presence) == ["gone", "there"]


@pytest.mark.parametrize("token", [True, False])
@pytest.mark.parametrize("of", [software.MASTODON, NO_BATCHES], ids=["at once", "one by one"])
def test_t107_a_no_to_everything_is_about_us(of: Software, token: bool) -> None:  # noqa: FBT001 - a case
    """A revoked token, or a server that closed itself, erases nobody."""
    with stage(of, token=token) as world:
        world.say(2)
        world.server.mood = lambda request: None if "id[]" in request.query and not of.batches else moods.refuses(401)

        with pytest.raises(SourceClosed):
            world.source.still_there(refs(world.server.statuses))


def test_t107_a_token_revoked_on_the_way_is_about_us() -> None:
    """When the second batch is denied the sweep says so, whatever the first one said."""
    with stage() as world:
        world.say(25)
        world.server.mood = [None, moods.refuses(401)]

        with pytest.raises(SourceClosed):
            world.source.still_there(refs(world.server.statuses))


@pytest.mark.parametrize("name", ["500", "503", "504", "hangs up", "429", "html", "null"])
def test_t107_silence_is_no_answer(name: str) -> None:
    """A server that fails at once is an error; nobody is gone."""
    with stage() as world:
        world.say(2)
        world.server.mood = lambda _request: moods.BAD_MOMENTS[name]

        try:
            presence = world.source.still_there(refs(world.server.statuses))
        except SourceError:
            return

        assert set(names(presence)) == {"unknown"}


@pytest.mark.parametrize("mood", [moods.BROKEN, moods.HANGS_UP, moods.busy()], ids=["broken", "hangs up", "busy"])
@pytest.mark.parametrize("of", [software.MASTODON, NO_BATCHES], ids=["at once", "one by one"])
def test_what_was_heard_before_the_silence_counts(of: Software, mood: Mood) -> None:
    """When the server fails on the way, the rest is unknown and the beginning known."""
    with stage(of) as world:
        world.say(45)
        asked: list[FakeRequest] = []

        def fails_later(request: FakeRequest) -> Mood | None:
            asked.append(request)
            return mood if len(asked) > 2 else None

        world.server.mood = fails_later

        found = names(world.source.still_there(refs(world.server.statuses)))

        heard = 40 if of.batches else 1
        assert found == ["there"] * heard + ["unknown"] * (45 - heard)


def test_an_odd_answer_about_one_post_is_unknown() -> None:
    """A post whose answer cannot be read is unknown; the next is asked for all the same."""
    with stage(NO_BATCHES) as world:
        world.say(2)
        world.server.mood = [None, moods.HTML_PAGE]

        assert names(world.source.still_there(refs(world.server.statuses))) == ["unknown", "there"]


def test_nothing_asked_is_nothing_asked() -> None:
    """No posts, no request."""
    with stage() as world:
        assert world.source.still_there({}) == {}
        assert world.server.requests == []


@BOTH_WAYS
def test_c07_what_stands_is_read_again_as_it_is_now(of: Software) -> None:
    """The new wording of what was edited; nothing of what is gone."""
    with stage(of) as world:
        world.say(3)
        edited, deleted, same = world.server.statuses
        world.server.edit(edited, "better #BIT15")
        world.server.delete(deleted)

        found = world.source.read_again(refs([edited, deleted, same]))

        assert list(found) == list(refs([edited, same]))
        assert "better" in found[PostRef("mastodon", edited.uri)].post.text


@BOTH_WAYS
def test_a_server_that_breaks_while_it_is_read_again_says_so(of: Software) -> None:
    """Half an answer is none: the posts are asked for again later."""
    with stage(of) as world:
        world.say(2)
        world.server.mood = lambda _request: moods.refuses(503)

        with pytest.raises(SourceError):
            world.source.read_again(refs(world.server.statuses))
