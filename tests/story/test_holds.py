"""What is held goes out under no policy, and what is kept out goes nowhere, at once."""

from dataclasses import replace

import pytest

from bot.ports import DigestState
from curation.model import Event, EventKind, Flag, PublishPolicy, Topic, WishKind
from tests.makers import NOON, author, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY
from tests.story.test_people import stage

__all__ = ["stage"]

PAGE = "https://shop.example/spring"


def shown(stage: Stage) -> str:
    return "\n".join([*stage.thread.texts, *stage.blog.texts])


def say(stage: Stage, kind: EventKind, value: str) -> None:
    with stage.kept.work() as work:
        work.events.append(Event(course="bit15", kind=kind, who="Kim", at=stage.clock.time, value=value))


@pytest.mark.parametrize("policy", [PublishPolicy.AUTO, PublishPolicy.AUTO_CLEAN])
@pytest.mark.parametrize("why", ["warning", "young", "listed"])
def test_c16_no_policy_publishes_a_held_item(stage: Stage, policy: PublishPolicy, why: str) -> None:
    """A content warning, an account younger than a week, the course's list: a person looks first."""
    held = {
        "warning": post(PAGE, by="Zed", number=77, content_warning="sale"),
        "young": post(PAGE, by=author("Zed", created_at=NOON), number=77),
        "listed": post(PAGE, by="Zed", number=77),
    }
    stage.with_course(policy=policy, holds=Topic(name="hold", hosts=("shop.example",) if why == "listed" else ()))
    stage.source.posts.append(held[why])

    stage.minutes(4)

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED
    assert PAGE not in shown(stage)
    assert [item.page for item in issue.digest.waiting] == [PAGE]


@pytest.mark.parametrize("policy", [PublishPolicy.AUTO, PublishPolicy.AUTO_CLEAN])
@pytest.mark.parametrize("approved", [False, True])
def test_c17_words_that_name_somebody_wait_and_their_page_does_not(
    stage: Stage, policy: PublishPolicy, *, approved: bool
) -> None:
    """Ben never wrote to us: nothing of his is shown before a person approved the words, and his handle never."""
    stage.with_course(policy=policy)
    said = post(PAGE, by="Zed", number=77, text=f"As @ben@far.example says: odd, works well {PAGE} #BIT15")
    stage.source.posts.append(said)
    with stage.kept.work() as work:
        work.wishes.record(wish("Zed", WishKind.QUOTE, "yes", at=stage.clock.time))
    stage.poll()
    if approved:
        stage.judge(stage.clock.advance(minutes=1).date(), EventKind.APPROVE, who="Kim", url=PAGE)

    stage.minutes(4)
    revised = stage.honour()

    issue = stage.issue(DAY)
    assert issue is not None
    item = next(each for each in issue.digest.items if each.page == PAGE)
    assert (item.note.text if item.note else "") == ("As … says: odd, works well" if approved else "")
    assert item.flags == {Flag.QUOTES_OTHERS}
    assert [mark for mark in ("@ben@", "far.example") if mark in str(issue.digest) + shown(stage)] == []
    assert revised == ()


def test_c16_never_applies_at_once_and_can_be_undone(stage: Stage) -> None:
    """A person who is kept out loses their name in what is published; let in again, new posts count."""
    stage.minutes(4)
    assert "Ana 0" in shown(stage)

    say(stage, EventKind.NEVER, "person mastodon ana0@mastodon.example")
    stage.honour()
    stage.minutes(4)

    assert "Ana 0" not in shown(stage)
    say(stage, EventKind.ALLOW, "person mastodon ana0@mastodon.example")
    stage.source.posts.append(replace(post("https://new.example/", by="Ana 0", number=88), seen_at=stage.clock.time))
    assert stage.poll().new == 1


def test_c16_a_site_that_is_kept_out_is_in_no_issue(stage: Stage) -> None:
    """Not even as an item that waits."""
    stage.source.posts.append(post(PAGE, by="Zed", number=77))
    say(stage, EventKind.NEVER, "site shop.example")

    stage.minutes(4)

    issue = stage.issue(DAY)
    assert issue is not None
    assert PAGE not in repr(issue)
