"""What curation refuses, as errors that carry their facts.

CurationError
├── InvalidValue      a value that a noun of the model cannot hold
├── InvalidHashtag    a text that is no hashtag on the networks we know
└── InvalidUrl        a text that is no http(s) address of a page
"""


class CurationError(ValueError):
    """Something curation cannot work with; every subclass carries what was found."""


class InvalidValue(CurationError):
    """A field of a noun was given a value it cannot hold."""

    def __init__(self, field: str, *, found: object, expected: str) -> None:
        super().__init__(f"{field}: found {found!r}, expected {expected}")
        self.field = field
        self.found = found
        self.expected = expected


class InvalidHashtag(CurationError):
    """A text is no hashtag; *would_be* is what a network would cut out of it, if anything."""

    def __init__(self, found: str, *, would_be: str = "") -> None:
        hint = f"; networks would read {would_be}" if would_be else ""
        super().__init__(f"{found!r} is not a hashtag{hint}")
        self.found = found
        self.would_be = would_be


class InvalidUrl(CurationError):
    """A text is no absolute http(s) address."""

    def __init__(self, found: str, *, why: str) -> None:
        super().__init__(f"{found[:200]!r} is not a page's address: {why}")
        self.found = found
        self.why = why
