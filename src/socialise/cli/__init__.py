"""The command `socialise`: the only room that prints, exits and reads arguments."""

from socialise.cli.main import main

__all__ = ["main"]
