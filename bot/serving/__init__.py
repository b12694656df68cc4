"""What our own web applications have in common: whose page sent a request, what every answer says, who listens."""

from bot.serving.answers import SAFE_HEADERS, policy
from bot.serving.listening import listen
from bot.serving.senders import Sender, sender_of

__all__ = ["SAFE_HEADERS", "Sender", "listen", "policy", "sender_of"]
