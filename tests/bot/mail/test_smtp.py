"""What a mail server says, and what it means."""

from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from tests.bot.mail.post_office import PostOffice, post_office, smtp
from tests.fakes import TickingClock

BEN = "ben@school.example"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Hello"
    message.set_content("Hello.\n.\nA dot alone ends nothing.\n")
    return message


def hand_over(office: PostOffice, **but: Any) -> None:
    smtp(office, TickingClock(), **but).hand_over(letter(), sender="digest@digest.example.org", address=BEN)


def test_letter_arrives_whole(office: PostOffice) -> None:
    """What is handed over is what comes out, a line with nothing but a dot included."""
    hand_over(office)

    assert office.to() == [BEN]
    assert office.read().get_content().splitlines() == ["Hello.", ".", "A dot alone ends nothing."]


@pytest.mark.parametrize(
    ("moods", "expected", "taken"),
    [
        pytest.param({"at_rcpt": {BEN: "450 greylisted"}}, Busy, 0, id="4xx for the address"),
        pytest.param({"at_rcpt": {BEN: "550 no such user"}}, Refused, 0, id="5xx for the address"),
        pytest.param({"at_data": {BEN: "451 try later"}}, Busy, 0, id="4xx for the letter"),
        pytest.param({"at_rcpt": {BEN: "554 Relay access denied"}}, ChannelOff, 0, id="5xx for us, said late"),
        pytest.param({"at_rcpt": {BEN: "550 5.7.1 blocked"}}, ChannelOff, 0, id="policy, said late"),
        pytest.param({"at_rcpt": {BEN: "550 5.1.1 no such user"}}, Refused, 0, id="enhanced 5xx for the address"),
        pytest.param({"at_data": {BEN: "554 spam"}}, ChannelOff, 0, id="5xx for the letter"),
        pytest.param({"at_data": {BEN: "silence"}}, Unclear, 1, id="silence after taking it"),
        pytest.param({"at_data": {BEN: "silence before"}}, Unclear, 0, id="silence without taking it"),
        pytest.param({"at_mail": "550 who are you"}, ChannelOff, 0, id="5xx for us"),
        pytest.param({"at_mail": "452 too many"}, Busy, 0, id="4xx for us"),
    ],
)
def test_each_answer_means_one_thing(
    office: PostOffice, moods: dict[str, Any], expected: type[SendError], taken: int
) -> None:
    """4xx is for later, 5xx is for good, and silence after the letter is unclear.

    No address stands in an error, and none is refused for what is between our server and us.
    """
    for name, value in moods.items():
        setattr(office, name, value)

    with pytest.raises(expected) as caught:
        hand_over(office)

    assert type(caught.value) is expected
    assert BEN not in str(caught.value)
    assert len(office.letters) == taken


def test_server_that_is_not_there_is_busy(office: PostOffice) -> None:
    """Nothing went out, and the same letter may go later."""
    with pytest.raises(Busy):
        hand_over(office, port=1)
    with pytest.raises(Busy):
        hand_over(office, port=1, security="tls")


def test_log_in_is_told_apart_from_letters() -> None:
    """A wrong password switches the outlet off; the right one lets letters through."""
    with post_office(with_login=True) as office:
        hand_over(office, user="digest", password="right")
        with pytest.raises(ChannelOff, match="password") as caught:
            hand_over(office, user="digest", password="wrong-s3cret")

    assert "s3cret" not in f"{caught.value!r}"
    assert office.to() == [BEN]


def test_log_in_that_fails_for_now_is_tried_again() -> None:
    """A mail server whose book of users is away for a while switches nothing off."""
    with post_office(with_login=True) as office:
        office.at_login = "454 4.7.0 Temporary authentication failure"

        with pytest.raises(Busy):
            hand_over(office, user="digest", password="right")


def test_missing_security_is_no_reason_to_go_without(office: PostOffice) -> None:
    """A server that offers no TLS gets nothing where TLS was asked for."""
    with pytest.raises(ChannelOff, match="security"):
        smtp(office, TickingClock(), security="starttls").check()
    smtp(office, TickingClock()).check()

    assert office.letters == []
