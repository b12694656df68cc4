"""Who comes in, and what somebody outside gets."""

import pytest

from bot.ports import Role
from tests.asgi import AsgiClient
from tests.bot.desk.rooms import ACT, DAY, HOST, ISSUE, LADDER, PATH, RELEASE, UNDO, WORDS, Room, room, shown


def test_a_login_link_leads_to_today(desk: Room) -> None:
    """Looking at the link uses nothing up; the button lets in, with a cookie that no script and no other site gets."""
    client = AsgiClient(desk.app, f"http://{HOST}")
    link = f"/login/{desk.doors.invite('Kim', Role.OWNER)}"

    looked = [client.get(link).status_code for _ in range(3)]
    entered = client.post(link)

    assert looked == [200, 200, 200]
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert client.get("/").headers["Location"] == PATH
    assert "Kim" in shown(client)


@pytest.mark.parametrize("path", ["/", PATH, f"{PATH}proofs/", "/bit15/2020-01-01/", "/nowhere/2015-11-11/"])
def test_outside_there_is_nothing_to_see(desk: Room, path: str) -> None:
    """Whoever is not in learns how to come in, and nothing of any course."""
    answered = AsgiClient(desk.app, f"http://{HOST}").get(path)

    assert answered.status_code == 401
    assert "welearned desk --link" in answered.text
    assert "ladder" not in answered.text
    assert "BIT15" not in answered.text


@pytest.mark.parametrize("path", [ACT, WORDS, ISSUE, RELEASE, UNDO])
def test_outside_nothing_can_be_done(desk: Room, path: str) -> None:
    """A form without a session is not even read."""
    form = {"kind": "drop", "page": LADDER, "what": "approve"}

    answered = AsgiClient(desk.app, f"http://{HOST}").post(path, form=form)

    assert answered.status_code == 401
    with desk.stage.kept.look() as work:
        assert work.events.of("bit15", DAY) == ()


@pytest.mark.parametrize("token", ["guess", "x" * 43, "..%2f..", "%00"])
def test_guessed_links_let_nobody_in(desk: Room, token: str) -> None:
    """Neither does one that was used."""
    client = AsgiClient(desk.app, f"http://{HOST}")

    assert client.post(f"/login/{token}").status_code in {403, 404}
    assert client.get("/").status_code == 401


def test_a_replayed_link_lets_nobody_in(desk: Room) -> None:
    """The second browser is told why."""
    link = f"/login/{desk.doors.invite('Kim', Role.OWNER)}"
    first, second = (AsgiClient(desk.app, f"http://{HOST}") for _ in range(2))
    first.post(link)

    refused = second.post(link)

    assert refused.status_code == 403
    assert "has been used" in refused.text
    assert second.get("/").status_code == 401


def test_a_session_planted_before_the_login_is_worth_nothing(desk: Room) -> None:
    """Session fixation: the cookie that somebody else chose is replaced, and was never a session."""
    client = AsgiClient(desk.app, f"http://{HOST}")
    client.cookies.set("welearned_desk", "chosen-by-somebody-else", domain="localhost.local")

    client.post(f"/login/{desk.doors.invite('Kim', Role.OWNER)}")

    assert client.cookies.get("welearned_desk") != "chosen-by-somebody-else"
    assert desk.doors.session("chosen-by-somebody-else") is None


def test_leaving_ends_the_session(desk: Room, kim: AsgiClient) -> None:
    """The old cookie is worth nothing, even to who kept it."""
    token = kim.cookies.get("welearned_desk") or ""

    assert kim.post("/leave").status_code == 303

    assert desk.doors.session(token) is None
    assert kim.get("/").status_code == 401


def test_a_password_is_asked_where_there_is_one(desk: Room) -> None:
    """The page has a field for it, and a wrong one says so."""
    guarded = room()
    object.__setattr__(guarded.doors, "password", lambda: "quiet otter")
    client = AsgiClient(guarded.app, f"http://{HOST}")
    link = f"/login/{guarded.doors.invite('Kim', Role.OWNER)}"

    assert 'type="password"' in client.get(link).text
    assert client.post(link, form={"password": "loud otter"}).status_code == 403
    assert client.post(link, form={"password": "quiet otter"}).status_code == 303
