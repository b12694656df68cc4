"""Whose page sent a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.serving import Sender, policy, sender_of

HOST = "forms.example:8001"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, Sender.OURS),
        ({"sec-fetch-site": "none"}, Sender.PERSON),
        ({"sec-fetch-site": "same-site"}, Sender.FOREIGN),
        ({"sec-fetch-site": "cross-site"}, Sender.FOREIGN),
        ({"sec-fetch-site": "same-origin, cross-site"}, Sender.FOREIGN),
        ({"sec-fetch-site": "cross-site", "origin": f"https://{HOST}"}, Sender.FOREIGN),
        ({"origin": f"https://{HOST}"}, Sender.OURS),
        ({"origin": f"https://{HOST.upper()}"}, Sender.OURS),
        ({"origin": "https://forms.example"}, Sender.FOREIGN),
        ({"origin": f"https://{HOST}.evil.example"}, Sender.FOREIGN),
        ({"origin": "null"}, Sender.FOREIGN),
        ({"origin": ""}, Sender.FOREIGN),
        ({"origin": "https://["}, Sender.FOREIGN),
        ({}, Sender.UNSAID),
    ],
)
def test_browsers_say_whose_page_it_was(headers: dict[str, str], expected: Sender) -> None:
    """By one header or the other; the newer one is believed before the older."""
    assert sender_of(headers, HOST) is expected


@given(st.text(), st.text())
def test_only_an_equal_host_is_ours(origin: str, host: str) -> None:
    """Whatever either header holds, nothing fails, and a host that nobody named is nobody's."""
    found = sender_of({"origin": origin}, host)

    assert found in {Sender.OURS, Sender.FOREIGN}
    assert host or found is Sender.FOREIGN


def test_pages_load_what_is_allowed_and_nothing_else() -> None:
    """No frame around them, no base, and forms go to us only."""
    assert policy("style-src 'self'") == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
