"""What people wish, why posts stay out, and how a sharer may appear."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from curation.model.moments import require_utc
from curation.model.posts import AccountRef, PostRef


class WishKind(StrEnum):
    """What a person told us; the last of a group that touches the same thing wins."""

    START = "start"
    STOP = "stop"
    CREDIT = "credit"
    """Value: `name`, `handle`, `mention`, `none`, or `alias WORDS`."""
    QUOTE = "quote"
    """Value: `yes` or `no`."""
    ROSTER = "roster"
    """A signed roster entry; value as for CREDIT. Beside it a QUOTE wish may stand."""
    LINK = "link"
    """Value: `NETWORK ID` of another account of the same person; it counts once the other says so too."""
    UNDO = "undo"
    """Value: the evidence of the command that is taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person said about how they appear, with its evidence."""

    account: AccountRef
    kind: WishKind
    at: datetime
    course: str = ""
    """A course's slug; empty for every course of this installation."""
    value: str = ""
    evidence: str = ""
    """The post or form by which they said it."""
    policy: str = ""
    """The policy version they could read then."""
    expires: date | None = None
    previous: str = ""
    """What held before, such as `stop` or `credit name`; empty where nothing was said."""

    def __post_init__(self) -> None:
        require_utc("Wish.at", self.at)

    @property
    def is_command(self) -> bool:
        """Whether the person said it in a message of their own: its evidence is that message's address."""
        return "://" in self.evidence and self.kind not in {WishKind.ROSTER, WishKind.UNDO}


class Reason(StrEnum):
    """Why a post stays out; counted on `/activity`, shown in review."""

    ERASED = "erased"
    NOT_PUBLIC = "not_public"
    ACCOUNT_STATE = "account_state"
    NO_DIGEST = "no_digest"
    STOPPED = "stopped"
    UNREADABLE = "unreadable"
    OWN = "own"
    BOT = "bot"
    NO_BOT = "no_bot"
    NOT_ON_ROSTER = "not_on_roster"
    BARRED = "barred"
    """A facilitator keeps this person out of the course."""
    NO_TAG = "no_tag"
    """Not a person's wish: the post carries no hashtag of any course."""
    REPOST = "repost"
    """Not a person's wish: it says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one post stays out."""

    ref: PostRef
    reason: Reason

    @property
    def keeps_reference(self) -> bool:
        """Whether the reference may be noted for seven days; the others leave nothing but a count."""
        return self.reason not in {Reason.ERASED, Reason.NOT_PUBLIC, Reason.ACCOUNT_STATE, Reason.NO_TAG}


class CreditForm(StrEnum):
    """How a person may appear."""

    MENTION = "mention"
    NAME = "name"
    HANDLE = "handle"
    ALIAS = "alias"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One sharer as the digest may show them; `label` is empty for a participant who is not named."""

    account: AccountRef
    form: CreditForm
    label: str = ""
    post_url: str = ""
    """Empty unless this person's post may be linked."""
    profile_url: str = ""
    at: datetime

    @property
    def is_named(self) -> bool:
        """Whether this sharer stands with a name, handle or alias."""
        return bool(self.label)
