"""What the file says of X: its money, its keys, and what the two demand of each other."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.config import models
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.config.secrets import Secret
from bot.config.values import X, XAccount, XKeys, XToken
from bot.errors import Problem
from curation.budget import X_PRICES, Budget, Call, MicroUsd, Prices, Shares, Use, dollars

_PATH: KeyPath = ("networks", "x")
_ACCOUNT: KeyPath = (*_PATH, "account")
_KEYS = ("api_key_file", "api_secret_file", "access_token_file", "access_secret_file")
_OAUTH2 = "oauth2_token_file"
_LONGEST_MONTH = 31
_SMALLEST_PAGE = 10
"""Posts that one search answers at least, if there are so many."""


def secret_keys(network: models.XNetwork) -> Iterator[tuple[KeyPath, str]]:
    """Yield every key that names a file with a secret, and the file."""
    if network.bearer_token_file:
        yield (*_PATH, "bearer_token_file"), network.bearer_token_file
    for key, name in _files(network.account):
        if name:
            yield (*_ACCOUNT, key), name


def _files(account: models.XAccount | None) -> Iterator[tuple[str, str | None]]:
    if account is not None:
        yield "api_key_file", account.api_key_file
        yield "api_secret_file", account.api_secret_file
        yield "access_token_file", account.access_token_file
        yield "access_secret_file", account.access_secret_file
        yield "oauth2_token_file", account.oauth2_token_file


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield what is wrong between the keys of X, and between them and the outlets."""
    network = file.networks.x
    outlets = [index for index, each in enumerate(file.outlets) if each.kind == "x"]
    if outlets and (network is None or network.account is None):
        expected = "[networks.x.account], because it posts from there"
        yield places.problem(("outlets", outlets[0], "kind"), 'kind = "x" alone', expected)
    for index in outlets[1:]:
        yield places.problem(
            ("outlets", index, "kind"), 'a second outlet with kind = "x"', "one: they share an account"
        )
    if network is None:
        return
    if outlets and network.urls != "none" and not file.site.url:
        yield places.problem(("site", "url"), "nothing", "the address of the pages, because threads on X link it")
    shares = network.shares
    if shares.reading + shares.sweeping + shares.publishing > 100:
        found = f"{shares.reading + shares.sweeping + shares.publishing} per cent together"
        yield places.problem((*_PATH, "shares"), found, "at most 100")
    if network.account:
        yield from _keys(network.account, places)


def _keys(account: models.XAccount, places: Places) -> Iterator[Problem]:
    """The keys of one kind are all there, and none of the other."""
    given = {key for key, name in _files(account) if name}
    if given not in (set(_KEYS), {_OAUTH2}):
        expected = f"either {', '.join(_KEYS)}, or {_OAUTH2}"
        yield places.problem(_ACCOUNT, ", ".join(sorted(given)) or "no keys", expected)


def warnings(file: models.ConfigFile, places: Places) -> Iterator[str]:
    """Yield where the money cannot be enough for what is asked."""
    network = file.networks.x
    if network is None:
        return
    budget, prices = _budget(network), _prices(network)
    at: KeyPath = (*_PATH, "monthly_budget_usd")
    month = _LONGEST_MONTH * sum(_thread(course, file, network, prices) for course in file.courses)
    share = budget.share(Use.PUBLISHING)
    if month > share:
        yield places.warning(
            at,
            f"{dollars(share)} are for publishing, and a thread a day may cost {dollars(month)} in a long month;"
            " threads then live on what reading leaves",
        )
    if network.bearer_token_file and budget.share(Use.READING) < _SMALLEST_PAGE * prices.most(Call.READ_POST):
        yield places.warning(at, f"{dollars(budget.share(Use.READING))} are for reading: too little for one search")


def _thread(course: models.CourseSection, file: models.ConfigFile, network: models.XNetwork, prices: Prices) -> int:
    """Return what a full day's thread of *course* costs on X."""
    if not {each.name for each in file.outlets if each.kind == "x"} & set(course.outlets):
        return 0
    parts = 1 + course.thread.items
    linked = {"one": 1, "none": 0, "all": parts}[network.urls]
    return linked * prices.of[Call.WRITE_POST_WITH_URL] + (parts - linked) * prices.of[Call.WRITE_POST]


def x_of(network: models.XNetwork, secrets: Mapping[KeyPath, Secret | None], folder: Path) -> X:
    """Return X as the rest of the house takes it."""
    return X(
        budget=_budget(network),
        prices=_prices(network),
        bearer=secrets.get((*_PATH, "bearer_token_file")),
        reads=network.bearer_token_file is not None,
        account=_account(network.account, secrets, folder) if network.account else None,
        urls=network.urls,
        link_part=network.link_part,
    )


def _budget(network: models.XNetwork) -> Budget:
    given = network.shares
    shares = Shares(reading=given.reading, sweeping=given.sweeping, publishing=given.publishing)
    return Budget(monthly=MicroUsd(network.monthly_budget_usd), shares=shares)


def _prices(network: models.XNetwork) -> Prices:
    """Return X's published prices, those of the file in their place."""
    given = network.prices
    if given is None:
        return X_PRICES
    written: dict[Call, int | None] = {
        Call.READ_POST: given.read_post_usd,
        Call.READ_USER: given.read_user_usd,
        Call.READ_OWN: given.read_own_usd,
        Call.READ_COUNTS: given.read_counts_usd,
        Call.WRITE_POST: given.write_post_usd,
        Call.WRITE_POST_WITH_URL: given.write_post_with_url_usd,
        Call.WRITE_REPLY: given.write_reply_usd,
        Call.DELETE: given.delete_usd,
    }
    return X_PRICES.changed(
        given.as_of, {call: MicroUsd(price) for call, price in written.items() if price is not None}
    )


def _account(account: models.XAccount, secrets: Mapping[KeyPath, Secret | None], folder: Path) -> XAccount:
    found = [secrets.get((*_ACCOUNT, key)) for key in _KEYS]
    keys = [each for each in found if each is not None]
    file = account.oauth2_token_file
    token = XToken(file=folder / file, token=secrets.get((*_ACCOUNT, _OAUTH2))) if file else None
    return XAccount(
        handle=account.handle,
        id=account.id,
        keys=XKeys(*keys) if len(keys) == len(_KEYS) else None,
        token=token,
    )
