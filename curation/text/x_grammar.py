"""Where addresses, mentions, hashtags and emoji begin and end on X, as patterns for the `regex` module.

They say what twitter-text 3 says (github.com/twitter/twitter-text, whose conformance files gave us our cases), so that
a text weighs with us what it weighs there; where they differ, in odd runs of letters, ours see an address too many.
"""

_DIRECTIONS = r"\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069"
_INVALID = r"\uFFFE\uFEFF\uFFFF"
_SPACES = r"\t-\r \u0085\u00A0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
_LATIN = (
    r"\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0253\u0254\u0256\u0257\u0259\u025B\u0263\u0268\u026F\u0272\u0289\u028B"
    r"\u02BB\u0300-\u036F\u1E00-\u1EFF"
)

# A host may hold nearly everything but punctuation; what makes it one is its top-level domain. No label of it is longer
# than 63; without that limit here, long runs of letters beside each other would take minutes.
_DOMAIN_CHARACTER = rf"[^!'#%&()*+,\\\-./:;<=>?@\[\]\^_{{|}}~${_SPACES}{_INVALID}{_DIRECTIONS}]"
_SUBDOMAIN = rf"(?:{_DOMAIN_CHARACTER}(?:[_-]|{_DOMAIN_CHARACTER}){{0,62}}+(?<![_-])\.)"
_DOMAIN = rf"(?:{_DOMAIN_CHARACTER}(?:-|{_DOMAIN_CHARACTER}){{0,62}}+(?<!-)\.)"
_TOP = r"(?:(?=[^\W_]{2})\L<domains>(?=[^0-9a-zA-Z@]|$)|xn--[-0-9a-z]+)"
"""The look at two letters spares most look-ups in the list, which is slow."""

_PATH_CHARACTER = rf"[a-z\u0400-\u04FF0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_BRACKETS = (
    rf"\((?:{_PATH_CHARACTER}+|(?:{_PATH_CHARACTER}*\({_PATH_CHARACTER}+\){_PATH_CHARACTER}*))\)"  # one level inside
)
_PATH_END = rf"(?:[+\-a-z\u0400-\u04FF0-9=_#/{_LATIN}]|{_BRACKETS})"
_PATH = rf"(?:{_PATH_CHARACTER}*(?:{_BRACKETS}{_PATH_CHARACTER}*)*{_PATH_END}|@{_PATH_CHARACTER}+/)"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"

ADDRESS = (
    rf"(?:[^A-Za-z0-9@＠$#＃{_INVALID}]|^)(?:(?<![-_./])|(?=https?://))"
    rf"(?P<address>(?P<scheme>https?://)?(?P<host>{_SUBDOMAIN}*{_DOMAIN}{_TOP})(?::[0-9]+)?"
    rf"(?P<path>/{_PATH}*)?(?:{_QUERY})?)"
)
"""An address, with or without its scheme; asks for the named list `domains`."""

END_OF_HOST = rf"\.{_TOP}"
"""What every host has, quickly looked for; asks for the named list `domains`."""

BARE_HOST = rf"(?:[-a-z0-9{_LATIN}]+\.)+{_TOP}"
"""What of a host without a scheme is linked; asks for the named list `domains`."""

SHORTENED = rf"https?://t\.co/(?P<slug>[a-z0-9]+)(?:{_QUERY})?"
"""X's own shortener, whose addresses end with the letters and digits."""

MENTION = (
    r"(?:(?<=^|[^a-zA-Z0-9_!#$%&*@＠])|(?<=(?:^|[^a-zA-Z0-9_+~.-])(?:rt|RT|rT|Rt):?))"
    rf"(?P<mention>[@＠][a-zA-Z0-9_]{{1,20}}+(?:/[a-zA-Z][a-zA-Z0-9_\-]{{0,24}}+)?)(?![@＠{_LATIN}]|://)"
)
"""`@user` or `@user/list`."""

_TAG_SIGNS = r"_\u200C\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0\u30FB\u3003\u0F0B\u0F0C\u00B7"
_TAG_CHARACTER = rf"[\p{{L}}\p{{M}}\p{{Nd}}{_TAG_SIGNS}]"
TAG = (
    rf"(?<=^|[\uFE0E\uFE0F]|[^&{_TAG_CHARACTER[1:]})(?P<tag>[#＃](?![\uFE0F\u20E3])"
    rf"{_TAG_CHARACTER}*+(?<=[\p{{L}}\p{{M}}][\p{{Nd}}{_TAG_SIGNS}]*))(?![#＃]|://)"
)
"""A hashtag: at least one letter, and no letter, digit or `&` before it."""

_FACE = r"(?:\p{Emoji_Modifier_Base}[\U0001F3FB-\U0001F3FF]|[©®]\uFE0F|(?![©®])\p{Extended_Pictographic}\uFE0F?)"
EMOJI = (
    r"[0-9#*]\uFE0F?\u20E3"
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|\U0001F3F4[\U000E0030-\U000E0039\U000E0061-\U000E007A]+\U000E007F"
    rf"|{_FACE}(?:\u200D(?:{_FACE}|[♀♂⚕⚖✈]\uFE0F?))*"
)
"""What readers see as one emoji: keycaps, flags, and faces with all that is joined to them."""
