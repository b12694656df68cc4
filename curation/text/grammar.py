"""Where addresses, mentions and hashtags begin and end in a post, as patterns for the `regex` module.

Written from Mastodon's own rules (config/initializers/twitter_regex.rb, app/models/account.rb, app/models/tag.rb), the
old and the new ones taken together, and a little wider: any host counts, so that no list of top-level domains rots.
"""

_PATH_CHARACTER = r"[^\s<>()?]"
_PATH_END = r"[^\s()?!*\"'「」<>;:=,.$%\[\]~&|@]"
_BRACKETS = rf"\((?:{_PATH_CHARACTER}|\({_PATH_CHARACTER}+\))+\)"
_PATH = rf"/(?:(?:{_PATH_CHARACTER}|{_BRACKETS})*(?:{_PATH_END}|{_BRACKETS}|/))?"
_QUERY = r"\?[\w!?*'();:&=+$/%#\[\]\-.,~|@^\u00A0-\U0010FFFD]*[\w&=#/\-\u00A0-\U0010FFFD]"
_LABEL = r"[\p{L}\p{M}\p{N}_-]+"
_REST = rf"(?::\d+)?(?:{_PATH})?(?:{_QUERY})?"
_NOT_WITHIN_A_WORD = r"(?<![A-Za-z0-9@＠$#＃])"

WEB_ADDRESS = rf"{_NOT_WITHIN_A_WORD}https?://{_LABEL}(?:\.{_LABEL})+{_REST}"
"""An http(s) address whose host has a dot: what every server links."""

ANY_ADDRESS = (
    rf"{_NOT_WITHIN_A_WORD}(?:"
    rf"(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://{_LABEL}(?:\.{_LABEL})*{_REST}"
    r"|(?:xmpp:(?!\u2060)|magnet:\?)\S+)"
)
"""Whatever some server may link as an address."""

MENTION = r"(?<![=/\w])[@＠](?P<user>\w+(?:[.-]+\w+)*)(?:@\w+(?:[.-]+\w+)*)?"
"""`@user` or `@user@server`."""

TAG = r"(?<![\p{L}\p{N}_])[#＃][\p{L}\p{M}\p{N}_·・\u200C]*[\p{L}\p{M}][\p{L}\p{M}\p{N}_·・\u200C]*"
"""A hashtag under any grammar: after anything but a letter, a digit or `_`."""
