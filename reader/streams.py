"""The three streams that a program is given: they may be closed, full, or in any character set."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TextIO


def prepare_streams() -> None:
    """See to it that there are all three, and that none fails for a letter that it cannot have.

    What is closed takes everything and has nothing. Left closed, its number would go to the next file
    that is opened, and what was meant for a person would be written into a database.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
        if isinstance(stream := getattr(sys, name), TextIOWrapper):
            stream.reconfigure(errors="replace")


def discard(stream: TextIO) -> None:
    """Let what is still written to `stream` go nowhere, which Python would complain of at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
