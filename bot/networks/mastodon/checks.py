"""What `doctor` wants to know of a server and of our account on it; nothing here changes anything."""

from collections.abc import Iterator

from bot.networks.mastodon.accounts import NotAPost, author_of
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.fields import Json, is_list, word
from bot.networks.mastodon.instance import FALLBACK, Access, Instance, instance_of
from bot.networks.mastodon.login import SCOPES
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Finding, Level
from curation.model import Author


def read_instance(client: MastodonClient) -> Instance:
    """Return what the server says of itself; Mastodon's own limits where it does not; raise `ServerTrouble`."""
    try:
        return instance_of(client.instance())
    except ServerTrouble as trouble:
        if trouble.kind is not Trouble.MISSING:
            raise
        return instance_of({})


def check_server(client: MastodonClient) -> Iterator[Finding]:
    """Yield what is found about reading hashtags on the server."""
    try:
        instance = read_instance(client)
    except ServerTrouble as trouble:
        yield Finding(level=Level.BAD, what="server", text=str(trouble))
        return
    yield Finding(level=Level.GOOD, what="server", text=f"{client.host} answers ({instance.version or 'no version'})")
    yield from (_timeline(half, access, client) for half, access in instance.tags.items())
    limits = instance.limits
    level = Level.GOOD if limits.characters >= FALLBACK.characters else Level.WARNING
    yield Finding(level=level, what="limits", text=f"{limits.characters} characters, {limits.per_url} for a link")


def check_account(client: MastodonClient, *, handle: str, posts_a_day: int) -> Iterator[Finding]:
    """Yield what is found about our account: who it is, what it may do, and whether it says what it is."""
    try:
        me = client.me()
        author = author_of(me, server=handle.rpartition("@")[2])
    except (ServerTrouble, NotAPost) as error:
        yield Finding(level=Level.BAD, what="account", text=str(error))
        return
    yield _same(author, handle)
    yield _scopes(client)
    yield _claim(
        author.is_bot, "bot_flag", "is marked as automated", "is not marked as automated; set it in its profile"
    )
    yield _bio(author)
    yield from _rules(client, posts_a_day)


def _timeline(half: str, access: Access, client: MastodonClient) -> Finding:
    closed = access is Access.DISABLED or (access is Access.AUTHENTICATED and not client.has_token)
    why = "needs a user token" if access is Access.AUTHENTICATED else "is closed here"
    level = Level.WARNING if closed else Level.GOOD
    text = f"hashtags, {half} half: {why if closed else access}"
    return Finding(level=level, what="timeline", text=text)


def _same(author: Author, handle: str) -> Finding:
    is_ours = author.account.id == handle.casefold()
    text = f"the token is for {author.handle}" + ("" if is_ours else f", the configuration says {handle}")
    return Finding(level=Level.GOOD if is_ours else Level.BAD, what="account", text=text)


def _scopes(client: MastodonClient) -> Finding:
    """Return which scopes are missing, as far as the server tells: the list came with 4.3."""
    try:
        granted = _granted(client.app())
    except ServerTrouble as trouble:
        return Finding(level=Level.WARNING, what="scopes", text=f"cannot be read: {trouble}")
    missing = [each for each in SCOPES if granted and not {each, each.partition(":")[0]} & granted]
    if missing:
        return Finding(level=Level.BAD, what="scopes", text=f"missing: {', '.join(missing)}; log in again")
    known = "the token may do what is needed" if granted else "the server does not say what the token may do"
    return Finding(level=Level.GOOD if granted else Level.WARNING, what="scopes", text=known)


def _granted(app: Json) -> frozenset[str]:
    scopes = app.get("scopes")
    return frozenset(str(each) for each in scopes) if is_list(scopes) else frozenset(word(app, "scope").split())


def _bio(author: Author) -> Finding:
    return _claim(
        "stop" in author.bio.casefold(),
        "bio",
        "says how to be left out",
        'does not say how to be left out; name who runs it and the word "stop" (digest.md 3.13)',
    )


def _rules(client: MastodonClient, posts_a_day: int) -> Iterator[Finding]:
    try:
        rules = read_instance(client).rules
    except ServerTrouble:
        return
    for rule in rules:
        yield Finding(level=Level.GOOD, what="rules", text=f"{rule} (we post {posts_a_day} a day)")


def _claim(holds: bool, what: str, yes: str, no: str) -> Finding:  # noqa: FBT001 - the claim itself
    return Finding(level=Level.GOOD if holds else Level.BAD, what=what, text=f"the account {yes if holds else no}")
