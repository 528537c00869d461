"""Completions of the command line, a module for each shell; each writes a script from `reader.declared`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    # What is declared are the commands, of which one takes what is here.
    from reader.declared import Command

SHELLS: Final = ("bash", "zsh", "fish")
"""The shells that completions are written for."""


def script(shell: str, program: Command) -> str:
    """Return the script that completes `program` in one of `SHELLS`."""
    write = cast("Callable[[Command], str]", import_module(f"reader.shells.{shell}").write)
    return write(program)
