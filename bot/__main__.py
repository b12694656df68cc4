"""`python -m bot` is `welearned`."""

from bot.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="welearned")
