"""What X's no to something we send means (networks.md section 0, the table of answers)."""

from bot.errors import Busy, ChannelOff, ParentGone, Refused, SendError, Unclear
from bot.networks.x.trouble import Trouble, XTrouble


def send_error(outlet: str, trouble: XTrouble, *, is_answer: bool = False) -> SendError:
    """Return what *trouble* means for what was being sent; *is_answer* says that it was to follow another post."""
    if trouble.kind is Trouble.BUSY and trouble.retry_at is not None:
        return Busy(outlet, trouble.why, retry_at=trouble.retry_at)
    if trouble.kind is Trouble.MISSING and is_answer:
        return ParentGone(outlet, "what it would follow is not there any more")
    if trouble.kind in {Trouble.REJECTED, Trouble.UNSUMMONED, Trouble.MISSING}:
        return Refused(outlet, trouble.why)
    if trouble.kind in {Trouble.NO_CREDIT, Trouble.DENIED, Trouble.MISUSED}:
        return ChannelOff(outlet, trouble.why)
    return Unclear(outlet, trouble.why)
