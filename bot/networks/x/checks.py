"""What `doctor` wants to know of our account on X; nothing here changes anything, and a profile is paid for."""

from collections.abc import Iterator

from bot.networks.x.client import XClient
from bot.networks.x.fields import fields, identity, text
from bot.networks.x.trouble import XTrouble
from bot.ports import Call, Finding, Level, Till, Use

_WRITES = "read-write"
_NO_POST = "1"


def check_reading(client: XClient) -> Iterator[Finding]:
    """Yield whether the token reads: a post is asked for that was never there, and so costs nothing."""
    try:
        client.posts([_NO_POST])
    except XTrouble as trouble:
        yield Finding(level=Level.BAD, what="timeline", text=f"the token for reading: {trouble.why}")
        return
    yield Finding(level=Level.GOOD, what="timeline", text="the token for reading works")


def check_account(client: XClient, till: Till, *, handle: str, account_id: str) -> Iterator[Finding]:
    """Yield what is found about the account that posts: who it is, what its keys may do, how it is labelled."""
    if (unpaid := _unpaid(till)) is not None:
        yield unpaid
        return
    try:
        user = fields(client.me(), "data")
    except XTrouble as trouble:
        yield Finding(level=Level.BAD, what="account", text=f"the account's keys: {trouble.why}")
        return
    till.pay(Use.PUBLISHING, Call.READ_USER, [identity(user, "id")])
    if identity(user, "id") != account_id:
        found = (
            f"the keys are those of {text(user, 'username')} ({identity(user, 'id')}), not of {handle} ({account_id})"
        )
        yield Finding(level=Level.BAD, what="account", text=found)
        return
    yield Finding(level=Level.GOOD, what="account", text=f"the keys are those of {text(user, 'username')}")
    yield _powers(client.access())
    yield _label(handle, said=text(user, "description"))


def _unpaid(till: Till) -> Finding | None:
    until = till.may(Use.PUBLISHING, Call.READ_USER, 1)
    if until is None:
        return None
    text_ = f"the month's money is used up; nothing is asked before {until:%Y-%m-%d %H:%M} UTC"
    return Finding(level=Level.WARNING, what="budget", text=text_)


def _powers(access: str) -> Finding:
    """X tells what keys may do beside each answer, as `read` or `read-write`."""
    if not access:
        unsaid = "X does not say what the keys may do; they need to read and write"
        return Finding(level=Level.WARNING, what="scopes", text=unsaid)
    if access.startswith(_WRITES):
        return Finding(level=Level.GOOD, what="scopes", text="the keys may read and write")
    needed = "the keys may only read; allow the app to write in the developer console, and make the keys anew"
    return Finding(level=Level.BAD, what="scopes", text=needed)


def _label(handle: str, *, said: str) -> Finding:
    """The label is a setting of the account that the API does not tell; what the profile says of itself is a hint."""
    if "automated" in said.casefold():
        return Finding(level=Level.GOOD, what="bot_flag", text="the profile says that the account is automated")
    where = f"see that https://x.com/{handle} is labelled “Automated”, with a person's account: X asks for it"
    return Finding(level=Level.WARNING, what="bot_flag", text=where)
