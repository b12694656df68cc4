"""What the bot does, one task a file."""
