"""What a person asks of us in a message: consent.md C3."""

from curation.commands.asked import Asked, Command
from curation.commands.effects import scopes, wish_kind
from curation.commands.hearing import hear

__all__ = ["Asked", "Command", "hear", "scopes", "wish_kind"]
